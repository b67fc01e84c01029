"""A translation has words for all that the French says, and for a French that did not change."""

import re
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import fields
from itertools import combinations
from typing import Any, Protocol, TypeVar

from mes_optout.content.faults import Path
from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.letters import (
    Explained,
    Explanations,
    Letter,
    Letters,
    fingerprint_letter,
)
from mes_optout.content.lint.findings import (
    Finding,
    Findings,
    Loaded,
    at,
    error,
    keep_own,
    warning,
)
from mes_optout.content.procedure import Fork, Step
from mes_optout.content.translation import fingerprint
from mes_optout.content.whom import LetterLine, pick_lines
from mes_optout.content.words import FollowUpWords, ForkWords, StepWords, has_ids
from mes_optout.errors import N_, Msg

_MISSING = N_("is missing, and the French has it; translate it")
_NOT_IN_FRENCH = N_("is not in the French; remove it, or write the French first")

# « l'article R1111-28 », « L1111-14 », « R. 1111 »
_ARTICLE = re.compile(r"\b[LRD](?:\. ?)?\d{4}(?:-\d+)*")


# Without it these are shown in French.
_NEED_ONE = (Explained, FollowUpWords, StepWords)


_ALONE = frozenset({"fork", "original"})  # which are looked at by themselves


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Translated(Protocol):
    @property
    def original(self) -> str | None: ...


T = TypeVar("T", bound=_Identified)
U = TypeVar("U", bound=_Identified)


def find_differences(original: Loaded, translation: Loaded) -> Findings:
    """Compare every file that both languages have."""
    pairs: list[tuple[str, object, object]] = [
        ("situations", original.triage, translation.triage_words),
        ("cas", original.case, translation.case_words),
        ("reperes", original.reading, translation.reading_words),
        *((name, original.shared[name], words) for name, words in translation.shared_words.items()),
        *(
            (name, keep_own(original.procedures[name]), words)
            for name, words in translation.words.items()
        ),
    ]
    for name, french, words in pairs:
        if french and words:
            yield from _compare(translation.file(name), (), french, words)
    if original.letters and translation.explanations:
        yield from _compare_letters(
            translation.file(LETTERS), original.letters, translation.explanations
        )


def _compare(file: str, path: Path, french: object, words: Any) -> Findings:  # noqa: ANN401
    """Compare all that has an id; `path` leads to it."""
    both = [(e.name, getattr(french, e.name, ()), getattr(words, e.name)) for e in fields(words)]
    parts = [((*path, name), old, new) for name, old, new in both if has_ids(old) or has_ids(new)]
    for here, old, new in parts:
        yield from _compare_ids(file, here, old, new)
    for here, old, new in parts:
        for one, other in _pair(old, new):
            yield from _compare(file, (*here, one.id), one, other)
    if isinstance(french, Step):
        yield from _compare_forks(file, ("steps", words.id, "fork"), french.fork, words.fork)
    yield from _compare_texts(file, path, both)
    if hasattr(words, "original"):
        yield from _check_fingerprint(file, path, fingerprint(french, type(words)), words)


def _compare_texts(file: str, path: Path, both: list[tuple[str, Any, Any]]) -> Findings:
    """Compare what may be missing, and how many lines there are."""
    for name, old, new in both:
        if name in _ALONE:
            continue
        if old is None or new is None:
            yield from _compare_presence(file, at(*path, name), old, new)
        elif isinstance(old, tuple) and not (has_ids(old) or has_ids(new)):
            yield from _count_lines(file, at(*path, name), old, new)


def _count_lines(file: str, place: str, french: Sized, words: Sized) -> Findings:
    """Compare lines, which only their place tells apart."""
    if len(french) != len(words):
        why = N_("has {count} lines and the French has {expected}; make them the same")
        yield error(file, place, why, count=len(words), expected=len(french))


def _compare_presence(file: str, place: str, french: str | None, words: str | None) -> Findings:
    if (french is None) != (words is None):
        yield error(file, place, _MISSING if french else _NOT_IN_FRENCH)


def _compare_forks(file: str, path: Path, french: Fork | None, words: ForkWords | None) -> Findings:
    if french is None or words is None:
        if french or words:
            yield error(file, at(*path), _MISSING if french else _NOT_IN_FRENCH)
        return
    here = (*path, "answers")
    yield from _compare_ids(file, here, french.answers, words.answers)
    for one, other in _pair(french.answers, words.answers):
        yield from _compare_presence(file, at(*here, one.id, "note"), one.note, other.note)


