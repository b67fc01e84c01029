"""Saving an answer, and what to ask when the disk refuses: nothing is lost without a word."""

from collections.abc import Callable

from mes_optout.errors import (
    BusyError,
    CannotSaveError,
    InputEndedError,
    OptoutError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.i18n import _, sentence
from mes_optout.progress.model import Progress
from mes_optout.progress.store import Memory
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.paper import paper_page
from mes_optout.walkthrough.prompter import Back, Option, Screen
from mes_optout.walkthrough.visit import Visit, Way

# The last two: the file was whole when the visit began, and something else has written since.
_REFUSALS = (CannotSaveError, BusyError, ProgressUnreadableError, ProgressTooNewError)


def save(visit: Visit, way: Way, change: Callable[[Progress], Progress]) -> None:
    """Save a change; when this returns it is on disk, or the person chose to go on without.

    The one question that is no stage: it belongs to the answer that could not be saved, and comes
    back until that is settled. Raises Quit, and the error itself when the input ends.
    """
    while True:
        try:
            visit.progress = visit.keeper.update(change)
        except _REFUSALS as error:
            if _goes_on_without(visit, way, change, error):
                return
        else:
            return


def _goes_on_without(
    visit: Visit,
    way: Way,
    change: Callable[[Progress], Progress],
    error: OptoutError,
) -> bool:
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
        quit_option(),
    ]
    while True:
        try:
            chosen = visit.ask(screen, _("What do you want to do?"), options)
            if chosen == "paper":
                done = [Option("read", _("I have written it down")), quit_option()]
                visit.ask(paper_page(wanted, way), _("Do you want to go on?"), done)
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
