"""What has been done, and what that means for the steps as they are today.

Boxes and their days, steps put aside; where one stands. A value here never changes: each method
returns a new one. No position is stored. Where to resume is computed from permanent ids, so that
content can change between two visits.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol


class Turn(NamedTuple):
    """One pass through a procedure. `turn` counts from 1; only repeating procedures go further."""

    procedure: str
    turn: int = 1


class StepRef(NamedTuple):
    """A step of one pass."""

    turn: Turn
    step: str


class CheckRef(NamedTuple):
    """A box of one pass."""

    turn: Turn
    step: str
    check: str


class FactRef(NamedTuple):
    """A fact of the case, as far as one pass is concerned."""

    turn: Turn
    fact: str


class Tick(NamedTuple):
    """When a box was ticked, and which revision of its step was on the screen."""

    day: date
    revision: int


class Aside(StrEnum):
    """Why a step was put aside."""

    LATER = "later"
    NOT_FOR_ME = "not-for-me"


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that is remembered between two visits: ids and days, nothing else."""

    checks: Mapping[CheckRef, Tick] = field(default_factory=dict)
    steps: Mapping[StepRef, Aside] = field(default_factory=dict)
    letters_sent: Mapping[Turn, date] = field(default_factory=dict)
    answers: Mapping[FactRef, str] = field(default_factory=dict)

    def ticked(self, ref: CheckRef, tick: Tick) -> "Progress":
        """Tick a box, or tick it anew."""
        return replace(self, checks={**self.checks, ref: tick})

    def unticked(self, refs: Iterable[CheckRef]) -> "Progress":
        """Remove the ticks of `refs`; those that have none are passed over."""
        gone = set(refs)
        return replace(self, checks={r: t for r, t in self.checks.items() if r not in gone})

    def put_aside(self, ref: StepRef, aside: Aside | None) -> "Progress":
        """Put a step aside, or with None take it up again."""
        others = {r: a for r, a in self.steps.items() if r != ref}
        return replace(self, steps=others if aside is None else {**others, ref: aside})

    def letter_sent(self, turn: Turn, day: date) -> "Progress":
        """Note the day the letter or e-mail of information was sent."""
        return replace(self, letters_sent={**self.letters_sent, turn: day})

    def answered(self, turn: Turn, said: Mapping[str, str | None]) -> "Progress":
        """Note what was said of facts, by their ids; None takes back what was said of one."""
        gone = {FactRef(turn, fact) for fact in said}
        kept = {ref: value for ref, value in self.answers.items() if ref not in gone}
        new = {FactRef(turn, fact): value for fact, value in said.items() if value is not None}
        return replace(self, answers={**kept, **new})

    def says(self, turn: Turn, fact: str, value: str) -> bool | None:
        """Say whether a fact has a value; None when nothing was said of it."""
        said = self.answers.get(FactRef(turn, fact))
        return None if said is None else said == value

    def without(self, turn: Turn) -> "Progress":
        """Remove all that is noted of one pass."""
        return Progress(
            {ref: tick for ref, tick in self.checks.items() if ref.turn != turn},
            {ref: aside for ref, aside in self.steps.items() if ref.turn != turn},
            {each: day for each, day in self.letters_sent.items() if each != turn},
            {ref: value for ref, value in self.answers.items() if ref.turn != turn},
        )

    def turns(self) -> tuple[Turn, ...]:
        """Return the passes that something is noted of, in the order of their names."""
        ticked, aside = {ref.turn for ref in self.checks}, {ref.turn for ref in self.steps}
        return tuple(sorted(ticked | aside | self.letters_sent.keys()))


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


def find_revised(progress: Progress, turn: Turn, steps: Sequence[StepLike]) -> list[int]:
    """Return the indexes of the steps that were revised since a box of theirs was ticked."""
    return [
        index
        for index, step in enumerate(steps)
        if any(
            tick is not None and tick.revision < step.revision
            for tick in (_find_tick(progress, turn, step, check) for check in step.checks)
        )
    ]


def find_standing(progress: Progress, turn: Turn, steps: Sequence[StepLike]) -> Standing:
    """Hold `progress` against the steps of a procedure."""
    return Standing(tuple(_find_place(progress, turn, step) for step in steps))


def _find_place(progress: Progress, turn: Turn, step: StepLike) -> StepStanding:
    days: dict[str, date] = {}
    for check in step.checks:
        tick = _find_tick(progress, turn, step, check)
        # A box ticked before the step was revised has to be looked at again.
        if tick is not None and tick.revision >= step.revision:
            days[check.id] = tick.day
    if len(days) == len(step.checks):
        return StepStanding(step.id, State.DONE, days)
    names = (step.id, *step.formerly)
    put = (progress.steps.get(StepRef(turn, name)) for name in names)
    match next((aside for aside in put if aside is not None), None):
        case Aside.LATER:
            return StepStanding(step.id, State.LATER, days)
        case Aside.NOT_FOR_ME:
            return StepStanding(step.id, State.NOT_FOR_ME, days)
        case None:
            return StepStanding(step.id, State.OPEN, days)


def _find_tick(progress: Progress, turn: Turn, step: StepLike, check: CheckLike) -> Tick | None:
    found = (progress.checks.get(ref) for ref in references(turn, step, check))
    return next((tick for tick in found if tick is not None), None)


def references(turn: Turn, step: StepLike, check: CheckLike) -> Iterator[CheckRef]:
    """Yield today's reference of a box, then those that it had under earlier ids."""
    for name in (check.id, *check.formerly):
        moved_from, slash, old = name.partition("/")
        if slash:
            yield CheckRef(turn, moved_from, old)
        else:
            for step_name in (step.id, *step.formerly):
                yield CheckRef(turn, step_name, name)
