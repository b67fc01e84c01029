"""What an answer changes in progress, and saving it: nothing is lost without a word.

A change takes progress and returns a new one. It is applied to what is on disk at that moment,
which another window may have changed.
"""

from collections.abc import Callable, Collection, Mapping
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
from mes_optout.progress.model import (
    Aside,
    CheckRef,
    Progress,
    Tick,
    find_tick,
    references,
    step_references,
)
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
        return visit.journey(way)


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
                page = code_page(visit.journey(way, wanted), visit.pack.case)
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
    """Tick or untick the boxes of a step that have `changed`, by their ids.

    The pass is marked as begun: ticks of steps that several procedures share lie elsewhere.
    """
    step, progress = way.procedure.steps[index], progress.marked_begun(way.turn)
    for check in step.checks:
        ref, *before = references(way.turn, step, check)
        match changed.get(check.id):
            case True:
                progress = progress.ticked(ref, Tick(today, step.revision))
            case False:
                going = {ref, *before}
                progress = _keep_others(progress, way, going).unticked(going)
    # Somebody who ticks a box has taken the step up again.
    return put_aside(progress, way, index, None) if any(changed.values()) else progress


def _keep_others(progress: Progress, way: Way, going: Collection[CheckRef]) -> Progress:
    """Note under its own id each box whose tick would go with those of another one.

    Several boxes of today may come from one of before.
    """
    for step in way.procedure.steps:
        for check in step.checks:
            today, *before = references(way.turn, step, check)
            if today not in going and any(ref in going for ref in before):
                tick = find_tick(progress, way.turn, step, check)
                progress = progress if tick is None else progress.ticked(today, tick)
    return progress


def put_aside(progress: Progress, way: Way, index: int, aside: Aside | None) -> Progress:
    """Put a step aside, or take it up again, under whatever id that was noted."""
    today, *before = step_references(way.turn, way.procedure.steps[index])
    for ref in before:
        progress = progress.put_aside(ref, None)
    return progress.put_aside(today, aside)


def take_up(progress: Progress, way: Way) -> Progress:
    """Make the steps that were put off open again, so that they follow one another."""
    return progress.taken_up(way.turn)


def begin_again(progress: Progress, way: Way) -> Progress:
    """Remove what is noted of a pass, in the steps too that it shares with others."""
    for step in way.procedure.steps:
        if step.home is not None:
            for check in step.checks:
                progress = progress.unticked(references(way.turn, step, check))
    return progress.without(way.turn)
