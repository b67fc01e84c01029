"""Progress made in one go, as tests want it."""

from collections.abc import Mapping
from datetime import date

from mes_optout.content.procedure import Procedure
from mes_optout.progress.model import (
    Aside,
    CheckRef,
    Progress,
    StepRef,
    Tick,
    Turn,
    find_standing,
)


def make_progress(
    checks: Mapping[CheckRef, Tick] | None = None,
    steps: Mapping[StepRef, Aside] | None = None,
    letters_sent: Mapping[Turn, date] | None = None,
) -> Progress:
    """Return progress with these boxes ticked, steps put aside, and days of sending."""
    progress = Progress()
    for box, tick in (checks or {}).items():
        progress = progress.ticked(box, tick)
    for step, aside in (steps or {}).items():
        progress = progress.put_aside(step, aside)
    for turn, day in (letters_sent or {}).items():
        progress = progress.letter_sent(turn, day)
    return progress


def count_ticks(progress: Progress) -> int:
    """Return how many boxes are ticked, in all lists."""
    return sum(len(notes.boxes) for notes in progress.lists.values())


def days_of(progress: Progress) -> set[date]:
    """Return the days on which boxes were ticked."""
    return {tick.day for notes in progress.lists.values() for tick in notes.boxes.values()}


def boxes_ticked(progress: Progress, procedure: Procedure, number: int = 1) -> set[str]:
    """Return "step/box" for each box of one pass that is ticked, hidden or not."""
    standing = find_standing(progress, Turn(procedure.id, number), procedure.steps)
    return {f"{place.id}/{check}" for place in standing.steps for check in place.days}


def steps_ticked(progress: Progress, procedure: Procedure, number: int = 1) -> set[str]:
    """Return the steps of one pass in which a box is ticked."""
    return {box.partition("/")[0] for box in boxes_ticked(progress, procedure, number)}
