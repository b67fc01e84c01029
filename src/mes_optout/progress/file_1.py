"""Progress files of format 1, which versions 1 wrote: JSON that names ids. They are read for ever.

No pack is needed: ids become keys, whether today's pack knows them or not.
"""

from dataclasses import dataclass

from mes_optout.progress.entries import check_count, read_day, read_day_of_sending
from mes_optout.progress.notes import Aside, CheckRef, ListKey, Notes, Progress, StepRef, Tick, Turn
from mes_optout.strict import FaultsError, structure


@dataclass(frozen=True, slots=True)
class _Check:
    procedure: str
    turn: int
    step: str
    check: str
    day: str
    revision: int


@dataclass(frozen=True, slots=True)
class _Step:
    procedure: str
    turn: int
    step: str
    aside: Aside


@dataclass(frozen=True, slots=True)
class _Letter:
    procedure: str
    turn: int
    sent: str


@dataclass(frozen=True, slots=True)
class _File:
    format: int
    checks: tuple[_Check, ...]
    steps: tuple[_Step, ...]
    letters: tuple[_Letter, ...]


def read_format_1(raw: object) -> Progress | None:
    """Return what parsed JSON holds; None when that is not of this format."""
    try:
        return _read_rows(structure(raw, _File))
    except (FaultsError, ValueError, OverflowError):
        return None


def _read_rows(file: _File) -> Progress:
    """Return their progress. Raises ValueError or OverflowError for what cannot be."""
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
