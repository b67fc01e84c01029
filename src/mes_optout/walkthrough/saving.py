"""What an answer changes in progress, and saving it: nothing is lost without a word.

A change takes progress and returns a new one. It is applied to what is on disk at that moment,
which another window may have changed.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

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
from mes_optout.progress.awaited import follow_up_references, note_came
from mes_optout.progress.meanwhile import ForgottenMeanwhileError, ReplacedMeanwhileError
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import (
    Aside,
    CheckRef,
    Progress,
    Tick,
    find_tick,
    references,
    step_references,
)
from mes_optout.walkthrough.journey_pages import code_page
from mes_optout.walkthrough.prompter import Back, Option, Quit, Screen
from mes_optout.walkthrough.visit import Visit, Way

# The last two: the file was whole when the visit began, and something else has written since.
_REFUSALS = (CannotSaveError, BusyError, ProgressUnreadableError, ProgressTooNewError)


Change = Callable[[Progress], Progress]


class _Unsaved(NamedTuple):
    """What a change makes of progress, and why that is not kept."""

    wanted: Progress
    error: OptoutError


def save(visit: Visit, way: Way, answer: Change) -> Journey:
    """Save what an answer changes; when this returns it is on disk, or one chose to go on without.

    Returns the journey as it then stands. Its questions are no stages: they belong to the answer
    that could not be saved, and come back until that is settled. Raises Quit, and the error itself
    when the input ends.
    """
    change = answer
    while True:
        try:
            visit.progress = visit.keeper.update(change)
        except ForgottenMeanwhileError as error:
            unsaved = _Unsaved(answer(visit.progress), error)
            if _ask_whether_to_keep(visit, way, unsaved):
                change = partial(_keep_again, answer=answer, known=visit.progress, unsaved=unsaved)
                continue
            _go_on_without(visit, unsaved)
        except _REFUSALS as error:
            unsaved = _Unsaved(answer(visit.progress), error)
            if _ask_whether_to_try_again(visit, way, unsaved):
                continue
            _go_on_without(visit, unsaved)
        return visit.journey(way)


def _go_on_without(visit: Visit, unsaved: _Unsaved) -> None:
    """Let progress live in memory from now on."""
    visit.progress = unsaved.wanted
    visit.keeper = Memory(unsaved.wanted)
    visit.unsaved = unsaved.error


def _keep_again(progress: Progress, answer: Change, known: Progress, unsaved: _Unsaved) -> Progress:
    """Begin with all that this window knows, where nothing else is kept by now.

    Raises ReplacedMeanwhileError where there is, unless the person has agreed to that already.
    """
    if not progress.lists:
        return unsaved.wanted
    # Not where it is what this window knew: a stick that is back.
    if progress != known and not isinstance(unsaved.error, ReplacedMeanwhileError):
        raise ReplacedMeanwhileError(**unsaved.error.facts)
    return answer(progress)


def _ask_whether_to_try_again(visit: Visit, way: Way, unsaved: _Unsaved) -> bool:
    screen = Screen(
        title=_("Your answer could not be saved"),
        text=(
            sentence(unsaved.error),
            _("If you leave now, only your last answer is lost."),
            _say_code_on_paper(),
        ),
    )
    options = [
        Option("again", _("Try again")),
        _offer_code_on_paper(),
        Option("without", _("Go on without saving")),
    ]
    return _ask(visit, way, unsaved, screen, options) == "again"


def _ask_whether_to_keep(visit: Visit, way: Way, unsaved: _Unsaved) -> bool:
    if isinstance(unsaved.error, ReplacedMeanwhileError):
        title, keep = _("Something else is kept here now"), _("Add my last answer to it")
    else:
        title, keep = _("What was kept is no longer here"), _("Keep here again all that I noted")
    screen = Screen(
        title=title,
        text=(
            sentence(unsaved.error),
            _("Did you delete it on purpose? Then go on without keeping anything."),
            _("Was a USB stick taken out? Put it back first."),
            _say_code_on_paper(),
        ),
    )
    options = [
        # First what changes nothing: somebody may have deleted it because others look here.
        Option("without", _("Go on without keeping anything")),
        Option("keep", keep),
        _offer_code_on_paper(),
    ]
    return _ask(visit, way, unsaved, screen, options) == "keep"


def _say_code_on_paper() -> str:
    return _("A code on paper can carry all your boxes, without any disk.")


def _offer_code_on_paper() -> Option:
    return Option("paper", _("Show the code to write on paper"))


def _ask(
    visit: Visit, way: Way, unsaved: _Unsaved, screen: Screen, options: Sequence[Option]
) -> str:
    """Ask what to do about an answer that is not kept; the code on paper is shown on the way."""
    done = [Option("read", _("I have written it down"))]
    while True:
        try:
            chosen = visit.ask(screen, _("What do you want to do?"), options)
            if chosen != "paper":
                return chosen
            page = code_page(visit.journey(way, unsaved.wanted), visit.pack.case)
            visit.ask(page, _("Do you want to go on?"), done)
        except Back:
            continue  # the answer before was given; only its saving is open
        except InputEndedError:
            raise unsaved.error from None  # « what you confirmed is kept » would not be true
        except Quit:
            visit.unsaved = unsaved.error
            raise


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
    """Note under its own id what came, and each box, whose tick would go with those of another.

    Several boxes of today may come from one of before.
    """
    for step in way.procedure.steps:
        for check in step.checks:
            today, *before = references(way.turn, step, check)
            if today not in going and any(ref in going for ref in before):
                tick = find_tick(progress, way.turn, step, check)
                progress = progress if tick is None else progress.ticked(today, tick)
    for each in way.procedure.follow_ups:
        refs = follow_up_references(way.turn, each)
        ticks = (progress.tick(ref) for ref in refs if ref in going)
        if (came := next(filter(None, ticks), None)) is not None:
            progress = note_came(progress, way.turn, each, came.day)
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
    for each in way.procedure.follow_ups:
        progress = progress.unticked(follow_up_references(way.turn, each))
    return progress.without(way.turn)
