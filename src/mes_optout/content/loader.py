"""From the TOML files of a pack to the model. An error names the file, the step and the field."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from mes_optout.content.faults import (
    HOSTS,
    Found,
    Names,
    find_names_faults,
    find_procedure_faults,
    find_text_faults,
)
from mes_optout.content.location import (
    LARGEST_FILE,
    LONGEST_LINE,
    MOST_DOTS,
    MOST_VALUES,
    Reader,
)
from mes_optout.content.procedure import Procedure
from mes_optout.errors import (
    N_,
    Fault,
    PackInvalidError,
    PackSyntaxError,
    PackUnreadableError,
    UnknownProcedureError,
)
from mes_optout.languages import ORIGINAL
from mes_optout.strict import FaultsError, name_place, structure
from mes_optout.text import find_nearest

if TYPE_CHECKING:
    from mes_optout.content.addresses import Source
    from mes_optout.content.reading import Reading
    from mes_optout.content.triage import Triage

T = TypeVar("T")
_TRIAGE = "situations.toml"
MOST_FAULTS = 100  # said of one file: nobody reads thousands, and most have one cause


@dataclass(frozen=True)
class Pack:
    """A pack, read file by file when it is asked for: starting up costs what is used.

    `own` says that the person chose it: then its steps are not the program's, and it may have
    hosts of its own.
    """

    read: Reader
    language: str = ORIGINAL
    own: bool = False

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The sites that a pack of one's own may lead to besides the usual. Raises as `triage`."""
        if not self.own:
            return ()
        from mes_optout.content.addresses import Manifest, find_manifest_faults  # noqa: PLC0415  (when it is asked for)

        found = self.load("pack.toml", Manifest, find_manifest_faults)
        return tuple(host for host in found.hosts if host not in HOSTS) if found else ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ids of all procedures in their order, without the rest of the triage.

        Raises as `triage`.
        """
        found = self._translated(
            _TRIAGE, Names, lambda found: find_names_faults(found.procedures), only="procedures"
        )
        return _require(found, f"{ORIGINAL}/{_TRIAGE}").procedures

    @cached_property
    def triage(self) -> "Triage":
        """The triage. Raises PackUnreadableError, PackSyntaxError or PackInvalidError."""
        from mes_optout.content.triage import Triage, find_triage_faults  # noqa: PLC0415  (when it is asked for)

        found = self._translated(_TRIAGE, Triage, find_triage_faults)
        return _require(found, f"{ORIGINAL}/{_TRIAGE}")

    @cached_property
    def sources(self) -> dict[str, "Source"]:
        """The sources by key. Raises as `triage`."""
        from mes_optout.content.addresses import Sources, find_source_faults  # noqa: PLC0415  (when it is asked for)

        found = self.load("sources.toml", Sources, find_source_faults)
        return dict(_require(found, "sources.toml").sources)

    @cached_property
    def reading(self) -> "Reading | None":
        """What may be read before choosing, if the pack has that. Raises as `triage`."""
        from mes_optout.content.reading import Reading, find_reading_faults  # noqa: PLC0415  (when it is asked for)

        return self._translated("reperes.toml", Reading, find_reading_faults)

    def procedure(self, name: str) -> Procedure:
        """Load one procedure; steps without an up-to-date translation are in French.

        Raises UnknownProcedureError, and otherwise as `triage`.
        """
        known = self.names
        if name not in known:
            raise _unknown(name, known)
        original = _require(self.in_language(ORIGINAL, name), f"{ORIGINAL}/{name}.toml")
        if self.language == ORIGINAL:
            return original
        from mes_optout.content.translation import join_translation  # noqa: PLC0415  (when it is asked for)

        translation = self.in_language(self.language, name)
        return join_translation(original, translation) if translation else original

    def in_language(self, language: str, name: str) -> Procedure | None:
        """Load one procedure as its file in one language has it, or None. Raises as `triage`."""
        file = f"{language}/{name}.toml"
        check = partial(find_procedure_faults, hosts=HOSTS.union(self.hosts))
        found = self.load(file, Procedure, check)
        if found is None:
            return None
        faults = []
        if found.id != name:
            faults.append(Fault("id", N_("must be the name of the file, “{name}”"), name=name))
        if found.if_late is not None and found.if_late not in self.names:
            why = N_("“{value}” is not in “procedures”")
            faults.append(Fault("if_late", why, value=found.if_late))
        if faults:
            raise PackInvalidError(file=file, faults=faults)
        steps = tuple(replace(step, language=language) for step in found.steps)
        return replace(found, steps=steps, language=language)

    def _translated(
        self, name: str, shape: type[T], check: Callable[[T], Found], *, only: str | None = None
    ) -> T | None:
        """Load a file in the user's language, or else in French; None when there is neither."""
        for language in dict.fromkeys((self.language, ORIGINAL)):
            found = self.load(f"{language}/{name}", shape, check, only=only)
            if found is not None:
                return found
        return None

    def load(
        self, name: str, shape: type[T], check: Callable[[T], Found], *, only: str | None = None
    ) -> T | None:
        """Load a file, or `only` one of its keys, into `shape`; None when there is none.

        Raises as `triage`.
        """
        raw = self.raw(name)
        if raw is None:
            return None
        wanted = raw if only is None else {key: raw[key] for key in raw if key == only}
        try:
            built = structure(wanted, shape)
        except FaultsError as error:
            raise PackInvalidError(file=name, faults=_cut(error.faults)) from None
        faults = [
            Fault(name_place(raw, path), fault.reason, **fault.facts)
            for path, fault in (*find_text_faults(built), *check(built))
        ]
        if faults:
            raise PackInvalidError(file=name, faults=_cut(faults))
        return built

    def raw(self, name: str) -> dict[str, object] | None:
        """Parse a file, without a look at what is in it; None when there is none."""
        if name not in self._parsed:
            data = self.read(name)
            self._parsed[name] = None if data is None else parse(name, data)
        return self._parsed[name]

    @cached_property
    def _parsed(self) -> dict[str, dict[str, object] | None]:
        """What was read already, so that no file is parsed twice."""
        return {}


