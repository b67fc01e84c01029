"""One person's way through one procedure, as it stands on one day: what to do, and what was done.

A page takes one, and asks it for all that it says. It changes nothing: after an answer was saved,
the next page takes another.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, TypeVar

from mes_optout.clock import Doubt, find_doubt
from mes_optout.content.case import (
    Conditional,
    applies,
    find_branch,
    find_elsewhere,
    name_facts,
)
from mes_optout.deadline import Deadline
from mes_optout.i18n import _
from mes_optout.progress.awaited import Awaited, find_awaited
from mes_optout.progress.model import (
    Progress,
    Standing,
    State,
    StepStanding,
    Turn,
    find_revised,
    find_standing,
)

if TYPE_CHECKING:
    from mes_optout.content.case import Said
    from mes_optout.content.later import FollowUp
    from mes_optout.content.procedure import Line, Procedure, Step

C = TypeVar("C", bound=Conditional)


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
        child = name_child(self.turn.turn)
        return _("{title}, {child}").format(title=self.procedure.title, child=child)

    @property
    def noted(self) -> Progress:
        """What is noted: nothing on a blank list."""
        return self.progress or Progress()

    def said(self, fact: str, value: str) -> bool | None:
        """Say whether a fact has a value in this pass; None when nothing was said of it."""
        return self.noted.says(self.turn, fact, value)

    @cached_property
    def steps(self) -> "tuple[Step, ...]":
        """All steps in order, without the lines, boxes and problems that do not apply.

        A step that does not apply itself keeps its index: see `visible`.
        """
        return tuple(_resolve(step, self.said) for step in self.procedure.steps)

    def visible(self, index: int) -> bool:
        """Say whether a step applies: nothing that was said contradicts it."""
        return self.standing.steps[index].state is not State.HIDDEN

    def number(self, index: int) -> int:
        """Return which of the steps that apply a step is, from 1."""
        return sum(map(self.visible, range(index))) + 1

    @cached_property
    def standing(self) -> Standing:
        """Where the person stands; the steps that do not apply are hidden.

        So is what was left of steps that come too late once it is closed; they come back if the
        box that closes is unticked.
        """
        found = find_standing(self.noted, self.turn, self.steps)
        closed = any(map(_find_closing_day, self.steps, found.steps))
        places = []
        for step, place in zip(self.steps, found.steps, strict=True):
            # Of a step without a box that applies there is nothing to do.
            shown = step.checks and applies(step, self.said)
            left = place.state in {State.OPEN, State.LATER}
            hidden = not shown or (closed and step.before_closing and left)
            places.append(place._replace(state=State.HIDDEN) if hidden else place)
        return Standing(tuple(places))

    @cached_property
    def follow_ups(self) -> "tuple[Awaited[FollowUp], ...]":
        """What comes after the boxes that are ticked, as far as it applies."""
        # A deed in a step that came too late since has been done all the same.
        days = {
            f"{step.id}/{check}": day
            for step, place in self.places
            if applies(step, self.said)
            for check, day in place.days.items()
        }
        wanted = _keep(self.procedure.follow_ups, self.said)
        return tuple(find_awaited(self.noted, self.turn, wanted, days))

    @property
    def afterwards(self) -> "tuple[Line, ...]":
        """What may come next, as far as it applies."""
        return _keep(self.procedure.afterwards, self.said)

    @cached_property
    def facts_named(self) -> tuple[str, ...]:
        """The facts that the procedure depends on or asks for, in the order of their first use."""
        return tuple(dict.fromkeys(name_facts(self.procedure)))

    @property
    def continued_in(self) -> str | None:
        """The procedure in which this one goes on, by what was said at one of its forks."""
        for index, step in enumerate(self.steps):
            branch = find_branch(step.fork, self.said) if self.visible(index) else None
            if branch and (other := find_elsewhere(branch, self.procedure)):
                return other
        return None

    def identity(self, index: int) -> tuple[str, str]:
        """Return what a step is, whichever procedure includes it: its home, and its id."""
        step = self.steps[index]
        return step.home or self.procedure.id, step.id

    @property
    def places(self) -> "tuple[tuple[Step, StepStanding], ...]":
        """The steps in order, each with where the person stands in it."""
        return tuple(zip(self.steps, self.standing.steps, strict=True))

    @property
    def left_out(self) -> "tuple[Step, ...]":
        """The steps that do not apply."""
        return tuple(step for step, place in self.places if place.state is State.HIDDEN)

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
        """The steps that were revised since a box of theirs was ticked, as far as they apply."""
        found = find_revised(self.noted, self.turn, self.steps)
        return tuple(self.steps[index] for index in found if self.visible(index))

    @cached_property
    def deadline(self) -> Deadline | None:
        """The deadline, where the procedure has one and the day of sending is known."""
        sent = self.noted.day_sent(self.turn)
        return Deadline(sent) if sent is not None and self.procedure.if_late is not None else None

    @cached_property
    def doubt(self) -> Doubt | None:
        """Why its day cannot be right, if it cannot."""
        return find_doubt(self.today, [self.procedure], self.progress)

    @property
    def closed(self) -> date | None:
        """The day on which the box that closes was ticked."""
        shown = (each for each in self.places if each[1].state is not State.HIDDEN)
        return next(filter(None, starmap(_find_closing_day, shown)), None)


def _find_closing_day(step: "Step", place: StepStanding) -> date | None:
    days = (place.days.get(check.id) for check in step.checks if check.closes)
    return next(filter(None, days), None)


def _resolve(step: "Step", said: "Said") -> "Step":
    """Return a step without the parts that do not apply."""
    body, checks = _keep(step.body, said), _keep(step.checks, said)
    problems = _keep(step.problems, said)
    if (body, checks, problems) == (step.body, step.checks, step.problems):
        return step
    return replace(step, body=body, checks=checks, problems=problems)


def _keep(parts: Iterable[C], said: "Said") -> tuple[C, ...]:
    return tuple(part for part in parts if applies(part, said))


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


def name_child(number: int) -> str:
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
