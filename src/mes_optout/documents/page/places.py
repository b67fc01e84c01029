"""Where one may stand in the page: a place, and what was noted on the way to it."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum, auto
from typing import NamedTuple

from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Tick, Turn, references

# Any day will do for ticks and for the day of sending: no part of the page says one of them.
ANY_DAY = date(2000, 1, 10)


class Kind(StrEnum):
    """What a place is: on the way through a procedure, down to `AFTER`, or beside it."""

    QUESTION = auto()
    BEFORE = auto()
    SENT = auto()
    STEP = auto()
    NOTE = auto()
    END = auto()
    AFTER = auto()
    START = auto()
    DAYS = auto()
    READING = auto()
    SECTION = auto()
    HELP = auto()
    LETTERS = auto()
    LETTER = auto()
    SHEET = auto()
    PAPER = auto()
    CODE = auto()
    WHY = auto()
    SOURCES = auto()
    KEPT = auto()
    LEAVE = auto()


class Noted:
    """What is noted; the same as another where the same was ticked and said."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self._sign = frozenset(
            (key, frozenset(notes.boxes), frozenset(notes.answers.items()), notes.sent, notes.begun)
            for key, notes in progress.lists.items()
        )
        self._hash = hash(self._sign)  # it is looked up again and again

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Noted) and self._sign == other._sign

    def __hash__(self) -> int:
        return self._hash


NOTHING = Noted(Progress())


class Place(NamedTuple):
    """Where one may stand.

    `name` is that of a question, a situation, an answer, a page to read, a list to print; of what
    stands behind a step "home/step"; of a letter its own, or "letter/whom". `turn` and `step`, an
    index, are those of a step. `said` is what answers to the first questions said so far.
    """

    kind: Kind
    name: str = ""
    turn: Turn = Turn("")
    step: int = 0
    noted: Noted = NOTHING
    said: frozenset[tuple[str, str]] = frozenset()


def note(noted: Noted, turn: Turn, told: Mapping[str, str | None]) -> Noted:
    """Return what is noted with what is told of the case of a pass."""
    return Noted(noted.progress.answered(turn, told)) if told else noted


def tick(progress: Progress, journey: Journey, index: int, boxes: Iterable[str]) -> Progress:
    """Tick boxes of a step, by their ids, as the walkthrough does where nothing was put aside."""
    step, wanted = journey.procedure.steps[index], {*boxes}
    progress = progress.marked_begun(journey.turn)
    for check in step.checks:
        if check.id in wanted:
            ref = next(iter(references(journey.turn, step, check)))
            progress = progress.ticked(ref, Tick(ANY_DAY, step.revision))
    return progress
