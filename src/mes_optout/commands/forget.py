"""`forget`: delete what is kept."""

import sys
from typing import Annotated

import typer

from mes_optout.commands.settings import get_settings
from mes_optout.errors import N_, NeedsTerminalError, OptoutError
from mes_optout.files import cause_of
from mes_optout.i18n import _, command


class CannotLookError(OptoutError):
    """Nobody can tell what is kept. Facts: `path`, `cause`."""

    code = 4
    what = N_("What is kept in {path} could not be looked at: {cause}.")
    remedy = N_("Mend this, then ask again: mes-optout forget --dry-run")


def forget(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help=_("Only say what would be deleted, even with --yes.")),
    ] = False,
) -> None:
    from mes_optout.reports.removal import describe_deletion, describe_plan, describe_unreachable

    store = get_settings(context).store()
    if dry_run:  # before all else: whoever only wants to look loses nothing, whatever else is typed
        try:
            plan = describe_plan(store.list_files(), store.folder)
        except OSError as error:
            raise CannotLookError(path=store.folder, cause=cause_of(error)) from None
        typer.echo(plan, nl=False)
        typer.echo(describe_unreachable(), nl=False)
        typer.echo(_("Nothing was deleted."))
        return
    files = store.files()
    listed = describe_deletion(files)
    asks = bool(files) and not yes
    if not asks:  # first: what stops the words must not stop the deletion
        store.forget()
    typer.echo(listed, nl=False)
    if asks:
        if not sys.stdin.isatty():
            raise NeedsTerminalError(command=command("forget"), instead=command("forget --yes"))
        from mes_optout.terminal.mode import confirm_deletion

        if not confirm_deletion(listed):
            typer.echo(_("Nothing was deleted."))
            return
        store.forget()
    typer.echo(describe_unreachable(), nl=False)
