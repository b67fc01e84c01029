"""`checklist`: the list to print."""

from typing import Annotated

import typer

from mes_optout.commands.candidates import procedures
from mes_optout.commands.options import Force, Output, check_format, format_option
from mes_optout.commands.settings import settings
from mes_optout.commands.writing import check_destination, hand_over
from mes_optout.documents.formats import JSON, LIST, chosen, names, serving
from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _

_FORMATS = names(serving(LIST))


class NoCodeInFormatError(OptoutError):
    """A format cannot hold QR codes. Facts: `format`, `known`."""

    code = 2
    what = N_("The format {format} cannot hold QR codes.")
    remedy = N_("With --qr, choose one of: {known}.")


def checklist(
    context: typer.Context,
    procedure: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[PROCEDURE]"),
            help=_("The procedure to print; without it, those you have begun, or else all."),
            show_default=False,
            autocompletion=procedures,
        ),
    ] = None,
    format_name: Annotated[str | None, format_option(*_FORMATS)] = None,
    blank: Annotated[
        bool, typer.Option("--blank", help=_("Without your ticks, for paper or another person."))
    ] = False,
    qr: Annotated[
        bool, typer.Option("--qr", help=_("With each address as a QR code, to open on a phone."))
    ] = False,
    cited: Annotated[
        bool, typer.Option("--sources", help=_("With the sources of each step."))
    ] = False,
    output: Output = None,
    force: Force = False,
) -> None:
    from mes_optout.documents.checklist import lay_out_list
    from mes_optout.journey import find_begun, make_journeys

    check_format(format_name, _FORMATS)
    wanted = chosen(LIST, format_name, output)
    if qr and not wanted.codes:
        known = names([each for each in serving(LIST) if each.codes])
        raise NoCodeInFormatError(format=wanted.name, known=", ".join(known))
    check_destination(wanted, output)
    found = settings(context)
    pack = found.pack()
    progress = None if blank else found.store().read()
    wished = (procedure,) if procedure else find_begun(pack.names, progress) or pack.names
    journeys = make_journeys(map(pack.procedure, wished), progress, found.today)
    sources = pack.sources if cited else None
    if wanted is JSON:
        hand_over(wanted.render(journeys, sources), wanted, output, force=force)
        return
    document = lay_out_list(journeys, qr=qr, sources=sources)
    if format_name is None and output is None:
        from mes_optout.terminal.printed_list import print_list

        print_list(document)
    else:
        hand_over(wanted.render(document), wanted, output, force=force)
