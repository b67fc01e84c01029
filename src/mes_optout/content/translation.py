"""How a translation is joined with the French: words from the one, everything else from the other.

A step or follow-up that is missing in the translation, or whose French has changed since, is shown
in French, so that a translation never holds up a correction. So is each question, answer, page or
address that has no translation.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from itertools import zip_longest
from typing import Any, TypeVar, cast, get_args

from mes_optout.content.later import FollowUp
from mes_optout.content.procedure import Line, Procedure, Step
from mes_optout.content.words import (
    FollowUpWords,
    ProcedureWords,
    SharedWords,
    StepWords,
    has_ids,
)

T = TypeVar("T")

_LENGTH = 16


def join_procedure(
    original: Procedure,
    words: ProcedureWords,
    language: str,
    shared: Iterable[SharedWords | None] = (),
) -> Procedure:
    """Return `original` with words in `language` wherever these are up to date.

    `shared` are the words of the steps that it includes.
    """
    known: dict[tuple[str | None, str], StepWords] = {(None, e.id): e for e in words.steps}
    for each in shared:
        if each is not None:
            known.update({(each.id, step.id): step for step in each.steps})
    steps = tuple(
        _join_step(step, known.get((step.home, step.id)), language) for step in original.steps
    )
    joined = join_words(original, words)
    later = {each.id: each for each in words.follow_ups}
    follow_ups = tuple(
        _join_follow_up(one, now, later.get(one.id))
        for one, now in zip(original.follow_ups, joined.follow_ups, strict=True)
    )
    return replace(joined, steps=steps, follow_ups=follow_ups, language=language)


def _join_follow_up(original: FollowUp, joined: FollowUp, words: FollowUpWords | None) -> FollowUp:
    up_to_date = words and words.original == fingerprint(original, FollowUpWords)
    return joined if up_to_date else original


def _join_step(original: Step, words: StepWords | None, language: str) -> Step:
    if (
        words is None
        or words.original != fingerprint(original, StepWords)
        or not _is_whole(original, words)
    ):
        return original
    return replace(join_words(original, words), language=language)


def _is_whole(original: Step, words: StepWords) -> bool:
    """Say whether each part of a step has words."""
    lists: list[tuple[Iterable[Any], Iterable[Any]]]
    lists = [(original.checks, words.checks), (original.problems, words.problems)]
    fork, fork_words = original.fork, words.fork
    if fork is not None:
        if fork_words is None:
            return False
        lists.append((fork.answers, fork_words.answers))
        noted = {each.id for each in fork_words.answers if each.note is not None}
        if not noted.issuperset(each.id for each in fork.answers if each.note is not None):
            return False
    named = all({e.id for e in new}.issuperset(e.id for e in old) for old, new in lists)
    return named and len(original.body) == len(words.body)


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
        elif name in _PARTS:
            changes[name] = _join_part(old, new, whole=whole)
        else:
            changes[name] = _join_lines(old, new, whole=whole) if _has_lines(old) else new
    joined: T = replace(cast("Any", original), **changes)
    return joined


def _join_part(old: T | None, new: object, *, whole: bool) -> T | None:
    if old is None or new is None:
        return old if whole else None
    return join_words(old, new, whole=whole)


def _join_parts(old: Iterable[Any], new: Iterable[Any], *, whole: bool) -> Iterator[object]:
    known = {words.id: words for words in new}
    for each in old:
        if each.id in known:
            yield join_words(each, known[each.id], whole=whole)
        elif whole:
            yield each


def _has_lines(value: object) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Line)


def _join_lines(old: tuple[Line, ...], new: tuple[str, ...], *, whole: bool) -> tuple[Line, ...]:
    """Say lines in other words; what they depend on stays.

    Which is which, only the place tells: with more or less words than lines, a whole remains as it
    is.
    """
    if whole and len(old) != len(new):
        return old
    return tuple(
        replace(line, text=text) if line else Line(text)
        for line, text in zip_longest(old, new)
        if text is not None
    )


@cache
def _list_words(shape: Any) -> tuple[str, ...]:  # noqa: ANN401  (a class of `content.words`)
    return tuple(each.name for each in fields(shape) if each.name not in {"id", "original"})


_PARTS = frozenset({"fork"})  # which is one thing, and no list


def fingerprint(french: object, shape: type = StepWords) -> str:
    """Return 16 hexadecimal digits that change whenever a word of something does, and only then.

    `shape` is what holds its translation. What has a fingerprint of its own counts for itself.
    """
    return digest(_pick_words(french, shape))


def _pick_words(french: object, shape: type) -> dict[str, object]:
    kinds = {each.name: _find_shape(each.type) for each in fields(cast("Any", shape))}
    return {
        name: _pick(getattr(french, name), kinds[name])
        for name in _list_words(shape)
        if not hasattr(kinds[name], "original")
    }


def _find_shape(kind: object) -> type | None:
    """Return which class of `content.words` an annotation names, alone or in a list."""
    found = (each for each in (kind, *get_args(kind)) if is_dataclass(each))
    return cast("type | None", next(found, None))


def _pick(value: object, shape: type | None) -> object:
    if _has_lines(value):
        return [line.text for line in value]  # type: ignore[attr-defined]
    if shape is None or value is None:
        return value
    if isinstance(value, tuple):
        return {item.id: _pick_words(item, shape) for item in value}
    return _pick_words(value, shape)


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
