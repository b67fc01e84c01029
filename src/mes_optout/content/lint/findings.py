"""What is looked at, all that a pack holds in one language, and what is said of what is found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from typing import TypeVar

from mes_optout.content.accepted import Accepted
from mes_optout.content.addresses import Source
from mes_optout.content.evidence import Evidence
from mes_optout.content.facts import Case
from mes_optout.content.including import Shared
from mes_optout.content.ledger import Ledger
from mes_optout.content.letters import NAME as _LETTERS
from mes_optout.content.letters import (
    Explained,
    Explanations,
    Letter,
    Letters,
)
from mes_optout.content.procedure import Procedure, Step
from mes_optout.content.reading import Reading
from mes_optout.content.reviews import Review
from mes_optout.content.triage import Triage
from mes_optout.content.values import Values
from mes_optout.content.words import (
    CaseWords,
    ProcedureWords,
    ReadingWords,
    SharedWords,
    TriageWords,
)
from mes_optout.errors import Fault, Msg

T = TypeVar("T")

_TRIAGE, _READING, _CASE = "situations", "reperes", "cas"
_BETWEEN = " › "  # the parts of a place


class Severity(StrEnum):
    """Whether something must be mended, or only looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with `file` of a pack; its fault says where, why, and what to do.

    The `line`, from 1, is found for all in the end: rules do not know it.
    """

    file: str
    fault: Fault
    severity: Severity = Severity.ERROR
    line: int = 1


Findings = Iterator[Finding]


def error(file: str, place: str, reason: Msg, **facts: object) -> Finding:
    """Return something that must be mended."""
    return Finding(file, Fault(place, reason, **facts))


def warning(file: str, place: str, reason: Msg, **facts: object) -> Finding:
    """Return something that should be looked at."""
    return Finding(file, Fault(place, reason, **facts), Severity.WARNING)


def at(*parts: object) -> str:
    """Name a place as the loader does: « steps › page › title »."""
    return _BETWEEN.join(str(part) for part in parts)


def split_place(place: str) -> list[str]:
    """Return the parts of which a place was named."""
    return place.split(_BETWEEN)


# Fields that no reader sees. `question` and `situation` are where an answer leads, as `procedure`
# and `step` are for one to a fork, and `actions` for a door; `after` are boxes; the `reason` of a
# fact is for editors; the `steps` of a letter are where it helps, those of a procedure its pages.
_NOT_SHOWN = frozenset(
    {
        *(
            "Answer.question",
            "Branch.step",
            "Explained.original",
            "FollowUp.after",
            "Letter.steps",
            "Situation.step",
            "formerly",
            "home",
        ),
        *("actions", "after", "id", "if_late", "language", "link", "procedure", "procedures"),
        *("mentions", "reason", "rests_on", "retired", "situation", "sources", "url"),
    }
)


def find_texts(value: object, *path: object) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each text of a model that a reader sees, in the model's order."""
    if type(value) is str:  # an enum is a text too, but its value is not shown
        yield at(*path), value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from find_texts(item, *path, getattr(item, "id", number))
    elif (text := getattr(value, getattr(value, "SHORT", ""), None)) is not None:
        yield at(*path), text  # one text, however it is written
    elif is_dataclass(value):
        for each in fields(value):
            if _NOT_SHOWN.isdisjoint({each.name, f"{type(value).__name__}.{each.name}"}):
                yield from find_texts(getattr(value, each.name), *path, each.name)


@dataclass(slots=True)
class Loaded:
    """What could be loaded in `language`; None for what is absent or faulty.

    `complete` says that all that belongs to this language was there and without fault. `hosts` are
    the sites that the pack adds to the usual ones. `letters` are French; a translation has
    `explanations`, and `words` as its files have them. Its `triage`, `case`, `reading`, `shared`
    and `procedures` are the French with these words, up to date or not, and without what has none.
    The steps that a procedure includes are among its own, and in `shared` too. Of the French, all
    procedures that are `listed`; those that can be read though they hold faults are `unsound`.
    """

    language: str
    triage: Triage | None = None
    case: Case | None = None
    reading: Reading | None = None
    letters: Letters | None = None
    explanations: Explanations | None = None
    procedures: dict[str, Procedure] = field(default_factory=dict)
    shared: dict[str, Shared] = field(default_factory=dict)
    words: dict[str, ProcedureWords] = field(default_factory=dict)
    shared_words: dict[str, SharedWords] = field(default_factory=dict)
    triage_words: TriageWords | None = None
    case_words: CaseWords | None = None
    reading_words: ReadingWords | None = None
    sources: dict[str, Source] | None = None
    values: Values | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    accepted: tuple[Accepted, ...] = ()
    ledger: Ledger | None = None
    reviews: Mapping[str, Review] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    complete: bool = True
    listed: tuple[str, ...] = ()
    unsound: dict[str, Procedure] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    _texts: list[tuple[str, str, str]] = field(default_factory=list, init=False, repr=False)

    def file(self, name: str) -> str:
        """Return the path of a file of this language inside the pack."""
        return f"{self.language}/{name}.toml"

    @property
    def readable(self) -> dict[str, Procedure]:
        """The procedures, with faults or without."""
        return {**self.unsound, **self.procedures}

    @property
    def french_letters(self) -> tuple[Letter, ...]:
        """The letters themselves; a translation has none."""
        return self.letters.letters if self.letters else ()

    @property
    def told_letters(self) -> tuple[Letter | Explained, ...]:
        """The letters, or what a translation tells of them."""
        listed = self.letters or self.explanations
        return listed.letters if listed else ()

    def steps(self) -> Iterator[tuple[str, str, Step]]:
        """Yield (file, place, step) for each step of each procedure, and each shared one once."""
        for name, procedure in self.procedures.items():
            for step in procedure.steps:
                if step.home is None:
                    yield self.file(name), at("steps", step.id), step
        for name, shared in self.shared.items():
            for step in shared.steps:
                yield self.file(name), at("steps", step.id), step

    def texts(self) -> list[tuple[str, str, str]]:
        """Return (file, place, text) for each text that a reader sees; once all is loaded."""
        self._texts = self._texts or list(self._find_texts())  # many rules ask for them
        return self._texts

    def _find_texts(self) -> Iterator[tuple[str, str, str]]:
        models = {
            _TRIAGE: self.triage,
            _CASE: self.case,
            _READING: self.reading,
            _LETTERS: self.letters or self.explanations,
            **{name: keep_own(each) for name, each in self.procedures.items()},
            **self.shared,
        }
        for name, model in models.items():
            for place, text in find_texts(model):
                yield self.file(name), place, text


def keep_own(procedure: Procedure) -> Procedure:
    """Return a procedure without the steps that it includes."""
    return replace(procedure, steps=tuple(e for e in procedure.steps if e.home is None))