def _check_fingerprint(file: str, path: Path, expected: str, words: _Translated) -> Findings:
    """Warn only: a translation never blocks a release. What has none may go without."""
    here = at(*path, "original")
    if words.original is None and isinstance(words, _NEED_ONE):
        why = N_('no fingerprint: compare with the French, then write original = "{expected}"')
        yield warning(file, here, why, expected=expected)
    elif words.original not in {None, expected}:
        why = N_(
            'stale: the French has changed; translate it again, then write original = "{expected}"'
        )
        yield warning(file, here, why, expected=expected)


def _compare_letters(file: str, french: Letters, english: Explanations) -> Findings:
    # A letter that is not explained is shown in French, like a stale one.
    yield from _compare_ids(file, ("letters",), french.letters, english.letters, missing=warning)
    for letter, explained in _pair(french.letters, english.letters):
        yield from _compare_letter(file, letter, explained)
        yield from _check_fingerprint(
            file, ("letters", letter.id), fingerprint_letter(letter), explained
        )


def _compare_letter(file: str, letter: Letter, explained: Explained) -> Findings:
    here = ("letters", letter.id)
    if len(explained.enclosures) != len(letter.enclosures):
        why = N_("has {count} enclosures and the French has {expected}; make them the same")
        counts = {"count": len(explained.enclosures), "expected": len(letter.enclosures)}
        yield error(file, at(*here, "enclosures"), why, **counts)
    if letter.doubt and not explained.doubt:
        yield error(file, at(*here, "doubt"), _MISSING)
    if explained.doubt and not letter.doubt:
        yield error(file, at(*here, "doubt"), _NOT_IN_FRENCH)
    yield from _compare_whom(file, letter, explained)
    cited = {whom: _ARTICLE.findall(" ".join(pick_lines(letter.body, whom))) for whom in Whom}
    said = {whom: _ARTICLE.findall(" ".join(pick_lines(explained.says, whom))) for whom in Whom}
    lost = (article for whom in Whom for article in cited[whom] if article not in said[whom])
    for article in dict.fromkeys(lost):
        why = N_("does not name {article}, which the French letter cites; add it")
        yield error(file, at(*here, "says"), why, article=article)


def _compare_whom(file: str, letter: Letter, explained: Explained) -> Findings:
    """Compare which lines depend on whom a letter is for; `says` has other lines than the body."""
    for name in ("enclosures", "send"):
        pairs = zip(getattr(letter, name), getattr(explained, name), strict=False)
        for number, (old, new) in enumerate(pairs, start=1):
            if old.by_whom.keys() != new.by_whom.keys():
                why = N_("is for {found}, and the French is for {expected}; write the same keys")
                facts = {"found": _name_whom(new), "expected": _name_whom(old)}
                yield error(file, at("letters", letter.id, name, number), why, **facts)
    for one, other in combinations(Whom, 2):
        if _differ(letter.body, one, other) != _differ(explained.says, one, other):
            why = N_("does not tell “{one}” from “{other}” where the French letter does; add keys")
            facts = {"one": str(one), "other": str(other)}
            yield error(file, at("letters", letter.id, "says"), why, **facts)


def _differ(lines: Iterable[LetterLine], one: Whom, other: Whom) -> bool:
    lines = tuple(lines)
    return pick_lines(lines, one) != pick_lines(lines, other)


def _name_whom(line: LetterLine) -> str:
    return ", ".join(line.by_whom or Whom)


def _compare_ids(
    file: str,
    path: Path,
    french: Iterable[_Identified],
    english: Iterable[_Identified],
    missing: Callable[[str, str, Msg], Finding] = error,
) -> Findings:
    """Compare what there is, then its order."""
    expected, found = [each.id for each in french], [each.id for each in english]
    for name in expected:
        if name not in found:
            yield missing(file, at(*path, name), _MISSING)
    for name in found:
        if name not in expected:
            yield error(file, at(*path, name), _NOT_IN_FRENCH)
    if sorted(expected) == sorted(found) and expected != found:
        why = N_("is in another order than in French: {expected}")
        yield error(file, at(*path), why, expected=", ".join(expected))


def _pair(french: Iterable[T], english: Iterable[U]) -> Iterator[tuple[T, U]]:
    """Yield what has the same id in both languages."""
    translated = {each.id: each for each in english}
    for each in french:
        if each.id in translated:
            yield each, translated[each.id]
