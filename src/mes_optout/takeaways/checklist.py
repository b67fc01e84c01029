"""The checklist as a document: what is on it, once. `as_text` and the others say how it looks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mes_optout.content.loader import Pack
from mes_optout.content.model import Procedure, Step
from mes_optout.deadline import Deadline
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.standing import Standing, StepStanding, standing


@dataclass(frozen=True, slots=True)
class Entry:
    """One step with where the person stands in it. `place` is None on a blank list."""

    number: int
    step: Step
    place: StepStanding | None

    def day(self, check: str) -> date | None:
        """Return the day a box was ticked."""
        return self.place.days.get(check) if self.place else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One procedure. `standing` is None on a blank list."""

    procedure: Procedure
    entries: tuple[Entry, ...]
    standing: Standing | None
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """The whole document, and the day it was made."""

    made: date
    sheets: tuple[Sheet, ...]


def build(procedures: Iterable[Procedure], progress: Progress | None, today: date) -> Checklist:
    """Join steps and progress. Without progress the list is blank: for another person, or paper."""
    return Checklist(today, tuple(_sheet(procedure, progress) for procedure in procedures))


def _sheet(procedure: Procedure, progress: Progress | None) -> Sheet:
    if progress is None:
        entries = tuple(Entry(n, step, None) for n, step in enumerate(procedure.steps, start=1))
        return Sheet(procedure, entries, None, None)
    turn = Turn(procedure.id)
    here = standing(progress, turn, procedure.steps)
    pairs = zip(procedure.steps, here.steps, strict=True)
    entries = tuple(Entry(n, step, place) for n, (step, place) in enumerate(pairs, start=1))
    sent = progress.letters_sent.get(turn)
    return Sheet(procedure, entries, here, deadline_of(procedure, sent))


def deadline_of(procedure: Procedure, sent: date | None) -> Deadline | None:
    """Return the deadline of a procedure that has one, once the day of sending is known."""
    return Deadline(sent) if sent is not None and procedure.if_late is not None else None


def begun(pack: Pack, progress: Progress | None) -> tuple[str, ...]:
    """Return the procedures that something is noted of and that the pack still has, in order."""
    noted = {turn.procedure for turn in progress.turns()} if progress else set()
    return tuple(name for name in pack.triage.procedures if name in noted)
