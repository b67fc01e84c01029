"""`guide`: the walkthrough."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from mes_optout.clock import find_pinned_day, find_today
from mes_optout.commands.parameters import Simple, make_argument, offer_procedures
from mes_optout.commands.settings import Settings, get_settings
from mes_optout.errors import N_, CannotSaveError, InputEndedError, NothingKeptEndedError
from mes_optout.i18n import _, sentence
from mes_optout.languages import ORIGINAL
from mes_optout.usage import UsageError

if TYPE_CHECKING:
    from mes_optout.progress.store import Store
    from mes_optout.walkthrough.visit import Stage, Visit


class CodeAndRestartError(UsageError):
    """One goes on, the other begins again. Facts: `command`."""

    what = N_("--restart and --code do not go together.")


def guide(
    context: typer.Context,
    procedure: Annotated[
        str | None,
        make_argument(
            _("[PROCEDURE]"),
            _("Where to go at once; “steps list” shows the names."),
            offer_procedures,
        ),
    ] = None,
    simple: Simple = False,
    no_trace: Annotated[
        bool, typer.Option("--no-trace", help=_("Keep nothing on this computer."))
    ] = False,
    coded: Annotated[
        bool, typer.Option("--code", help=_("Go on with a code that you wrote on paper."))
    ] = False,
    restart: Annotated[
        bool,
        typer.Option(
            "--restart", help=_("Ask whether to begin this procedure again, without its ticks.")
        ),
    ] = False,
) -> None:
    from mes_optout.progress.memory import Memory
    from mes_optout.system.tty import keeps_history
    from mes_optout.terminal.leaving import can_wipe, wipe_on_error
    from mes_optout.terminal.mode import make_prompter
    from mes_optout.walkthrough.prompter import Quit
    from mes_optout.walkthrough.visit import Visit
    from mes_optout.walkthrough.welcome import say_pinned, welcome

    if coded and restart:
        raise CodeAndRestartError(context)
    chosen = get_settings(context)
    store, notices, unsaved = (None, [], None) if no_trace else _kept(chosen)
    if pinned := find_pinned_day():
        notices.append(say_pinned(pinned))
    _check_name(chosen, procedure)
    prompter = make_prompter(simple=simple or None)
    try:
        with wipe_on_error():
            keeps = welcome(
                prompter,
                str(store.folder) if store else None,
                wipes=can_wipe(),
                history_stays=keeps_history(),
                notices=notices,
            )
            if not keeps:
                store = None
                sys.dont_write_bytecode = True  # what is imported from here on leaves nothing
            # Only now: the first page does not wait for what reads the steps.
            from mes_optout.walkthrough.opening import open_visit

            visit = Visit(chosen.pack(), store or Memory(), prompter, find_today, unsaved=unsaved)
            first = open_visit(visit, procedure, coded=coded, again=restart)
    except Quit:
        return
    _walk(visit, first)


def _walk(visit: "Visit", first: "Stage") -> None:
    """Go from `first` to the end, and leave an empty screen unless the last page is to stay.

    It is empty too when something breaks off in the middle: what is said of it stands alone there.
    Raises what kept answers from being saved, whichever way it ends, but not by Quit: there only
    its code comes, for nothing more is said on a cleared screen.
    """
    from mes_optout.terminal.leaving import wipe, wipe_on_error
    from mes_optout.walkthrough.prompter import Quit
    from mes_optout.walkthrough.visit import run

    try:
        with wipe_on_error():
            run(first, visit.prompter)
    except Quit:
        if visit.unsaved is not None:
            raise typer.Exit(visit.unsaved.code) from None
    except InputEndedError:
        if visit.unsaved is not None:
            raise visit.unsaved from None
        if not visit.kept:
            raise NothingKeptEndedError from None
        raise
    else:
        if not visit.page_stays:
            wipe()
        if visit.unsaved is not None:
            raise visit.unsaved


def _check_name(chosen: Settings, procedure: str | None) -> None:
    """Say what is wrong with a name before anything is asked. Raises as `Pack.procedure`."""
    if procedure is not None and chosen.reader()(f"{ORIGINAL}/{procedure}.toml") is None:
        chosen.pack().procedure(procedure)


def _kept(chosen: Settings) -> "tuple[Store | None, list[str], CannotSaveError | None]":
    """Return where progress is kept, what to say of it on the first page, and why it is nowhere."""
    from mes_optout.documents.synced_folders import say_who_copies
    from mes_optout.system.home import keep_others_out

    try:
        store = chosen.store()
    except CannotSaveError as error:  # no home; one can go on without saving all the same
        return None, [sentence(error)], error
    notices = [say_who_copies(store.folder)]
    if access := keep_others_out(store.folder, store.files()):
        from mes_optout.wording.rights import say_access

        notices.append(say_access(access))
    return store, [each for each in notices if each], None
