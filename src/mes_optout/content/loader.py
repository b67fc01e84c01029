"""From the TOML files of a pack to the model. An error names the file, the step and the field."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeVar

from mes_optout.content.hygiene import id_fault, link_fault, text_faults, url_fault
from mes_optout.content.location import LARGEST_FILE, LONGEST_LINE, Reader
from mes_optout.content.model import Procedure, Source, Sources, Triage
from mes_optout.errors import (
    N_,
    Fault,
    MisspelledProcedureError,
    Msg,
    PackInvalidError,
    PackSyntaxError,
    PackUnreadableError,
    UnknownProcedureError,
)
from mes_optout.strict import FaultsError, place, structure

T = TypeVar("T")
Path = tuple[object, ...]
Found = Iterator[tuple[Path, Fault]]

HIGHEST_NUMBER = 9_999  # of a box, and of a revision
ORIGINAL = "fr"  # the language that every step has; the others are translations of it


@dataclass(frozen=True)
class Pack:
    """A pack, read file by file when it is asked for: starting up costs what is used."""

    read: Reader
    language: str = ORIGINAL

    @cached_property
    def triage(self) -> Triage:
        """The triage. Raises PackUnreadableError, PackSyntaxError or PackInvalidError."""
        return self._translated("situations.toml", Triage, _triage_faults)[0]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by key. Raises as `triage`."""
        found = self._load("sources.toml", Sources, _source_faults)
        if found is None:
            raise _absent("sources.toml")
        return dict(found.sources)

    def procedure(self, name: str) -> Procedure:
        """Load one procedure, in French when there is no translation.

        Raises UnknownProcedureError, and otherwise as `triage`.
        """
        known = self.triage.procedures
        if name not in known:
            raise _unknown(name, known)
        found, language = self._translated(f"{name}.toml", Procedure, _procedure_faults)
        if found.id != name:
            fault = Fault("id", N_("must be the name of the file, “{name}”"), name=name)
            raise PackInvalidError(file=f"{language}/{name}.toml", faults=[fault])
        return replace(found, language=language)

    def _translated(self, name: str, shape: type[T], check: Callable[[T], Found]) -> tuple[T, str]:
        for language in dict.fromkeys((self.language, ORIGINAL)):
            found = self._load(f"{language}/{name}", shape, check)
            if found is not None:
                return found, language
        raise _absent(f"{ORIGINAL}/{name}")

    def _load(self, name: str, shape: type[T], check: Callable[[T], Found]) -> T | None:
        data = self.read(name)
        if data is None:
            return None
        raw = parse(name, data)
        try:
            built = structure(raw, shape)
        except FaultsError as error:
            raise PackInvalidError(file=name, faults=error.faults) from None
        faults = [
            Fault(place(raw, path), fault.reason, **fault.facts)
            for path, fault in (*text_faults(built), *check(built))
        ]
        if faults:
            raise PackInvalidError(file=name, faults=faults)
        return built


def parse(name: str, data: bytes) -> dict[str, object]:
    """Parse TOML within limits. Raises PackUnreadableError or PackSyntaxError."""
    if len(data) > LARGEST_FILE:
        raise PackUnreadableError(file=name, cause=N_("it is larger than 256 kilobytes"))
    if max(map(len, data.split(b"\n"))) > LONGEST_LINE:
        raise PackUnreadableError(file=name, cause=N_("a line is longer than 2,000 bytes"))
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PackUnreadableError(file=name, cause=N_("it is not UTF-8 text")) from None
    except RecursionError:
        raise PackUnreadableError(file=name, cause=N_("it is nested too deeply")) from None
    except ValueError as error:  # TOMLDecodeError, and whole numbers of thousands of digits
        line = re.search(r"\(at line (\d+)", str(error))
        at_end = str(data.count(b"\n") + 1) if "end of document" in str(error) else "?"
        raise PackSyntaxError(file=name, line=line[1] if line else at_end) from None


def _absent(name: str) -> PackUnreadableError:
    return PackUnreadableError(file=name, cause=N_("there is no such file or folder"))


def _unknown(name: str, known: tuple[str, ...]) -> UnknownProcedureError:
    import difflib  # noqa: PLC0415  (only when something was mistyped)

    listed = ", ".join(known)
    guesses = difflib.get_close_matches(name.lower(), known, n=1)
    if guesses:
        return MisspelledProcedureError(name=name, guess=guesses[0], known=listed)
    return UnknownProcedureError(name=name, known=listed)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def _triage_faults(triage: Triage) -> Found:
    yield from _filled(triage.procedures, ("procedures",))
    for index, name in enumerate(triage.procedures):
        twice = N_("is used twice") if name in triage.procedures[:index] else None
        yield from _one(("procedures", index), id_fault(name) or twice)
    yield from _filled(triage.situations, ("situations",))
    yield from _ids(triage.situations, ("situations",))
    for index, situation in enumerate(triage.situations):
        yield from _filled(situation.sources, ("situations", index, "sources"))
        if situation.procedure not in triage.procedures:
            yield (
                ("situations", index, "procedure"),
                Fault("", N_("“{value}” is not in “procedures”"), value=situation.procedure),
            )


def _source_faults(sources: Sources) -> Found:
    for key, source in sources.sources.items():
        yield from _one(("sources", key, "url"), url_fault(source.url))


def _procedure_faults(procedure: Procedure) -> Found:
    yield from _one(("id",), id_fault(procedure.id))
    yield from _filled(procedure.steps, ("steps",))
    yield from _ids(procedure.steps, ("steps",))
    numbers: Counter[int] = Counter()
    for index, step in enumerate(procedure.steps):
        here = ("steps", index)
        for name in ("body", "checks", "problems", "sources"):
            yield from _filled(getattr(step, name), (*here, name))
        if step.link is not None:
            yield from _one((*here, "link"), link_fault(step.link))
        yield from _one((*here, "revision"), _small(step.revision))
        yield from _ids(step.checks, (*here, "checks"))
        for position, check in enumerate(step.checks):
            numbers[check.number] += 1
            twice = N_("is used twice") if numbers[check.number] > 1 else None
            yield from _one((*here, "checks", position, "number"), _small(check.number) or twice)


def _small(number: int) -> Msg | None:
    return None if 1 <= number <= HIGHEST_NUMBER else N_("must be 1 to 9999")


def _one(path: Path, reason: Msg | None) -> Found:
    if reason is not None:
        yield path, Fault("", reason)


def _filled(items: tuple[object, ...], path: Path) -> Found:
    if not items:
        yield path, Fault("", N_("is empty"))


def _ids(items: Iterable[_Identified], path: Path) -> Found:
    seen: set[str] = set()
    for index, item in enumerate(items):
        yield from _one((*path, index, "id"), id_fault(item.id))
        if item.id in seen:
            yield (*path, index, "id"), Fault("", N_("is used twice"))
        seen.add(item.id)
