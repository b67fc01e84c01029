"""How a translation is joined with the French: words from the one, everything else from the other.

A step that is missing in the translation, or whose French has changed since, is shown in French,
so that a translation never holds up a correction. So is each question, answer, page or address
that has no translation.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar, cast

from mes_optout.content.procedure import Check, Line, Problem, Procedure, Step
from mes_optout.content.words import (
    CheckWords,
    ProblemWords,
    ProcedureWords,
    StepWords,
    has_ids,
)

T = TypeVar("T")

_LENGTH = 16


def join_procedure(original: Procedure, words: ProcedureWords, language: str) -> Procedure:
    """Return `original` with `words` in `language` wherever these are up to date."""
    known = {step.id: step for step in words.steps}
    steps = tuple(_join_step(step, known.get(step.id), language) for step in original.steps)
    return replace(join_words(original, words), steps=steps, language=language)


def _join_step(original: Step, words: StepWords | None, language: str) -> Step:
    if words is None or words.original != fingerprint(original):
        return original
    boxes = {each.id for each in words.checks}.issuperset(each.id for each in original.checks)
    problems = {each.id for each in words.problems}
    if not boxes or not problems.issuperset(each.id for each in original.problems):
        return original
    return replace(join_words(original, words), language=language)


def join_words(original: T, words: object, *, whole: bool = True) -> T:
    """Return `original` with `words`, up to date or not, and its parts by their ids.

    A part without words stays as it is, or is left out when it need not be `whole`.
    """
    changes: dict[str, object] = {}
    shape: Any = type(words)
    for name in _list_words(shape):
        old, new = getattr(original, name), getattr(words, name)
        if has_ids(old) or has_ids(new):
            changes[name] = tuple(_join_parts(old, new, whole=whole))
        else:
            changes[name] = tuple(_join_lines(old, new)) if _has_lines(old) else new
    joined: T = replace(cast("Any", original), **changes)
    return joined


def _join_parts(old: Iterable[Any], new: Iterable[Any], *, whole: bool) -> Iterator[object]:
    known = {words.id: words for words in new}
    for each in old:
        if each.id in known:
            yield join_words(each, known[each.id], whole=whole)
        elif whole:
            yield each


def _has_lines(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Line)


def _join_lines(old: Iterable[Line], new: Iterable[str]) -> Iterator[Line]:
    """Say lines in other words; what they depend on stays. Words without a line are left out."""
    for line, text in zip(old, new, strict=False):
        yield replace(line, text=text)


@cache
def _list_words(shape: Any) -> tuple[str, ...]:  # noqa: ANN401  (a class of `content.words`)
    return tuple(each.name for each in fields(shape) if each.name not in {"id", "original"})


# What of a step is translated, and so what makes its translation stale.
_SHAPES: dict[type, type] = {Step: StepWords, Check: CheckWords, Problem: ProblemWords}


def fingerprint(french: Step) -> str:
    """Return 16 hexadecimal digits that change whenever a word of a step does, and only then."""
    return digest(_pick_words(french))


def _pick_words(value: object) -> object:
    if has_ids(value):
        return {item.id: _pick_words(item) for item in value}  # type: ignore[attr-defined]
    if _has_lines(value):
        return [line.text for line in value]  # type: ignore[attr-defined]
    for kind, shape in _SHAPES.items():
        if isinstance(value, kind):
            return {name: _pick_words(getattr(value, name)) for name in _list_words(shape)}
    return value


def digest(words: object) -> str:
    """Return 16 hexadecimal digits for words by their names, in any order.

    What is not set is left out: words that a model gains later make no translation stale.
    """
    plain = json.dumps(_drop_unset(words), ensure_ascii=False, sort_keys=True)
    return sha256(plain.encode()).hexdigest()[:_LENGTH]


def _drop_unset(words: object) -> object:
    if not isinstance(words, dict):
        return words
    return {name: _drop_unset(each) for name, each in words.items() if each not in (None, ())}
