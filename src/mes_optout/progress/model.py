"""What has been done, and what that means for the steps as they are today.

No position is stored. Where to resume is computed from permanent ids, so that content can change
between two visits: `formerly` names earlier ones. Ticks of a step that several procedures share lie
in one list, that of its home; that it was put aside is noted in the list of each procedure.
"""

from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from mes_optout.progress.notes import Aside, CheckRef, Progress, StepRef, Tick, Turn

__all__ = [
    "Aside",
    "CheckLike",
    "CheckRef",
    "Progress",
    "Standing",
    "State",
    "StepLike",
    "StepRef",
    "StepStanding",
    "Tick",
    "Turn",
    "find_aside",
    "find_revised",
    "find_standing",
    "find_tick",
    "references",
    "step_references",
]


class CheckLike(Protocol):
    """What standing needs to know of a box."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def formerly(self) -> tuple[str, ...]: ...  # noqa: D102


class StepLike(Protocol):
    """What standing needs to know of a step."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def revision(self) -> int: ...  # noqa: D102
    @property
    def formerly(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def home(self) -> str | None: ...  # noqa: D102
    @property
    def checks(self) -> Sequence[CheckLike]: ...  # noqa: D102


class State(StrEnum):
    """What a step is to the person. `DONE` wins over having been put aside.

    `HIDDEN` is a step that does not apply, by what was said of the case. It counts for nothing.
    """

    DONE = "done"
    OPEN = "open"
    LATER = "later"
    NOT_FOR_ME = "not-for-me"
    HIDDEN = "hidden"


class StepStanding(NamedTuple):
    """One step: its state, and the day of each box that is ticked."""

    id: str
    state: State
    days: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Standing:
    """All steps of a procedure in order."""

    steps: tuple[StepStanding, ...]

    def count(self, *states: State) -> int:
        """Count the steps in one of `states`."""
        return sum(step.state in states for step in self.steps)

    @property
    def total(self) -> int:
        """The number of steps that apply."""
        return len(self.steps) - self.count(State.HIDDEN)

    @property
    def done(self) -> int:
        """The number of steps done."""
        return self.count(State.DONE)

    @property
    def left(self) -> int:
        """The number of steps still to do, those put off included."""
        return self.count(State.OPEN, State.LATER)

    @property
    def finished(self) -> bool:
        """Say whether nothing is left to do."""
        return self.left == 0

    def next_step(self) -> int | None:
        """Return the index of the step to go on with: open ones first, then those put off."""
        following = self.first(State.OPEN)
        return self.first(State.LATER) if following is None else following

    def first(self, state: State) -> int | None:
        """Return the index of the first step in a state."""
        return next((n for n, step in enumerate(self.steps) if step.state is state), None)


def references(turn: Turn, step: StepLike, check: CheckLike) -> Iterator[CheckRef]:
    """Yield today's reference of a box, then those that it had under earlier ids.

    An earlier id of a box is "check", "step/check" or "procedure/step/check"; of a step "step" or
    "procedure/step". What names no procedure is of the step's own home.
    """
    home = Turn(step.home or turn.procedure, turn.turn)
    for name in (check.id, *check.formerly):
        *where, old = name.split("/")
        if where:
            *owner, moved_from = where
            yield CheckRef(_owner(owner, home), moved_from, old)
        else:
            for step_name in (step.id, *step.formerly):
                *owner, last = step_name.split("/")
                yield CheckRef(_owner(owner, home), last, old)


def _owner(named: list[str], home: Turn) -> Turn:
    return Turn(named[0], home.turn) if named else home


def step_references(turn: Turn, step: StepLike) -> Iterator[StepRef]:
    """Yield today's reference of a step, then those that it had in this pass under earlier ids."""
    for name in (step.id, *step.formerly):
        *owner, last = name.split("/")
        yield StepRef(turn, last, owner[0] if owner else step.home)


def find_tick(progress: Progress, turn: Turn, step: StepLike, check: CheckLike) -> Tick | None:
    """Return the tick of a box: of several, that of the highest revision, then the earlier day."""
    found = (progress.tick(ref) for ref in references(turn, step, check))
    ticks = [tick for tick in found if tick is not None]
    return min(ticks, key=lambda tick: (-tick.revision, tick.day), default=None)


def find_aside(
    progress: Progress, turn: Turn, steps: Sequence[StepLike], step: StepLike, left: Collection[str]
) -> Aside | None:
    """Return why one of the steps was put aside; today's id has the last word.

    `left` are its boxes without a day, by their ids. Where each comes from a step that was put
    aside and is gone, so is this one: so it was finished, and stays it.
    """
    found = (progress.aside(ref) for ref in step_references(turn, step))
    own = next((aside for aside in found if aside is not None), None)
    checks = [check for check in step.checks if check.id in left]
    if own is not None or not all(check.formerly for check in checks):
        return own
    # Whoever ticked a box since has taken it up.
    if any(progress.tick(next(iter(references(turn, step, check)))) for check in step.checks):
        return None
    known = {next(iter(step_references(turn, each))).key for each in steps}
    before = {_find_aside_before(progress, turn, known, step, check) for check in checks}
    if None in before:
        return None
    return Aside.LATER if Aside.LATER in before else Aside.NOT_FOR_ME


def _find_aside_before(
    progress: Progress, turn: Turn, known: Container[int], step: StepLike, check: CheckLike
) -> Aside | None:
    """Return why the step that a box comes from was put aside, if today's steps have it no more."""
    origins = (StepRef(turn, ref.step, ref.turn.procedure) for ref in references(turn, step, check))
    found = (progress.aside(ref) for ref in origins if ref.key not in known)
    return next((aside for aside in found if aside is not None), None)


def find_revised(progress: Progress, turn: Turn, steps: Sequence[StepLike]) -> list[int]:
    """Return the indexes of the steps that were revised since a box of theirs was ticked."""
    return [
        index
        for index, step in enumerate(steps)
        if any(
            tick is not None and tick.revision < step.revision
            for tick in (find_tick(progress, turn, step, check) for check in step.checks)
        )
    ]


def find_standing(progress: Progress, turn: Turn, steps: Sequence[StepLike]) -> Standing:
    """Hold `progress` against the steps of a procedure."""
    return Standing(tuple(_find_place(progress, turn, steps, step) for step in steps))


def _find_place(
    progress: Progress, turn: Turn, steps: Sequence[StepLike], step: StepLike
) -> StepStanding:
    days: dict[str, date] = {}
    for check in step.checks:
        tick = find_tick(progress, turn, step, check)
        # A box ticked before the step was revised has to be looked at again.
        if tick is not None and tick.revision >= step.revision:
            days[check.id] = tick.day
    if len(days) == len(step.checks):
        return StepStanding(step.id, State.DONE, days)
    left = {check.id for check in step.checks if check.id not in days}
    match find_aside(progress, turn, steps, step, left):
        case Aside.LATER:
            return StepStanding(step.id, State.LATER, days)
        case Aside.NOT_FOR_ME:
            return StepStanding(step.id, State.NOT_FOR_ME, days)
        case None:
            return StepStanding(step.id, State.OPEN, days)
