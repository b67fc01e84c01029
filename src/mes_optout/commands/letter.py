"""`letter`: letters to complete by hand."""

from typing import Annotated

import typer

from mes_optout.commands.parameters import (
    Force,
    Output,
    check_choice,
    check_format,
    make_argument,
    make_format_option,
    make_option,
    offer_letters,
    offer_names,
)
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import check_destination, deliver, is_screen
from mes_optout.content.for_whom import NAMED, Whom
from mes_optout.documents.formats import LETTER
from mes_optout.i18n import _


def letter(
    context: typer.Context,
    name: Annotated[
        str | None,
        make_argument(_("[LETTER]"), _("Which one; without it, the list."), offer_letters),
    ] = None,
    for_whom: Annotated[
        str | None,
        make_option(
            "--for", "|".join(NAMED), _("For you, or for another person."), offer_names(*NAMED)
        ),
    ] = None,
    format_name: Annotated[str | None, make_format_option(LETTER)] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    from mes_optout.content.letters import load_letters
    from mes_optout.content.misnamed import check_letter
    from mes_optout.documents.as_text import as_text
    from mes_optout.documents.letter import lay_out_guidance, lay_out_sheet
    from mes_optout.text import sanitize

    wanted = check_format(LETTER, format_name, output)
    check_choice("--for", for_whom, NAMED)
    whom = NAMED.get(for_whom or "", Whom.BOTH)
    pack = get_settings(context).pack()
    known = {each.letter.id: each for each in load_letters(pack)}
    if name is None:
        for key, each in known.items():
            said = _("{label}: {text}").format(label=key, text=each.guide.title)
            typer.echo(sanitize(said))
        return
    check_letter(pack, name, known)
    check_destination(wanted, output)
    found = known[name]
    if output is None and format_name is None:
        typer.echo(as_text(lay_out_guidance(found, whom)))
        typer.echo(as_text(lay_out_sheet(found.letter, whom)), nl=False)
        return
    deliver(wanted.render(lay_out_sheet(found.letter, whom)), wanted, output, force=force)
    if not is_screen(output):
        typer.echo(as_text(lay_out_guidance(found, whom)), nl=False)
