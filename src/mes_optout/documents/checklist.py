"""The checklist as a document: what is on it, once. `as_text` and the others say how it looks."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Check, Procedure, Step
from mes_optout.deadline import Deadline
from mes_optout.i18n import _, day_in_words
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.standing import Standing, StepStanding, standing
from mes_optout.wording.phrases import state_word, steps_done


class Entry(NamedTuple):
    """One step with where the person stands in it. `place` is None on a blank list."""

    number: int
    step: Step
    place: StepStanding | None

    @property
    def title(self) -> str:
        """The step's title, with its state unless the list is blank."""
        title = self.step.title
        return f"{title} ({state_word(self.place.state)})" if self.place else title

    def day(self, check: str) -> date | None:
        """Return the day a box was ticked."""
        return self.place.days.get(check) if self.place else None

    def said(self, check: Check) -> str:
        """Return the text of a box, with the day on which it was ticked."""
        day = self.day(check.id)
        return f"{check.text} ({day_in_words(day)})" if day else check.text


class Sheet(NamedTuple):
    """One procedure, or one turn of it. `standing` is None on a blank list."""

    procedure: Procedure
    turn: int
    entries: tuple[Entry, ...]
    standing: Standing | None
    deadline: Deadline | None

    @property
    def title(self) -> str:
        """The title, with « premier enfant » where the procedure repeats."""
        return title_of(self.procedure, self.turn)

    def so_far(self, made: date) -> str | None:
        """Say how far one is on the day the list was `made`; None on a blank list."""
        if self.standing is None:
            return None
        made_on = _("List made on {day}.").format(day=day_in_words(made))
        return f"{steps_done(self.standing)}. {made_on}"


class Checklist(NamedTuple):
    """The whole document, and the day it was made."""

    made: date
    sheets: tuple[Sheet, ...]


def build(procedures: Iterable[Procedure], progress: Progress | None, today: date) -> Checklist:
    """Join steps and progress. Without progress the list is blank: for another person, or paper.

    A procedure that repeats has a sheet for each turn that was begun.
    """
    return Checklist(
        today,
        tuple(
            _sheet(procedure, turn, progress)
            for procedure in procedures
            for turn in turns_of(procedure, progress)
        ),
    )


def turns_of(procedure: Procedure, progress: Progress | None) -> list[int]:
    """Return the turns of a procedure that were begun, or the first."""
    begun = (
        [turn.turn for turn in progress.turns() if turn.procedure == procedure.id]
        if progress
        else []
    )
    return (begun if procedure.repeats else begun[:1]) or [1]


def _sheet(procedure: Procedure, number: int, progress: Progress | None) -> Sheet:
    if progress is None:
        entries = tuple(Entry(n, step, None) for n, step in enumerate(procedure.steps, start=1))
        return Sheet(procedure, number, entries, None, None)
    turn = Turn(procedure.id, number)
    here = standing(progress, turn, procedure.steps)
    pairs = zip(procedure.steps, here.steps, strict=True)
    entries = tuple(Entry(n, step, place) for n, (step, place) in enumerate(pairs, start=1))
    sent = progress.letters_sent.get(turn)
    return Sheet(procedure, number, entries, here, deadline_of(procedure, sent))


def title_of(procedure: Procedure, turn: int) -> str:
    """Return the title of a procedure, or of one turn of it: never a name, only « premier »."""
    if not procedure.repeats:
        return procedure.title
    return _("{title}, {child}").format(title=procedure.title, child=child_in_words(turn))


def child_in_words(turn: int) -> str:
    """Say « premier enfant »."""
    words = (
        _("first child"),
        _("second child"),
        _("third child"),
        _("fourth child"),
        _("fifth child"),
        _("sixth child"),
    )
    return words[turn - 1] if turn <= len(words) else _("child number {n}").format(n=turn)


def deadline_of(procedure: Procedure, sent: date | None) -> Deadline | None:
    """Return the deadline of a procedure that has one, once the day of sending is known."""
    return Deadline(sent) if sent is not None and procedure.if_late is not None else None


def begun(pack: Pack, progress: Progress | None) -> tuple[str, ...]:
    """Return the procedures that something is noted of and that the pack still has, in order."""
    noted = {turn.procedure for turn in progress.turns()} if progress else set()
    return tuple(name for name in pack.names if name in noted)
