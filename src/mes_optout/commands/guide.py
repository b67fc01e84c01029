"""`guide`: the walkthrough."""

from typing import Annotated

import typer

from mes_optout.commands.settings import settings
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
    simple: Annotated[
        bool,
        typer.Option("--simple", help=_("Plain numbered lines, for screen readers and braille.")),
    ] = False,
) -> None:
    from mes_optout.terminal.exit import can_wipe, wipe
    from mes_optout.terminal.mode import make_prompter
    from mes_optout.walkthrough.prompter import Quit
    from mes_optout.walkthrough.welcome import welcome

    chosen = settings(context)
    store = chosen.store()
    if procedure is not None and chosen.reader()(f"fr/{procedure}.toml") is None:
        chosen.pack().procedure(procedure)  # says what is wrong with the name
    prompter = make_prompter(asked=simple or None)
    try:
        welcome(prompter, str(store.folder), wipes=can_wipe())
        # Only now: the first page does not wait for what reads the steps.
        from mes_optout.walkthrough.opening import opening
        from mes_optout.walkthrough.visit import Visit, run

        run(opening(Visit(chosen.pack(), store, prompter, chosen.today), procedure))
    except Quit:
        wipe()
