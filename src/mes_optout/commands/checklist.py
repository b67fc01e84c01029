"""`checklist`: the list to print."""

from typing import Annotated

import typer

from mes_optout.commands.parameters import (
    Force,
    Output,
    check_format,
    make_argument,
    make_format_option,
    offer_procedures,
)
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import check_destination, deliver
from mes_optout.documents.formats import JSON, LIST, list_formats, list_names
from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _


class NoCodeInFormatError(OptoutError):
    """A format cannot hold QR codes. Facts: `format`, `known`."""

    code = 2
    what = N_("The format {format} cannot hold QR codes.")
    remedy = N_("With --qr, choose one of: {known}.")


def checklist(
    context: typer.Context,
    procedure: Annotated[
        str | None,
        make_argument(
            _("[PROCEDURE]"),
            _("The procedure to print; without it, those you have begun, or else all."),
            offer_procedures,
        ),
    ] = None,
    format_name: Annotated[str | None, make_format_option(LIST)] = None,
    blank: Annotated[
        bool,
        typer.Option(
            "--blank", help=_("Without your ticks and answers, for paper or another person.")
        ),
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

    wanted = check_format(LIST, format_name, output)
    if qr and not wanted.codes:
        known = list_names([each for each in list_formats(LIST) if each.codes])
        raise NoCodeInFormatError(format=wanted.name, known=", ".join(known))
    check_destination(wanted, output)
    found = get_settings(context)
    pack = found.pack()
    progress = None if blank else found.store().read()
    wished = (procedure,) if procedure else find_begun(pack.names, progress) or pack.names
    journeys = make_journeys(map(pack.procedure, wished), progress, found.today)
    sources = pack.sources if cited else None
    if wanted is JSON:
        deliver(wanted.render(journeys, pack, sources), wanted, output, force=force)
        return
    document = lay_out_list(journeys, pack, qr=qr, sources=sources)
    if format_name is None and output is None:
        from mes_optout.terminal.mode import print_list

        print_list(document)
    else:
        deliver(wanted.render(document), wanted, output, force=force)
