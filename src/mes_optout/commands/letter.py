"""`letter`: letters to complete by hand."""

from pathlib import Path
from typing import Annotated

import typer

from mes_optout.commands.options import Force
from mes_optout.commands.settings import settings
from mes_optout.commands.writing import write_and_say
from mes_optout.errors import UnknownChoiceError
from mes_optout.i18n import _


def letter(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[LETTER]"), help=_("Which one; without it, the list."), show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            metavar=_("FILE"),
            help=_("Write the sheet into this file; - is the screen."),
            show_default=False,
        ),
    ] = None,
    force: Force = False,
) -> None:
    from mes_optout.content.letters import letters
    from mes_optout.takeaways.letter import guidance, sheet
    from mes_optout.text import printable

    known = {each.letter.id: each for each in letters(settings(context).pack())}
    if name is None:
        for key, each in known.items():
            said = _("{label}: {text}").format(label=key, text=each.guide.title)
            typer.echo(printable(said))
        return
    if name not in known:
        raise UnknownChoiceError(option=_("The letter"), value=name, known=", ".join(known))
    chosen = known[name]
    if output is None:
        typer.echo(guidance(chosen))
        typer.echo(sheet(chosen.letter), nl=False)
    elif str(output) == "-":
        typer.echo(sheet(chosen.letter), nl=False)
    else:
        write_and_say(output, sheet(chosen.letter), force=force)
        typer.echo(guidance(chosen), nl=False)
