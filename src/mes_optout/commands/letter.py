"""`letter`: letters to complete by hand."""

from typing import Annotated

import typer

from mes_optout.commands import candidates
from mes_optout.commands.options import Force, Output, check_format, format_option, not_on_offer
from mes_optout.commands.settings import settings
from mes_optout.commands.writing import check_destination, hand_over, to_screen
from mes_optout.documents.formats import LETTER, chosen, names, serving
from mes_optout.i18n import _

_FORMATS = names(serving(LETTER))


def letter(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[LETTER]"),
            help=_("Which one; without it, the list."),
            show_default=False,
            autocompletion=candidates.letters,
        ),
    ] = None,
    format_name: Annotated[str | None, format_option(*_FORMATS)] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    from mes_optout.content.letters import load_letters
    from mes_optout.documents.as_text import as_text
    from mes_optout.documents.letter import guidance, sheet
    from mes_optout.text import printable

    check_format(format_name, _FORMATS)
    wanted = chosen(LETTER, format_name, output)
    known = {each.letter.id: each for each in load_letters(settings(context).pack())}
    if name is None:
        for key, each in known.items():
            said = _("{label}: {text}").format(label=key, text=each.guide.title)
            typer.echo(printable(said))
        return
    if name not in known:
        raise not_on_offer(_("The letter"), name, known)
    check_destination(wanted, output)
    found = known[name]
    if output is None and format_name is None:
        typer.echo(as_text(guidance(found)))
        typer.echo(as_text(sheet(found.letter)), nl=False)
        return
    hand_over(wanted.render(sheet(found.letter)), wanted, output, force=force)
    if not to_screen(output):
        typer.echo(as_text(guidance(found)), nl=False)
