"""`status`: where one stands."""

from typing import Annotated

import typer

from mes_optout.clock import find_doubt
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import hand_over
from mes_optout.i18n import _


def status(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("For programs: one document, whose keys stay."))
    ] = False,
) -> None:
    from mes_optout.journey import find_begun, make_journeys
    from mes_optout.reports.status import status_json, status_text

    chosen = get_settings(context)
    progress = chosen.store().read()
    pack = chosen.pack()
    begun = tuple(map(pack.procedure, find_begun(pack.names, progress)))
    today = chosen.today
    journeys, doubt = make_journeys(begun, progress, today), find_doubt(today, begun, progress)
    if as_json:
        hand_over(status_json(journeys, pack, today, doubt))
    else:
        typer.echo(status_text(journeys, pack, doubt), nl=False)
