"""`deadline`: how long one has got to object."""

import sys
from typing import Annotated

import typer

from mes_optout.commands.settings import settings
from mes_optout.deadline import Deadline
from mes_optout.errors import NeedsTerminalError
from mes_optout.i18n import _


def deadline(
    context: typer.Context,
    sent: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[DATE]"),
            help=_("The day the letter or e-mail was sent, such as 2 November 2026."),
            show_default=False,
        ),
    ] = None,
) -> None:
    from mes_optout.dates import parse_sent
    from mes_optout.takeaways.words import deadline_text

    today = settings(context).today
    if sent:
        day = parse_sent(" ".join(sent), today)
    elif sys.stdin is not None and sys.stdin.isatty():
        from mes_optout.terminal.ask import ask_sent

        asked = ask_sent(today)
        if asked is None:
            return
        day = asked
    else:
        raise NeedsTerminalError(
            command="mes-optout deadline", instead="mes-optout deadline 2026-11-02"
        )
    typer.echo(deadline_text(Deadline(day), today), nl=False)
