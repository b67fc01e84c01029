"""`checklist`: the list to print."""

from typing import Annotated

import typer

from mes_optout.commands.candidates import procedures
from mes_optout.commands.options import Force, Output, check_format, format_option
from mes_optout.commands.settings import settings
from mes_optout.commands.writing import check_destination, hand_over
from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _

FORMATS = ("text", "markdown", "html", "pdf", "json")
DRAWN = ("text", "html", "pdf")


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
    format_name: Annotated[str | None, format_option(*FORMATS)] = None,
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
    from mes_optout.takeaways.checklist import begun, build
    from mes_optout.takeaways.formats import by_name, render
    from mes_optout.takeaways.list_blocks import list_document

    check_format(format_name, FORMATS)
    wanted = format_name or by_name(output)
    if qr and wanted not in DRAWN:
        raise NoCodeInFormatError(format=wanted, known=", ".join(DRAWN))
    check_destination(wanted, output)
    chosen = settings(context)
    pack = chosen.pack()
    progress = None if blank else chosen.store().read()
    names = (procedure,) if procedure else begun(pack, progress) or pack.names
    made = build((pack.procedure(name) for name in names), progress, chosen.today)
    sources = pack.sources if cited else None
    if wanted == "json":
        from mes_optout.takeaways.as_json import as_json

        hand_over(as_json(made, sources).encode(), wanted, output, force=force)
        return
    document = list_document(made, qr=qr, sources=sources)
    if format_name is None and output is None:
        from mes_optout.terminal.sheet import print_list

        print_list(document)
    else:
        hand_over(render(document, wanted), wanted, output, force=force)
