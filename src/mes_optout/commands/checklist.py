"""`checklist`: the list to print."""

from pathlib import Path
from typing import Annotated

import typer

from mes_optout.commands.options import Force
from mes_optout.commands.settings import settings
from mes_optout.commands.writing import write_and_say
from mes_optout.errors import UnknownChoiceError
from mes_optout.i18n import _

FORMATS = ("text", "markdown", "json", "html")
_ENDINGS = {".md": "markdown", ".json": "json", ".html": "html", ".htm": "html"}


def checklist(
    context: typer.Context,
    procedure: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[PROCEDURE]"),
            help=_("The procedure to print; without it, those you have begun, or else all."),
            show_default=False,
        ),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help=_("How to write it; text unless the file name says otherwise."),
            show_default=False,
        ),
    ] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help=_("Without your ticks, for paper or another person."))
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar=_("FILE"),
            help=_("Write into this file; - is the screen."),
            show_default=False,
        ),
    ] = None,
    force: Force = False,
) -> None:
    from mes_optout.takeaways.checklist import begun, build
    from mes_optout.takeaways.formats import render

    if format_name is not None and format_name not in FORMATS:
        raise UnknownChoiceError(option="--format", value=format_name, known=", ".join(FORMATS))
    chosen = settings(context)
    pack = chosen.pack()
    progress = None if blank else chosen.store().read()
    names = (procedure,) if procedure else begun(pack, progress) or pack.triage.procedures
    document = build((pack.procedure(name) for name in names), progress, chosen.today)
    if output is not None and str(output) != "-":
        write_and_say(output, render(document, format_name or _by_name(output)), force=force)
    elif format_name is None and output is None:
        from mes_optout.terminal.sheet import print_checklist

        print_checklist(document)
    else:
        typer.echo(render(document, format_name or "text"), nl=False)


def _by_name(output: Path) -> str:
    return _ENDINGS.get(output.suffix.lower(), "text")
