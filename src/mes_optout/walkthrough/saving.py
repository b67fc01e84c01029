"""What an answer changes in progress, and saving it: nothing is lost without a word.

A change takes progress and returns a new one. It is applied to what is on disk at that moment,
which another window may have changed.
"""

from collections.abc import Callable, Mapping
from datetime import date

from mes_optout.errors import (
    BusyError,
    CannotSaveError,
    InputEndedError,
    OptoutError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.i18n import _, sentence
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, references
from mes_optout.progress.store import Memory
from mes_optout.walkthrough.journey_pages import code_page
from mes_optout.walkthrough.prompter import Back, Option, Screen
from mes_optout.walkthrough.visit import Visit, Way

# The last two: the file was whole when the visit began, and something else has written since.
_REFUSALS = (CannotSaveError, BusyError, ProgressUnreadableError, ProgressTooNewError)


Change = Callable[[Progress], Progress]


def save(visit: Visit, way: Way, change: Change) -> Journey:
    """Save a change; when this returns it is on disk, or the person chose to go on without.

    Returns the journey as it then stands. The one question that is no stage: it belongs to the
    answer that could not be saved, and comes back until that is settled. Raises Quit, and the error
    itself when the input ends.
    """
    while True:
        try:
            visit.progress = visit.keeper.update(change)
        except _REFUSALS as error:
            if not _goes_on_without(visit, way, change, error):
                continue
        return Journey(way.procedure, way.turn, visit.progress, visit.today)


def _goes_on_without(visit: Visit, way: Way, change: Change, error: OptoutError) -> bool:
    """Ask what to do. True: progress now lives in memory, with the change. False: try again."""
    wanted = change(visit.progress)
    screen = Screen(
        title=_("Your answer could not be saved"),
        text=(
            sentence(error),
            _("If you leave now, only your last answer is lost."),
            _("A code on paper can carry all your boxes, without any disk."),
        ),
    )
    options = [
        Option("again", _("Try again")),
        Option("paper", _("Show the code to write on paper")),
        Option("without", _("Go on without saving")),
    ]
    while True:
        try:
            chosen = visit.ask(screen, _("What do you want to do?"), options)
            if chosen == "paper":
                page = code_page(Journey(way.procedure, way.turn, wanted, visit.today))
                done = [Option("read", _("I have written it down"))]
                visit.ask(page, _("Do you want to go on?"), done)
                continue
        except Back:
            continue  # the answer before was given; only its saving is open
        except InputEndedError:
            raise error from None  # « what you confirmed is kept » would not be true
        break
    if chosen == "without":
        visit.progress = wanted
        visit.keeper = Memory(wanted)
        visit.unsaved = error
        return True
    return False


def change_boxes(
    progress: Progress, way: Way, index: int, changed: Mapping[str, bool], today: date
) -> Progress:
    """Tick or untick the boxes of a step that have `changed`, by their ids."""
    step = way.procedure.steps[index]
    for check in step.checks:
        match changed.get(check.id):
            case True:
                ref = CheckRef(way.turn, step.id, check.id)
                progress = progress.ticked(ref, Tick(today, step.revision))
            case False:
                progress = progress.unticked(references(way.turn, step, check))
    # Somebody who ticks a box has taken the step up again.
    return put_aside(progress, way, index, None) if any(changed.values()) else progress


def put_aside(progress: Progress, way: Way, index: int, aside: Aside | None) -> Progress:
    """Put a step aside, or take it up again, under whatever id that was noted."""
    step = way.procedure.steps[index]
    for name in (step.id, *step.formerly):
        progress = progress.put_aside(StepRef(way.turn, name), None)
    return progress.put_aside(StepRef(way.turn, step.id), aside)


def take_up(progress: Progress, way: Way) -> Progress:
    """Make the steps that were put off open again, so that they follow one another."""
    for ref, aside in progress.steps.items():
        if ref.turn == way.turn and aside is Aside.LATER:
            progress = progress.put_aside(ref, None)
    return progress
