"""`checklist`: the list to print, for oneself or as a stack for others."""

import re
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
    offer_names,
    offer_procedures,
)
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import check_destination, deliver
from mes_optout.documents.formats import (
    CODES,
    EXTRAS,
    HTML,
    JSON,
    LIST,
    PDF,
    SOURCES,
    list_formats,
    list_names,
)
from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _

_MOST_COPIES = 99


class NoCodeInFormatError(OptoutError):
    """A format cannot hold QR codes. Facts: `format`, `known`."""

    code = 2
    what = N_("The format {format} cannot hold QR codes.")
    remedy = N_("With --with qr, choose one of: {known}.")


class NotOnPaperError(OptoutError):
    """Copies were asked for in a format that has no pages. Facts: `known`."""

    code = 2
    what = N_("--copies goes with these formats only: {known}.")
    remedy = N_("Name a file for it, such as --output lists.pdf")


class LongCopiesError(OptoutError):
    """Copies were asked for of what does not fit on one sheet each."""

    code = 2
    what = N_("--copies makes lists of one sheet each: --with qr goes with it, nothing else does.")
    remedy = N_("For the rest, write one list into a file, and print it several times.")


class CopiesError(OptoutError):
    """A number of copies that makes no sense. Facts: `most`."""

    code = 2
    what = N_("--copies takes a number from 1 to {most}.")
    remedy = N_("For more, print the file again.")


def checklist(
    context: typer.Context,
    procedures: Annotated[
        list[str] | None,
        make_argument(
            _("[PROCEDURE]..."),
            _("The procedures to print; without any, those you have begun, or else all."),
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
    extras: Annotated[
        list[str] | None,
        make_option(
            "--with",
            "|".join(EXTRAS),
            _("With what to do when something blocks, the sources, or addresses as QR codes."),
            offer_names(*EXTRAS),
        ),
    ] = None,
    qr: Annotated[bool, typer.Option("--qr", hidden=True)] = False,
    cited: Annotated[bool, typer.Option("--sources", hidden=True)] = False,
    copies: Annotated[
        str | None,
        make_option(
            "--copies", _("NUMBER"), _("This many blank copies of each, in one file to print.")
        ),
    ] = None,
    output: Output = None,
    force: Force = False,
) -> None:
    from mes_optout.documents.checklist import lay_out_list
    from mes_optout.journey import find_begun, make_journeys

    for each in extras or ():
        check_choice("--with", each, EXTRAS)
    # Version 1.0 had two options of their own.
    held = {*(extras or ()), *([CODES] if qr else []), *([SOURCES] if cited else [])}
    wanted = check_format(LIST, format_name, output)
    if CODES in held and not wanted.codes:
        known = list_names([each for each in list_formats(LIST) if each.codes])
        raise NoCodeInFormatError(format=wanted.name, known=", ".join(known))
    if copies is not None and wanted not in (HTML, PDF):
        raise NotOnPaperError(known=", ".join(list_names((HTML, PDF))))
    number = _read_copies(copies)
    if number and held - {CODES}:
        raise LongCopiesError
    check_destination(wanted, output)
    found = get_settings(context)
    pack = found.pack()
    # What is for others holds nothing of the one who prints it.
    progress = None if blank or number else found.store().read()
    wished = tuple(dict.fromkeys(procedures or ())) or find_begun(pack.names, progress)
    journeys = make_journeys(map(pack.procedure, wished or pack.names), progress, found.today)
    if wanted is JSON:
        sources = pack.sources if SOURCES in held else None
        deliver(wanted.render(journeys, pack, sources), wanted, output, force=force)
        return
    document = lay_out_list(journeys, pack, held, number)
    if format_name is None and output is None:
        from mes_optout.terminal.mode import print_list

        print_list(document)
    else:
        deliver(wanted.render(document), wanted, output, force=force)


def _read_copies(given: str | None) -> int | None:
    """Return how many copies are wanted, if any are. Raises CopiesError."""
    if given is None:
        return None
    if not (re.fullmatch(r"[0-9]{1,2}", given) and 1 <= int(given) <= _MOST_COPIES):
        raise CopiesError(most=str(_MOST_COPIES))
    return int(given)
