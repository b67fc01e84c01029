"""`deadline`: how long one has got to object, or a deletion may take."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from mes_optout.clock import find_certain_day, find_doubt
from mes_optout.commands.parameters import Force, make_argument, make_option, offer_files
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import is_screen, warn, write_and_say
from mes_optout.deadline import Deadline
from mes_optout.documents.formats import CALENDAR, REMINDER, choose_format
from mes_optout.errors import NeedsTerminalError
from mes_optout.i18n import _, command


def deadline(
    context: typer.Context,
    given: Annotated[
        list[str] | None,
        make_argument(
            _("[DATE]"), _("The day the letter or e-mail was sent, such as 2 November 2026.")
        ),
    ] = None,
    closed: Annotated[
        bool,
        typer.Option(
            "--closed", help=_("The date is when you closed the space and asked for deletion.")
        ),
    ] = False,
    ics: Annotated[
        Path | None,
        make_option(
            "--ics",
            _("FILE"),
            _("Write a discreet reminder for a calendar, such as reminder.ics; - is the screen."),
            offer_files,
        ),
    ] = None,
    force: Force = False,
) -> None:
    from mes_optout.wording.phrases import deadline_text, deletion_text, say_doubt

    if ics is not None:
        choose_format(REMINDER, CALENDAR.name, ics)
    today = get_settings(context).today
    alone = ics is not None and is_screen(ics)
    doubt = find_doubt(today)
    if doubt:
        warn(say_doubt(doubt))
    certain = find_certain_day(today, doubt)
    day = _read_day(" ".join(given or ()), certain, closed=closed, alone=alone)
    if day is None:
        return
    if closed:
        told = deletion_text(day, today, doubt)
    else:
        told = deadline_text(Deadline(day), today, doubt)
    if ics is None:
        typer.echo(told, nl=False)
        return

    from mes_optout.documents import calendar

    reminders = (
        calendar.make_deletion_reminders(day)
        if closed
        else calendar.make_deadline_reminders(Deadline(day))
    )
    written = CALENDAR.render(reminders, today)
    warn(calendar.compose_calendar_notice())
    if alone:
        # As bytes: a calendar file is UTF-8 with CRLF, whatever the terminal speaks.
        typer.echo(written, nl=False)
    else:
        write_and_say(ics, written, force=force, option="--ics")
        typer.echo(told, nl=False)


def _read_day(given: str, today: date | None, *, closed: bool, alone: bool) -> date | None:
    """Read the day as `parse_sent` does, or ask for it; None when there is no answer.

    Without a terminal, or where nothing but the result may go out (`alone`), raises
    NeedsTerminalError.
    """
    if given:
        from mes_optout.dates import parse_sent

        return parse_sent(given, today)
    if not sys.stdin.isatty() or (alone and not sys.stdout.isatty()):
        asked = "deadline --closed" if closed else "deadline"
        raise NeedsTerminalError(command=command(asked), instead=command(f"{asked} 2026-11-02"))
    from mes_optout.terminal.mode import ask_day

    return ask_day(today, closed=closed)
