"""How a translation is joined with its original: text from the one, everything else from the other.

A step that is missing in the translation, or whose French has changed since, is shown in French,
so that a translation never holds up a correction.
"""

from dataclasses import replace

from mes_optout.content.fingerprint import fingerprint
from mes_optout.content.procedure import Procedure, Step


def joined(original: Procedure, translation: Procedure) -> Procedure:
    """Return `original` with the texts of `translation` wherever these are up to date."""
    known = {step.id: step for step in translation.steps}
    return replace(
        translation,
        if_late=original.if_late,
        repeats=original.repeats,
        hotline=original.hotline,
        steps=tuple(_step(step, known.get(step.id)) for step in original.steps),
    )


def _step(original: Step, translation: Step | None) -> Step:
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
