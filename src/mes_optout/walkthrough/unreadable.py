"""Progress that cannot be read: put aside, or gone on without."""

from collections.abc import Callable
from functools import partial

from mes_optout.errors import BusyError, CannotSaveError, ProgressUnreadableError
from mes_optout.i18n import _, sentence
from mes_optout.progress.model import Progress
from mes_optout.progress.store import Memory
from mes_optout.walkthrough.options import go_or_quit, quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit


def unreadable(
    visit: Visit,
    begin: Callable[[], Stage],
    error: ProgressUnreadableError | CannotSaveError | BusyError,
) -> Stage:
    """Say that progress cannot be read, and offer to put the file aside and begin anew.

    Where not even that can be done, or is not wanted, one can go on without saving.
    """
    screen = Screen(title=_("Your progress cannot be read"), text=(sentence(error),))
    options = [
        quit_option(),
        Option("anew", _("Put the file aside and begin anew")),
        Option("without", _("Go on without saving")),
    ]
    if visit.ask(screen, _("What do you want to do?"), options) == "without":
        visit.keeper = Memory()
        visit.unsaved = (
            CannotSaveError(**error.facts) if error.code != CannotSaveError.code else error
        )
        return begin()
    try:
        kept = visit.keeper.put_file_aside()
    except (CannotSaveError, BusyError) as refused:
        return partial(unreadable, visit, begin, refused)
    visit.progress = Progress()
    return partial(kept_aside, visit, begin, str(kept))


def kept_aside(visit: Visit, begin: Callable[[], Stage], kept: str) -> Stage:
    """Say under which name the old file is kept."""
    screen = Screen(
        title=_("A new beginning"),
        text=(_("The old file is kept as {path}").format(path=kept),),
    )
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return begin()
