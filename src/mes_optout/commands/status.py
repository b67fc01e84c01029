"""`status`: where one stands."""

from typing import Annotated

import typer

from mes_optout.commands.settings import get_settings
from mes_optout.i18n import _


def status(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("For programs: one document, described in the README."))
    ] = False,
) -> None:
    from mes_optout.documents.checklist import begun
    from mes_optout.reports.status import status_json, status_text

    chosen = get_settings(context)
    progress = chosen.store().read()
    pack = chosen.pack()
    procedures = [pack.procedure(name) for name in begun(pack, progress)]
    write = status_json if as_json else status_text
    typer.echo(write(procedures, progress, chosen.today), nl=False)
