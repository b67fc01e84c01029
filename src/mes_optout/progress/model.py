"""What has been done: which boxes, on which day, and which steps were put aside.

A value here never changes: each method returns a new one. No position is stored. Where to resume
is computed from permanent ids, so that content can change between two visits.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple


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

    def without(self, turn: Turn) -> "Progress":
        """Remove all that is noted of one pass."""
        return Progress(
            {ref: tick for ref, tick in self.checks.items() if ref.turn != turn},
            {ref: aside for ref, aside in self.steps.items() if ref.turn != turn},
            {each: day for each, day in self.letters_sent.items() if each != turn},
        )

    def turns(self) -> tuple[Turn, ...]:
        """Return the passes that something is noted of, in the order of their names."""
        ticked, aside = {ref.turn for ref in self.checks}, {ref.turn for ref in self.steps}
        return tuple(sorted(ticked | aside | self.letters_sent.keys()))
