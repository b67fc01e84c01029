"""`page`: the whole guide as one file for a browser, to send, to host, to carry on a stick."""

import sys

import typer

from mes_optout.commands.parameters import Force, Output
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import deliver
from mes_optout.documents.formats import PAGE, choose_format
from mes_optout.errors import N_, OptoutError


class LongPageError(OptoutError):
    """The page would go to a terminal that nobody meant: all of it would stay in what scrolls."""

    code = 2
    what = N_("The page is long, and all of it would stay on this screen.")
    remedy = N_("Name a file for it, such as --output guide.html")


def page(context: typer.Context, output: Output = None, force: Force = False) -> None:
    from mes_optout.documents.as_page import as_page
    from mes_optout.documents.page.whole import lay_out_page
    from mes_optout.documents.stamp import find_stamp

    wanted = choose_format(PAGE, None, output)
    if output is None and sys.stdout.isatty():
        raise LongPageError
    found = get_settings(context)
    made = as_page(lay_out_page(found.pack(), find_stamp(found.today)))
    deliver(made.encode(), wanted, output, force=force)
