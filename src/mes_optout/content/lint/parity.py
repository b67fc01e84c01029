"""A translation says the same as the French: same structure, and a French that did not change."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from mes_optout.content.faults import Path
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.letters import Explained, Explanations, Letter, Letters
from mes_optout.content.lint.findings import Finding, Findings, Loaded, at, error, warning
from mes_optout.content.procedure import Check, Procedure, Step
from mes_optout.content.reading import Reading, Resource, Section
from mes_optout.content.translation import fingerprint
from mes_optout.content.triage import Answer, Question, Situation, Triage
from mes_optout.errors import N_, Msg

# What is the same in both languages; and what has ids and is compared one by one.
_SAME: dict[type, tuple[str, ...]] = {
    Procedure: ("if_late", "repeats", "retired", "retired_numbers"),
    Step: ("link", "sources", "confidence", "revision", "formerly"),
    Check: ("number", "formerly", "closes"),
    Triage: ("procedures",),
    Situation: ("procedure", "sources"),
    Answer: ("question", "situation"),
    Section: ("sources",),
    Resource: ("url", "sources", "confidence"),
}
_PARTS: dict[type, tuple[str, ...]] = {
    Procedure: ("steps",),
    Step: ("checks",),
    Triage: ("questions", "situations"),
    Question: ("answers",),
    Reading: ("sections", "resources"),
}

_MISSING = N_("is missing, and the French has it; translate it")
_NOT_IN_FRENCH = N_("is not in the French; remove it, or write the French first")

# « l'article R1111-28 », « L1111-14 », « R. 1111 »
_ARTICLE = re.compile(r"\b[LRD](?:\. ?)?\d{4}(?:-\d+)*")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


class _Translated(_Identified, Protocol):
    @property
    def original(self) -> str | None: ...


T = TypeVar("T", bound=_Identified)
U = TypeVar("U", bound=_Identified)


def find_differences(original: Loaded, translation: Loaded) -> Findings:
    """Compare every file that both languages have."""
    for file, place, step in original.steps():
        if step.original is not None:
            why = N_("belongs in translations only; remove it")
            yield error(file, at(place, "original"), why)
    pairs: list[tuple[str, object, object]] = [
        ("situations", original.triage, translation.triage),
        ("reperes", original.reading, translation.reading),
        *(
            (name, each, translation.procedures.get(name))
            for name, each in original.procedures.items()
        ),
    ]
    for name, french, english in pairs:
        if french and english:
            yield from _compare(translation.file(name), (), french, english)
    if original.letters and translation.explanations:
        yield from _compare_letters(
            translation.file(LETTERS), original.letters, translation.explanations
        )


def _compare(file: str, path: Path, french: object, english: object) -> Findings:
    """Compare two of a kind and their parts; `path` leads to them."""
    yield from _compare_fields(file, path, french, english)
    if isinstance(english, Procedure):
        yield from _check_hotlines(file, english)
    parts = [
        ((*path, name), getattr(french, name), getattr(english, name))
        for name in _PARTS.get(type(french), ())
    ]
    for here, old, new in parts:
        yield from _compare_ids(file, here, old, new)
    for here, old, new in parts:
        for one, other in _pair(old, new):
            yield from _compare(file, (*here, one.id), one, other)
    if isinstance(french, Step) and isinstance(english, Step):
        if len(french.problems) != len(english.problems):
            why = N_("has {count} problems and the French has {expected}; make them the same")
            counts = {"count": len(english.problems), "expected": len(french.problems)}
            yield error(file, at(*path, "problems"), why, **counts)
        yield from _check_fingerprint(file, "steps", french, english)


def _check_hotlines(file: str, english: Procedure) -> Findings:
    """Keep the structure in one place: where the telephone helps, the French file says."""
    why = N_("belongs in the French file only; remove it")
    if not english.hotline:
        yield error(file, "hotline", why)
    for step in english.steps:
        for number, problem in enumerate(step.problems, start=1):
            if not problem.hotline:
                yield error(file, at("steps", step.id, "problems", number, "hotline"), why)


def _check_fingerprint(file: str, kind: str, french: object, english: _Translated) -> Findings:
    """Warn only: it is shown in French meanwhile, so a translation never blocks a release."""
    expected, here = fingerprint(french), at(kind, english.id, "original")
    if english.original is None:
        why = N_('no fingerprint: compare with the French, then write original = "{expected}"')
        yield warning(file, here, why, expected=expected)
    elif english.original != expected:
        why = N_(
            'stale: the French has changed; translate it again, then write original = "{expected}"'
        )
        yield warning(file, here, why, expected=expected)


def _compare_letters(file: str, french: Letters, english: Explanations) -> Findings:
    # A letter that is not explained is shown in French, like a stale one.
    yield from _compare_ids(file, ("letters",), french.letters, english.letters, missing=warning)
    for letter, explained in _pair(french.letters, english.letters):
        yield from _compare_letter(file, letter, explained)
        yield from _check_fingerprint(file, "letters", letter, explained)


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
    says = set(_ARTICLE.findall(" ".join(explained.says)))
    for article in dict.fromkeys(_ARTICLE.findall(" ".join(letter.body))):
        if article not in says:
            why = N_("does not name {article}, which the French letter cites; add it")
            yield error(file, at(*here, "says"), why, article=article)


def _compare_fields(file: str, path: Path, french: object, english: object) -> Findings:
    for name in _SAME.get(type(french), ()):
        expected, found = getattr(french, name), getattr(english, name)
        if found != expected:
            why = N_("is {found}, and in French {expected}; make them the same")
            facts = {"found": _quote(found), "expected": _quote(expected)}
            yield error(file, at(*path, name), why, **facts)


def _quote(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return "“”" if value is None else f"“{value}”"


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
