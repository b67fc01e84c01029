"""What is noted: lists of boxes and their days, steps put aside, facts of the case.

Ids go in and numbers are kept (see `hashing`), so that what today's pack does not know survives. A
value here never changes: each method returns a new one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from mes_optout.progress.hashing import make_key


class ListKey(NamedTuple):
    """The list of one pass: the key of the procedure, and which pass through it."""

    procedure: int
    turn: int


class Turn(NamedTuple):
    """One pass through a procedure. `turn` counts from 1; only repeating procedures go further."""

    procedure: str
    turn: int = 1

    @property
    def key(self) -> ListKey:
        """What stands for its list."""
        return ListKey(make_key(self.procedure), self.turn)


class StepRef(NamedTuple):
    """A step of one pass. `home` is where a step comes from that several procedures share."""

    turn: Turn
    step: str
    home: str | None = None

    @property
    def key(self) -> int:
        """What stands for it in the list of its pass."""
        return make_key(self.home or self.turn.procedure, self.step)


class CheckRef(NamedTuple):
    """A box of one pass; one that several procedures share is in the list of its home."""

    turn: Turn
    step: str
    check: str

    @property
    def key(self) -> int:
        """What stands for it in the list of its pass."""
        return make_key(self.turn.procedure, self.step, self.check)


class FollowUpRef(NamedTuple):
    """What comes after a deed of one pass."""

    turn: Turn
    follow_up: str

    @property
    def key(self) -> int:
        """What stands for it in the list of its pass."""
        return make_key(self.turn.procedure, self.follow_up)


class Tick(NamedTuple):
    """When a box was ticked, and which revision of its step was on the screen (or 1)."""

    day: date
    revision: int


class Aside(StrEnum):
    """Why a step was put aside."""

    LATER = "later"
    NOT_FOR_ME = "not-for-me"


@dataclass(frozen=True, slots=True)
class Notes:
    """What one list holds, by keys.

    `answers` has the key of a value for that of a fact; `sent` is the day of sending; `again` the
    days on which to ask again. A list may be `begun` with nothing else in it.
    """

    boxes: Mapping[int, Tick] = field(default_factory=dict)
    asides: Mapping[int, Aside] = field(default_factory=dict)
    answers: Mapping[int, int] = field(default_factory=dict)
    again: Mapping[int, date] = field(default_factory=dict)
    sent: date | None = None
    begun: bool = False

    @property
    def shown(self) -> bool:
        """Say whether it counts as begun: what was said alone begins nothing."""
        return bool(self.begun or self.boxes or self.asides or self.sent or self.again)


_NOTHING = Notes()


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything that is remembered between two visits; no list in it is empty."""

    lists: Mapping[ListKey, Notes] = field(default_factory=dict)

    def ticked(self, ref: CheckRef | FollowUpRef, tick: Tick) -> "Progress":
        """Tick a box, or tick it anew; a follow-up that came."""
        notes = self._notes(ref.turn)
        return self._put(ref.turn, replace(notes, boxes={**notes.boxes, ref.key: tick}))

    def unticked(self, refs: Iterable[CheckRef | FollowUpRef]) -> "Progress":
        """Remove the ticks of `refs`; those that have none are passed over."""
        progress = self
        for ref in refs:
            notes = progress._notes(ref.turn)
            if ref.key in notes.boxes:
                left = {key: tick for key, tick in notes.boxes.items() if key != ref.key}
                progress = progress._put(ref.turn, replace(notes, boxes=left))
        return progress

    def tick(self, ref: CheckRef | FollowUpRef) -> Tick | None:
        """Return the tick of a box under exactly this reference."""
        return self._notes(ref.turn).boxes.get(ref.key)

    def ask_again(self, ref: FollowUpRef, day: date | None) -> "Progress":
        """Note the day on which to ask again about a follow-up, or with None remove it."""
        notes = self._notes(ref.turn)
        others = {key: each for key, each in notes.again.items() if key != ref.key}
        put = others if day is None else {**others, ref.key: day}
        return self._put(ref.turn, replace(notes, again=put))

    def asked_again(self, ref: FollowUpRef) -> date | None:
        """Return the day on which to ask again about a follow-up."""
        return self._notes(ref.turn).again.get(ref.key)

    def put_aside(self, ref: StepRef, aside: Aside | None) -> "Progress":
        """Put a step aside, or with None take it up again."""
        notes = self._notes(ref.turn)
        others = {key: why for key, why in notes.asides.items() if key != ref.key}
        put = others if aside is None else {**others, ref.key: aside}
        return self._put(ref.turn, replace(notes, asides=put))

    def aside(self, ref: StepRef) -> Aside | None:
        """Return why a step was put aside under exactly this reference."""
        return self._notes(ref.turn).asides.get(ref.key)

    def taken_up(self, turn: Turn) -> "Progress":
        """Take up all steps of a pass that were put off."""
        notes = self._notes(turn)
        left = {key: why for key, why in notes.asides.items() if why is not Aside.LATER}
        return self._put(turn, replace(notes, asides=left))

    def letter_sent(self, turn: Turn, day: date) -> "Progress":
        """Note the day the letter or e-mail of information was sent."""
        return self._put(turn, replace(self._notes(turn), sent=day))

    def day_sent(self, turn: Turn) -> date | None:
        """Return the day the letter or e-mail of information was sent."""
        return self._notes(turn).sent

    def answered(self, turn: Turn, said: Mapping[str, str | None]) -> "Progress":
        """Note what was said of facts, by their ids; None takes back what was said of one."""
        notes, answers = self._notes(turn), dict(self._notes(turn).answers)
        for fact, value in said.items():
            if value is None:
                answers.pop(make_key(fact), None)
            else:
                answers[make_key(fact)] = make_key(fact, value)
        return self._put(turn, replace(notes, answers=answers))

    def says(self, turn: Turn, fact: str, value: str) -> bool | None:
        """Say whether a fact has a value; None when nothing was said of it."""
        said = self._notes(turn).answers.get(make_key(fact))
        return None if said is None else said == make_key(fact, value)

    def marked_begun(self, turn: Turn) -> "Progress":
        """Mark a pass as begun: what is ticked in it may all lie in a list that others share."""
        return self._put(turn, replace(self._notes(turn), begun=True))

    def is_begun(self, turn: Turn) -> bool:
        """Say whether anything but answers is noted of a pass."""
        return self._notes(turn).shown

    @property
    def days_sent(self) -> frozenset[date]:
        """The days of sending that are noted, of all passes."""
        return frozenset(notes.sent for notes in self.lists.values() if notes.sent)

    @property
    def days_past(self) -> frozenset[date]:
        """The days on which something that is noted was done: none of them is still to come."""
        ticked = (tick.day for notes in self.lists.values() for tick in notes.boxes.values())
        return self.days_sent.union(ticked)

    def turns(self, procedure: str) -> tuple[Turn, ...]:
        """Return the passes of a procedure that were begun, in order."""
        wanted = make_key(procedure)
        found = (key.turn for key, notes in self.lists.items() if notes.shown and key[0] == wanted)
        return tuple(Turn(procedure, turn) for turn in sorted(found))

    def without(self, turn: Turn) -> "Progress":
        """Remove the list of one pass; what it shares with others stays where that lies."""
        return self._put(turn, _NOTHING)

    def _notes(self, turn: Turn) -> Notes:
        return self.lists.get(turn.key, _NOTHING)

    def _put(self, turn: Turn, notes: Notes) -> "Progress":
        if notes == _NOTHING:
            return Progress({key: each for key, each in self.lists.items() if key != turn.key})
        return Progress({**self.lists, turn.key: notes})
