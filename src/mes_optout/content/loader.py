"""From the TOML files of a pack to the model. An error names the file, the step and the field."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from mes_optout.content.faults import (
    Found,
    find_name_faults,
    find_procedure_faults,
    find_text_faults,
)
from mes_optout.content.links import fill_links
from mes_optout.content.location import Reader
from mes_optout.content.names import Names, find_names_faults
from mes_optout.content.parsing import is_outdated, parse, read_names, read_title, require
from mes_optout.content.procedure import Procedure
from mes_optout.content.resting import settle
from mes_optout.content.sites import HOSTS
from mes_optout.errors import (
    Fault,
    PackInvalidError,
    PackOutdatedError,
)
from mes_optout.languages import ORIGINAL
from mes_optout.strict import FaultsError, cut_faults, name_place, structure

if TYPE_CHECKING:
    from mes_optout.content.addresses import Source
    from mes_optout.content.facts import Case
    from mes_optout.content.including import Shared
    from mes_optout.content.reading import Reading
    from mes_optout.content.triage import Triage

T = TypeVar("T")
Table = dict[str, Any]  # as it was parsed
_TRIAGE = f"{ORIGINAL}/situations.toml"


@dataclass(frozen=True)
class Pack:
    """A pack, read file by file when it is asked for: starting up costs what is used.

    `own` says that the person chose it: then its steps are not the program's, and it may have
    hosts of its own. Without `checks` what a file holds may be wrong, but not of another kind.
    """

    read: Reader
    language: str = ORIGINAL
    own: bool = False
    checks: bool = True

    def without_checks(self) -> "Pack":
        """Return the same pack, in which what a file holds may be wrong; nothing is parsed anew."""
        other = replace(self, checks=False)
        other.__dict__["_parsed"] = self._parsed
        return other

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The sites that a pack of one's own may lead to besides the usual. Raises as `triage`."""
        if not self.own:
            return ()
        from mes_optout.content.addresses import Manifest, find_manifest_faults  # noqa: PLC0415  (when it is asked for)

        found = self.load("pack.toml", Manifest, find_manifest_faults)
        return tuple(host for host in found.hosts if host not in HOSTS) if found else ()

    @cached_property
    def allowed(self) -> frozenset[str]:
        """All sites that a step may lead to. Raises as `triage`."""
        return HOSTS.union(self.hosts)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The ids of all procedures in their order, without the rest of the triage.

        Raises as `triage`. Of the program's own only the head is parsed: tests look at the whole.
        """
        if not self.own and (names := read_names(_TRIAGE, self.read(_TRIAGE) or b"")):
            return names
        found = self.load(
            _TRIAGE,
            Names,
            lambda found: find_names_faults(found.procedures),
            prepare=lambda raw: {key: raw[key] for key in raw if key == "procedures"},
        )
        return require(found, _TRIAGE).procedures

    @cached_property
    def triage(self) -> "Triage":
        """The triage. Raises PackOutdatedError, or another of the errors of a pack."""
        from mes_optout.content.triage import Triage, find_triage_faults  # noqa: PLC0415  (when it is asked for)

        found = require(self.load(_TRIAGE, Triage, find_triage_faults), _TRIAGE)
        return self._translate(found, "situations")

    @cached_property
    def case(self) -> "Case":
        """The facts that answers may say, none without a file of them. Raises as `triage`."""
        from mes_optout.content.facts import Case, find_case_faults  # noqa: PLC0415  (when it is asked for)

        found = self.load(f"{ORIGINAL}/cas.toml", Case, find_case_faults)
        return Case() if found is None else self._translate(found, "cas")

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
        if found is None:
            return None
        joined = self._translate(found, "reperes")
        return replace(joined, recheck=joined.recheck or found.recheck)

    def _translate(self, found: T, name: str) -> T:
        """Return what was found in a French file in the words of the pack's language."""
        if self.language == ORIGINAL:
            return found
        from mes_optout.content.translation import join_words  # noqa: PLC0415  (when it is asked for)
        from mes_optout.content.words import FILES  # noqa: PLC0415  (when it is asked for)

        words = self.words(name, FILES[name])
        return found if words is None else join_words(found, words)

    def procedure(self, name: str) -> Procedure:
        """Load one procedure, once; steps without an up-to-date translation are in French.

        Raises UnknownProcedureError, and otherwise as `triage`.
        """
        if name not in self._procedures:
            self._procedures[name] = self._load_procedure(name)
        return self._procedures[name]

    def _load_procedure(self, name: str) -> Procedure:
        if name not in self.names:
            from mes_optout.content.misnamed import explain_no_procedure  # noqa: PLC0415  (only then)

            raise explain_no_procedure(self, name)
        french = require(self.french(name), f"{ORIGINAL}/{name}.toml")
        if self.language == ORIGINAL:
            return french
        from mes_optout.content.translation import join_procedure  # noqa: PLC0415  (when it is asked for)
        from mes_optout.content.words import ProcedureWords, SharedWords  # noqa: PLC0415  (when it is asked for)

        words = self.words(name, ProcedureWords)
        if words is None:
            return french
        shared = [self.words(home, SharedWords) for home in french.homes]
        return join_procedure(french, words, self.language, shared)

    def title(self, name: str) -> str:
        """Return the title of a procedure; of the program's own, without its steps."""
        file = f"{self.language}/{name}.toml"
        found = "" if self.own else read_title(file, self.read(file) or b"")
        return found or self.procedure(name).title

    def french(self, name: str) -> Procedure | None:
        """Load one procedure in French, or None. Raises as `triage`."""
        check = partial(find_procedure_faults, name=name, hosts=self.allowed, procedures=self.names)
        return self.load(f"{ORIGINAL}/{name}.toml", Procedure, check, prepare=self._include)

    def _include(self, raw: Table) -> Table:
        """Put the steps that a procedure includes into their places. Raises FaultsError."""
        steps = raw["steps"] if isinstance(raw.get("steps"), list) else ()
        if not any(isinstance(step, dict) and "include" in step for step in steps):
            return raw
        from mes_optout.content.including import include_steps  # noqa: PLC0415  (when it is asked for)

        return include_steps(raw, self.shared)

    def shared(self, name: str) -> "Shared | None":
        """Load steps that procedures include, in French, or None. Raises as `triage`."""
        if name not in self._shared:
            from mes_optout.content.including import load_shared  # noqa: PLC0415  (when it is asked for)

            self._shared[name] = load_shared(self, name)
        return self._shared[name]

    def words(self, name: str, shape: type[T]) -> T | None:
        """Load a translation as its file has it, up to date or not, or None. Raises as `triage`."""
        from mes_optout.content.words import find_word_faults  # noqa: PLC0415  (when it is asked for)

        def check(found: T) -> Found:
            yield from find_word_faults(found)
            yield from find_name_faults(getattr(found, "id", name), name)

        return self.load(f"{self.language}/{name}.toml", shape, check)

    def load(
        self,
        name: str,
        shape: type[T],
        check: Callable[[T], Found] | None = None,
        *,
        prepare: Callable[[Table], Table] = dict,
    ) -> T | None:
        """Load a file into `shape`, once prepared for it, or None. Raises as `triage`.

        What rests on facts is given the sources of these, and a link the address that it names.
        """
        raw = self.raw(name)
        if raw is None:
            return None
        try:
            built = structure(fill_links(settle(prepare(raw), self), self), shape)
        except FaultsError as error:
            raise PackInvalidError(file=name, faults=cut_faults(error.faults)) from None
        further = check(built) if check else ()
        found = (*find_text_faults(built), *further) if self.checks else ()
        faults = [Fault(name_place(raw, path), each.reason, **each.facts) for path, each in found]
        if faults:
            raise PackInvalidError(file=name, faults=cut_faults(faults))
        return built

    def raw(self, name: str) -> Table | None:
        """Parse a file, without a look at what is in it; None when there is none."""
        if name not in self._parsed:
            data = self.read(name)
            self._parsed[name] = raw = None if data is None else parse(name, data)
            if name == _TRIAGE and is_outdated(raw):
                raise PackOutdatedError
        return self._parsed[name]

    @cached_property
    def _parsed(self) -> dict[str, Table | None]:
        """What was read already, so that no file is parsed twice."""
        return {}

    @cached_property
    def _procedures(self) -> dict[str, Procedure]:
        """The procedures that were loaded already: lists and pages name others again and again."""
        return {}

    @cached_property
    def _shared(self) -> "dict[str, Shared | None]":
        """The steps that were loaded already for a procedure that includes them."""
        return {}
