"""`sources`: what the steps rest on."""

from typing import Annotated

import typer

from mes_optout.commands.parameters import make_argument, offer_procedures
from mes_optout.commands.settings import get_settings
from mes_optout.i18n import _


def sources(
    context: typer.Context,
    procedure: Annotated[
        str | None,
        make_argument(_("[PROCEDURE]"), _("One procedure; without it, all."), offer_procedures),
    ] = None,
) -> None:
    from mes_optout.reports.sources import sources_text

    pack = get_settings(context).pack()
    names = (procedure,) if procedure else pack.names
    found = [pack.procedure(name) for name in names]
    typer.echo(sources_text(found, pack.sources, pack.reading), nl=False)
