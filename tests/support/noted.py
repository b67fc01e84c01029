"""Progress made in one go, as tests want it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mes_optout.content.procedure import Procedure
from mes_optout.progress.hashing import make_key
from mes_optout.progress.model import (
    Aside,
    CheckLike,
    CheckRef,
    Progress,
    StepLike,
    StepRef,
    Tick,
    Turn,
    find_standing,
    references,
    step_references,
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


def tick_all(procedure: Procedure, day: date) -> Progress:
    """Return all boxes of a procedure ticked on a day."""
    turn = Turn(procedure.id)
    return make_progress(
        {
            next(references(turn, step, check)): Tick(day, step.revision)
            for step in procedure.steps
            for check in step.checks
        }
    )


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


@dataclass
class Named:
    """Progress under the ids that it was noted under."""

    checks: dict[CheckRef, Tick] = field(default_factory=dict)
    steps: dict[StepRef, Aside] = field(default_factory=dict)
    letters_sent: dict[Turn, date] = field(default_factory=dict)


def name_keys(progress: Progress, procedures: Iterable[Procedure]) -> Named:
    """Name what is noted, by the ids that these procedures have today. Raises KeyError."""
    named, known = Named(), list(procedures)
    homes = {step.home for each in known for step in each.steps} - {None}
    owners = {make_key(name): name for name in {*homes, *(each.id for each in known)} if name}
    steps = {(step.home or each.id, step.id): step for each in known for step in each.steps}
    boxes = {
        make_key(owner, name, check.id): (owner, name, check.id)
        for (owner, name), step in steps.items()
        for check in step.checks
    }
    asides = {make_key(owner, name): (owner, name) for owner, name in steps}
    for key, notes in progress.lists.items():
        turn = Turn(owners[key.procedure], key.turn)
        for box, tick in notes.boxes.items():
            owner, step, check = boxes[box]
            named.checks[CheckRef(Turn(owner, key.turn), step, check)] = tick
        for put, aside in notes.asides.items():
            owner, step = asides[put]
            named.steps[StepRef(turn, step, None if owner == turn.procedure else owner)] = aside
        if notes.sent is not None:
            named.letters_sent[turn] = notes.sent
    return named


def box_ref(turn: Turn, step: StepLike, check: CheckLike) -> CheckRef:
    """Return the reference under which a box of today is ticked."""
    return next(references(turn, step, check))


def step_ref(turn: Turn, step: StepLike) -> StepRef:
    """Return the reference under which a step of today is put aside."""
    return next(step_references(turn, step))
