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
    from mes_optout.journey import find_begun, make_journeys
    from mes_optout.reports.status import status_json, status_text

    chosen = get_settings(context)
    progress = chosen.store().read()
    pack = chosen.pack()
    begun = map(pack.procedure, find_begun(pack.names, progress))
    journeys = make_journeys(begun, progress, chosen.today)
    today = chosen.today
    said = status_json(journeys, pack, today) if as_json else status_text(journeys, pack)
    typer.echo(said, nl=False)
