"""What an answer changes in progress. Pure: each function takes progress and returns a new one.

They are applied to what is on disk at that moment, which another window may have changed.
"""

from collections.abc import Mapping
from datetime import date

from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick
from mes_optout.progress.standing import references
from mes_optout.walkthrough.visit import Way


def with_boxes(
    progress: Progress, way: Way, index: int, changed: Mapping[str, bool], today: date
) -> Progress:
    """Tick or untick the boxes of a step that have `changed`, by their ids."""
    step = way.steps[index]
    for check in step.checks:
        match changed.get(check.id):
            case True:
                ref = CheckRef(way.turn, step.id, check.id)
                progress = progress.ticked(ref, Tick(today, step.revision))
            case False:
                progress = progress.unticked(references(way.turn, step, check))
    # Somebody who ticks a box has taken the step up again.
    return with_aside(progress, way, index, None) if any(changed.values()) else progress


def with_aside(progress: Progress, way: Way, index: int, aside: Aside | None) -> Progress:
    """Put a step aside, or take it up again, under whatever id that was noted."""
    step = way.steps[index]
    for name in (step.id, *step.formerly):
        progress = progress.put_aside(StepRef(way.turn, name), None)
    return progress.put_aside(StepRef(way.turn, step.id), aside)


def taken_up(progress: Progress, way: Way) -> Progress:
    """Make the steps that were put off open again, so that they follow one another."""
    for ref, aside in progress.steps.items():
        if ref.turn == way.turn and aside is Aside.LATER:
            progress = progress.put_aside(ref, None)
    return progress
