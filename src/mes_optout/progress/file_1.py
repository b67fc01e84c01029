"""Progress files of format 1, which versions 1 wrote: JSON that names ids. They are read for ever.

No pack is needed: ids become keys, whether today's pack knows them or not.
"""

from dataclasses import dataclass
from datetime import date

from mes_optout.deadline import Deadline
from mes_optout.progress.notes import Aside, CheckRef, ListKey, Notes, Progress, StepRef, Tick, Turn
from mes_optout.strict import structure

FORMAT_1 = 1


# Rows are never compared nor shown, and making those methods takes a part of every start.


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Check:
    procedure: str
    turn: int
    step: str
    check: str
    day: str
    revision: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Step:
    procedure: str
    turn: int
    step: str
    aside: Aside


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _Letter:
    procedure: str
    turn: int
    sent: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class _File:
    format: int
    checks: tuple[_Check, ...]
    steps: tuple[_Step, ...]
    letters: tuple[_Letter, ...]


def read_format_1(raw: object) -> Progress:
    """Return what parsed JSON holds. Raises FaultsError, ValueError or OverflowError."""
    file = structure(raw, _File)
    boxes: dict[ListKey, dict[int, Tick]] = {}
    asides: dict[ListKey, dict[int, Aside]] = {}
    for check in file.checks:
        ref = CheckRef(_read_turn(check), check.step, check.check)
        tick = Tick(read_day(check.day), check_count(check.revision))
        boxes.setdefault(ref.turn.key, {})[ref.key] = tick
    for step in file.steps:
        put = StepRef(_read_turn(step), step.step)
        asides.setdefault(put.turn.key, {})[put.key] = step.aside
    sent = {_read_turn(row).key: read_day_of_sending(row.sent) for row in file.letters}
    return Progress(
        {
            key: Notes(boxes=boxes.get(key, {}), asides=asides.get(key, {}), sent=sent.get(key))
            for key in boxes.keys() | asides.keys() | sent.keys()
        }
    )


def _read_turn(row: _Check | _Step | _Letter) -> Turn:
    return Turn(row.procedure, check_count(row.turn))


def check_count(number: object) -> int:
    """Return a number that counts from 1. Raises ValueError."""
    if type(number) is not int or number < 1:
        raise ValueError(number)
    return number


def read_day_of_sending(text: object) -> date:
    """Return a day of sending. Raises OverflowError when its deadline is beyond the calendar."""
    day = read_day(text)
    _ = Deadline(day).last_day
    return day


def read_day(text: object) -> date:
    """Return a day as it is written in a file. Raises ValueError."""
    if type(text) is not str:
        raise ValueError(text)
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day
