"""`guide`: the walkthrough."""

from typing import Annotated

import typer

from mes_optout.commands.options import Simple
from mes_optout.commands.settings import settings
from mes_optout.errors import InputEndedError, NothingKeptEndedError
from mes_optout.i18n import _


def guide(
    context: typer.Context,
    procedure: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[PROCEDURE]"),
            help=_("Where to go at once; “steps list” shows the names."),
            show_default=False,
        ),
    ] = None,
    simple: Simple = False,
    no_trace: Annotated[
        bool, typer.Option("--no-trace", help=_("Keep nothing on this computer."))
    ] = False,
    coded: Annotated[
        bool, typer.Option("--code", help=_("Go on with a code that you wrote on paper."))
    ] = False,
) -> None:
    from mes_optout.progress.memory import Memory
    from mes_optout.takeaways.syncing import folder_notice
    from mes_optout.terminal.exit import can_wipe, wipe
    from mes_optout.terminal.mode import make_prompter
    from mes_optout.walkthrough.prompter import Quit
    from mes_optout.walkthrough.welcome import welcome

    chosen = settings(context)
    store = None if no_trace else chosen.store()
    if procedure is not None and chosen.reader()(f"fr/{procedure}.toml") is None:
        chosen.pack().procedure(procedure)  # says what is wrong with the name
    prompter = make_prompter(asked=simple or None)
    try:
        welcome(
            prompter,
            str(store.folder) if store else None,
            wipes=can_wipe(),
            synced=folder_notice(store.folder) if store else None,
        )
    except Quit:
        wipe()
        return
    # Only now: the first page does not wait for what reads the steps.
    from mes_optout.walkthrough.opening import opening
    from mes_optout.walkthrough.visit import Visit, run

    visit = Visit(chosen.pack(), store or Memory(), prompter, chosen.today)
    try:
        run(opening(visit, procedure, coded=coded))
    except Quit:
        wipe()
        if visit.unsaved is not None:
            raise typer.Exit(visit.unsaved.code) from None  # nothing more on a cleared screen
    except InputEndedError:
        if visit.unsaved is not None:
            raise visit.unsaved from None
        if store is None:
            raise NothingKeptEndedError from None
        raise
    else:
        if visit.unsaved is not None:
            raise visit.unsaved
