"""`steps`: for those who write them."""

import typer

from mes_optout.commands.settings import settings
from mes_optout.i18n import ngettext


def list_steps(context: typer.Context) -> None:
    pack = settings(context).pack()
    for name in pack.triage.procedures:
        found = pack.procedure(name)
        count = ngettext("{n} step", "{n} steps", len(found.steps))
        typer.echo(f"{name}: {found.title} ({count}, {found.language})")
