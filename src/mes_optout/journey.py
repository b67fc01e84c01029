"""One person's way through one procedure, as it stands on one day: what to do, and what was done.

A page takes one, and asks it for all that it says. It changes nothing: after an answer was saved,
the next page takes another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from mes_optout.deadline import Deadline
from mes_optout.i18n import _
from mes_optout.progress.model import (
    Progress,
    Standing,
    StepStanding,
    Turn,
    find_revised,
    find_standing,
)

if TYPE_CHECKING:
    from mes_optout.content.procedure import Procedure, Step


@dataclass(frozen=True)  # without slots: what is worked out is kept, so that it is once per page
class Journey:
    """A procedure, one pass through it, and what is noted of it.

    Without `progress` it is blank: for another person, or for paper. Nothing is done then.
    """

    procedure: "Procedure"
    turn: Turn
    progress: Progress | None
    today: date

    @cached_property
    def title(self) -> str:
        """The procedure's title, with « premier enfant » where it is gone through several times."""
        if not self.procedure.repeats:
            return self.procedure.title
        child = _name_child(self.turn.turn)
        return _("{title}, {child}").format(title=self.procedure.title, child=child)

    @property
    def steps(self) -> "tuple[Step, ...]":
        """The steps in order."""
        return self.procedure.steps

    @property
    def noted(self) -> Progress:
        """What is noted: nothing on a blank list."""
        return self.progress or Progress()

    @cached_property
    def standing(self) -> Standing:
        """Where the person stands."""
        return find_standing(self.noted, self.turn, self.steps)

    @property
    def places(self) -> "tuple[tuple[Step, StepStanding], ...]":
        """The steps in order, each with where the person stands in it."""
        return tuple(zip(self.steps, self.standing.steps, strict=True))

    @property
    def begun(self) -> bool:
        """Say whether anything but answers is noted of this pass, or it was marked as begun."""
        return self.noted.is_begun(self.turn)

    @property
    def next_step(self) -> int | None:
        """The index of the step to go on with; None at the end."""
        return self.standing.next_step()

    @property
    def revised(self) -> "tuple[Step, ...]":
        """The steps that were revised since a box of theirs was ticked."""
        found = find_revised(self.noted, self.turn, self.steps)
        return tuple(self.steps[index] for index in found)

    @cached_property
    def deadline(self) -> Deadline | None:
        """The deadline, where the procedure has one and the day of sending is known."""
        sent = self.noted.day_sent(self.turn)
        return Deadline(sent) if sent is not None and self.procedure.if_late is not None else None

    @property
    def closed(self) -> date | None:
        """The day on which the box that closes was ticked."""
        closing = (
            place.days.get(check.id)
            for step, place in self.places
            for check in step.checks
            if check.closes
        )
        return next(filter(None, closing), None)


def make_journeys(
    procedures: "Iterable[Procedure]", progress: Progress | None, today: date
) -> tuple[Journey, ...]:
    """Hold progress against procedures: one that repeats makes a journey for each turn begun."""
    return tuple(
        Journey(procedure, turn, progress, today)
        for procedure in procedures
        for turn in _find_turns(procedure, progress)
    )


def _find_turns(procedure: "Procedure", progress: Progress | None) -> list[Turn]:
    """Return the turns of a procedure that were begun, or the first."""
    begun = list((progress or Progress()).turns(procedure.id))
    return (begun if procedure.repeats else begun[:1]) or [Turn(procedure.id)]


def find_begun(names: Sequence[str], progress: Progress | None) -> tuple[str, ...]:
    """Return those procedures of a pack that were begun, in the pack's order."""
    return tuple(name for name in names if progress and progress.turns(name))


def _name_child(number: int) -> str:
    """Say « premier enfant »: never a name."""
    words = (
        _("first child"),
        _("second child"),
        _("third child"),
        _("fourth child"),
        _("fifth child"),
        _("sixth child"),
    )
    return words[number - 1] if number <= len(words) else _("child number {n}").format(n=number)
