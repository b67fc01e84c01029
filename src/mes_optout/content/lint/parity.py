"""A translation says the same as the French: same structure, and a French that did not change."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from mes_optout.content.fingerprint import fingerprint
from mes_optout.content.lint.finding import Findings, at, error, warning
from mes_optout.content.lint.loading import Loaded
from mes_optout.content.model import Procedure, Reading, Step, Triage
from mes_optout.errors import N_

_OF_PROCEDURE = ("urgency", "if_late", "repeats", "retired", "retired_numbers")
_OF_STEP = ("link", "sources", "confidence", "revision", "formerly")
_OF_CHECK = ("number", "formerly")
_OF_SITUATION = ("procedure", "urgency", "sources")
_OF_ANSWER = ("question", "situation")
_OF_RESOURCE = ("url", "sources", "confidence")


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


def findings(original: Loaded, translation: Loaded) -> Findings:
    """Compare every file that both languages have."""
    yield from _french(original)
    if original.triage and translation.triage:
        yield from _triage(translation.file("situations"), original.triage, translation.triage)
    if original.reading and translation.reading:
        yield from _reading(translation.file("reperes"), original.reading, translation.reading)
    for name, french in original.procedures.items():
        english = translation.procedures.get(name)
        if english is not None:
            yield from _procedure(translation.file(name), french, english)


def _french(original: Loaded) -> Findings:
    for name, procedure in original.procedures.items():
        for step in procedure.steps:
            if step.original is not None:
                why = N_("belongs into translations only; remove it")
                yield error(original.file(name), at("steps", step.id, "original"), why)


def _procedure(file: str, french: Procedure, english: Procedure) -> Findings:
    yield from _fields(file, (), _OF_PROCEDURE, french, english)
    yield from _ids(file, ("steps",), french.steps, english.steps)
    for old, new in _pairs(french.steps, english.steps):
        here = ("steps", new.id)
        yield from _fields(file, here, _OF_STEP, old, new)
        yield from _ids(file, (*here, "checks"), old.checks, new.checks)
        for box, translated in _pairs(old.checks, new.checks):
            yield from _fields(file, (*here, "checks", box.id), _OF_CHECK, box, translated)
        if len(old.problems) != len(new.problems):
            why = N_("has {count} problems and the French has {expected}; make them the same")
            counts = {"count": len(new.problems), "expected": len(old.problems)}
            yield error(file, at(*here, "problems"), why, **counts)
        yield from _stale(file, old, new)


def _stale(file: str, french: Step, english: Step) -> Findings:
    """Warn only: the step is shown in French meanwhile, so a translation never blocks a release."""
    expected, here = fingerprint(french), at("steps", english.id, "original")
    if english.original is None:
        why = N_('no fingerprint: compare with the French, then write original = "{expected}"')
        yield warning(file, here, why, expected=expected)
    elif english.original != expected:
        why = N_(
            'stale: the French has changed; translate it again, then write original = "{expected}"'
        )
        yield warning(file, here, why, expected=expected)


def _triage(file: str, french: Triage, english: Triage) -> Findings:
    yield from _fields(file, (), ("procedures",), french, english)
    yield from _ids(file, ("questions",), french.questions, english.questions)
    yield from _ids(file, ("situations",), french.situations, english.situations)
    for old, new in _pairs(french.questions, english.questions):
        here = ("questions", new.id, "answers")
        yield from _ids(file, here, old.answers, new.answers)
        for answer, translated in _pairs(old.answers, new.answers):
            yield from _fields(file, (*here, answer.id), _OF_ANSWER, answer, translated)
    for before, after in _pairs(french.situations, english.situations):
        yield from _fields(file, ("situations", after.id), _OF_SITUATION, before, after)


def _reading(file: str, french: Reading, english: Reading) -> Findings:
    yield from _ids(file, ("sections",), french.sections, english.sections)
    yield from _ids(file, ("resources",), french.resources, english.resources)
    for old, new in _pairs(french.sections, english.sections):
        yield from _fields(file, ("sections", new.id), ("sources",), old, new)
    for before, after in _pairs(french.resources, english.resources):
        yield from _fields(file, ("resources", after.id), _OF_RESOURCE, before, after)


def _fields(
    file: str, path: tuple[object, ...], names: Iterable[str], french: object, english: object
) -> Findings:
    for name in names:
        expected, found = getattr(french, name), getattr(english, name)
        if found != expected:
            why = N_("is {found}, and in French {expected}; make them the same")
            facts = {"found": _said(found), "expected": _said(expected)}
            yield error(file, at(*path, name), why, **facts)


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return "“”" if value is None else f"“{value}”"


def _ids(
    file: str,
    path: tuple[object, ...],
    french: Iterable[_Identified],
    english: Iterable[_Identified],
) -> Findings:
    """Compare what there is, then its order."""
    expected, found = [each.id for each in french], [each.id for each in english]
    for name in expected:
        if name not in found:
            why = N_("is missing, and the French has it; translate it")
            yield error(file, at(*path, name), why)
    for name in found:
        if name not in expected:
            why = N_("is not in the French; remove it, or write the French first")
            yield error(file, at(*path, name), why)
    if sorted(expected) == sorted(found) and expected != found:
        why = N_("is in another order than in French: {expected}")
        yield error(file, at(*path), why, expected=", ".join(expected))


def _pairs(french: Iterable[T], english: Iterable[T]) -> Iterator[tuple[T, T]]:
    """Yield what has the same id in both languages."""
    translated = {each.id: each for each in english}
    for each in french:
        if each.id in translated:
            yield each, translated[each.id]
