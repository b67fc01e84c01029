"""How a translation is joined with its original: text from the one, everything else from the other.

A step that is missing in the translation, or whose French has changed since, is shown in French,
so that a translation never holds up a correction.
"""

import json
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256

from mes_optout.content.procedure import Procedure, Step


def join_translation(original: Procedure, translation: Procedure) -> Procedure:
    """Return `original` with the texts of `translation` wherever these are up to date."""
    known = {step.id: step for step in translation.steps}
    return replace(
        translation,
        if_late=original.if_late,
        repeats=original.repeats,
        hotline=original.hotline,
        steps=tuple(_join_step(step, known.get(step.id)) for step in original.steps),
    )


def _join_step(original: Step, translation: Step | None) -> Step:
    if translation is None or translation.original != fingerprint(original):
        return original
    ids = [(check.id, check.number) for check in translation.checks]
    if ids != [(check.id, check.number) for check in original.checks]:
        return original
    if len(translation.problems) != len(original.problems):
        return original
    # What is not text has one home: a French correction of it needs no translator.
    return replace(
        translation,
        confidence=original.confidence,
        reviewed=original.reviewed,
        sources=original.sources,
        link=original.link,
        revision=original.revision,
        formerly=original.formerly,
        checks=tuple(
            replace(check, formerly=first.formerly, closes=first.closes)
            for check, first in zip(translation.checks, original.checks, strict=True)
        ),
        problems=tuple(
            replace(problem, hotline=first.hotline)
            for problem, first in zip(translation.problems, original.problems, strict=True)
        ),
    )


_LENGTH = 16

# What may change without a word of the text changing: how sure it is, when it was read again,
# what it was called before, whether it must be done again, which box closes, where the telephone
# or a letter helps.
# `original` stands in translations only.
_LEFT_OUT = frozenset(
    {
        *("confidence", "reviewed", "sources", "formerly", "revision", "change", "closes"),
        *("hotline", "procedures", "steps", "original", "language"),
    }
)


def fingerprint(french: object) -> str:
    """Return 16 hexadecimal digits that change whenever the texts or structure of a model do.

    `french` is what is translated as a whole: a step, or a letter.
    """
    plain = _plain(french)
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:_LENGTH]


def _plain(value: object) -> object:
    """Turn a model into what JSON knows.

    What is not set is left out: a field that the model gains later makes no translation stale.
    """
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        pairs = ((each.name, getattr(value, each.name)) for each in fields(value))
        return {
            name: _plain(found)
            for name, found in pairs
            if name not in _LEFT_OUT and found not in {None, ()}
        }
    return value