def parse(name: str, data: bytes) -> dict[str, object]:
    """Parse TOML within limits. Raises PackUnreadableError or PackSyntaxError."""
    if len(data) > LARGEST_FILE:
        raise PackUnreadableError(file=name, cause=N_("it is larger than 256 kilobytes"))
    lines = data.split(b"\n")
    if max(map(len, lines)) > LONGEST_LINE:
        raise PackUnreadableError(file=name, cause=N_("a line is longer than 2,000 bytes"))
    if max(line.count(b".") for line in lines) > MOST_DOTS:
        raise PackUnreadableError(file=name, cause=N_("a line has more than 200 dots"))
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PackUnreadableError(file=name, cause=N_("it is not UTF-8 text")) from None
    except RecursionError:
        raise PackUnreadableError(file=name, cause=N_("it is nested too deeply")) from None
    except ValueError as error:  # TOMLDecodeError, and whole numbers of thousands of digits
        line = re.search(r"\(at line (\d+)", str(error))
        at_end = str(data.count(b"\n") + 1) if "end of document" in str(error) else "?"
        raise PackSyntaxError(file=name, line=line[1] if line else at_end) from None
    if _count_values(raw) > MOST_VALUES:
        raise PackUnreadableError(file=name, cause=N_("it holds more than 20,000 values"))
    return raw


def _count_values(raw: object) -> int:
    """Count what is in some data: texts, numbers, lists, tables."""
    waiting, count = [raw], 0
    while waiting:
        value = waiting.pop()
        count += 1
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return count


def _cut(faults: list[Fault]) -> list[Fault]:
    """Return as many faults as are said, and how many more there are."""
    left = len(faults) - MOST_FAULTS
    if left <= 0:
        return faults
    return [*faults[:MOST_FAULTS], Fault(".", N_("and {count} more; mend these first"), count=left)]


def _require(found: T | None, name: str) -> T:
    """Return what was found. Raises PackUnreadableError where there is nothing."""
    if found is None:
        raise PackUnreadableError(file=name, cause=N_("there is no such file or folder"))
    return found


def _unknown(name: str, known: tuple[str, ...]) -> UnknownProcedureError:
    return UnknownProcedureError(name=name, known=", ".join(known), guess=find_nearest(name, known))
