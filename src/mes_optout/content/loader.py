"""From the TOML files of a pack to the model. An error names the file, the step and the field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from mes_optout.content.case import Case
from mes_optout.content.faults import (
    HOSTS,
    Found,
    Names,
    find_names_faults,
    find_procedure_faults,
    find_text_faults,
)
from mes_optout.content.location import Reader
from mes_optout.content.parsing import parse
from mes_optout.content.procedure import Procedure
from mes_optout.errors import (
    N_,
    Fault,
    PackInvalidError,
    PackOutdatedError,
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
_TRIAGE = f"{ORIGINAL}/situations.toml"
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
        found = self.load(
            _TRIAGE, Names, lambda found: find_names_faults(found.procedures), only="procedures"
        )
        return require(found, _TRIAGE).procedures

    @cached_property
    def triage(self) -> "Triage":
        """The triage. Raises PackOutdatedError, or another of the errors of a pack."""
        from mes_optout.content.triage import Triage, find_triage_faults  # noqa: PLC0415  (when it is asked for)

        found = require(self.load(_TRIAGE, Triage, find_triage_faults), _TRIAGE)
        if self.language == ORIGINAL:
            return found
        from mes_optout.content.translation import join_words  # noqa: PLC0415  (when it is asked for)
        from mes_optout.content.words import TriageWords  # noqa: PLC0415  (when it is asked for)

        words = self.words("situations", TriageWords)
        return join_words(found, words) if words else found

    @cached_property
    def sources(self) -> dict[str, "Source"]:
        """The sources by key. Raises as `triage`."""
        from mes_optout.content.addresses import Sources, find_source_faults  # noqa: PLC0415  (when it is asked for)

        found = self.load("sources.toml", Sources, find_source_faults)
        return dict(require(found, "sources.toml").sources)

    @cached_property
    def reading(self) -> "Reading | None":
        """What may be read before choosing, if the pack has that. Raises as `triage`."""
        from mes_optout.content.reading import Reading, find_reading_faults  # noqa: PLC0415  (when it is asked for)

        found = self.load(f"{ORIGINAL}/reperes.toml", Reading, find_reading_faults)
        if found is None or self.language == ORIGINAL:
            return found
        from mes_optout.content.translation import join_words  # noqa: PLC0415  (when it is asked for)
        from mes_optout.content.words import ReadingWords  # noqa: PLC0415  (when it is asked for)

        words = self.words("reperes", ReadingWords)
        if words is None:
            return found
        return replace(join_words(found, words), recheck=words.recheck or found.recheck)

    @cached_property
    def case(self) -> Case:
        """The facts of the case; a pack may have none."""
        return Case()

    def procedure(self, name: str) -> Procedure:
        """Load one procedure; steps without an up-to-date translation are in French.

        Raises UnknownProcedureError, and otherwise as `triage`.
        """
        known = self.names
        if name not in known:
            raise _unknown(name, known)
        french = require(self.french(name), f"{ORIGINAL}/{name}.toml")
        if self.language == ORIGINAL:
            return french
        from mes_optout.content.translation import join_procedure  # noqa: PLC0415  (when it is asked for)
        from mes_optout.content.words import ProcedureWords  # noqa: PLC0415  (when it is asked for)

        words = self.words(name, ProcedureWords)
        return join_procedure(french, words, self.language) if words else french

    def french(self, name: str) -> Procedure | None:
        """Load one procedure in French, or None. Raises as `triage`."""
        file = f"{ORIGINAL}/{name}.toml"
        check = partial(find_procedure_faults, hosts=HOSTS.union(self.hosts))
        found = self.load(file, Procedure, check)
        if found is None:
            return None
        faults = [*_judge_name(found.id, name)]
        if found.if_late is not None and found.if_late not in self.names:
            why = N_("“{value}” is not in “procedures”")
            faults.append(Fault("if_late", why, value=found.if_late))
        if faults:
            raise PackInvalidError(file=file, faults=faults)
        return found

    def words(self, name: str, shape: type[T]) -> T | None:
        """Load a translation as its file has it, up to date or not, or None. Raises as `triage`."""
        from mes_optout.content.words import find_word_faults  # noqa: PLC0415  (when it is asked for)

        file = f"{self.language}/{name}.toml"
        found = self.load(file, shape, find_word_faults)
        if faults := [*_judge_name(getattr(found, "id", name), name)]:
            raise PackInvalidError(file=file, faults=faults)
        return found

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
            self._parsed[name] = raw = None if data is None else parse(name, data)
            if name == _TRIAGE and _is_outdated(raw):
                raise PackOutdatedError
        return self._parsed[name]

    @cached_property
    def _parsed(self) -> dict[str, dict[str, object] | None]:
        """What was read already, so that no file is parsed twice."""
        return {}


def _is_outdated(raw: object) -> bool:
    """Tell a triage of version 1.0: each of its situations says `urgency`, which none does now."""
    found = raw.get("situations") if isinstance(raw, dict) else None
    tables = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return bool(tables) and all("urgency" in each and "timing" not in each for each in tables)


def _cut(faults: list[Fault]) -> list[Fault]:
    """Return as many faults as are said, and how many more there are."""
    left = len(faults) - MOST_FAULTS
    if left <= 0:
        return faults
    return [*faults[:MOST_FAULTS], Fault(".", N_("and {count} more; mend these first"), count=left)]


def _judge_name(identity: str, name: str) -> Iterator[Fault]:
    if identity != name:
        yield Fault("id", N_("must be the name of the file, “{name}”"), name=name)


def require(found: T | None, name: str) -> T:
    """Return what was `found` of a file. Raises PackUnreadableError where that is nothing."""
    if found is None:
        raise PackUnreadableError(file=name, cause=N_("there is no such file or folder"))
    return found


def _unknown(name: str, known: tuple[str, ...]) -> UnknownProcedureError:
    return UnknownProcedureError(name=name, known=", ".join(known), guess=find_nearest(name, known))
