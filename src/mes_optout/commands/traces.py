"""`traces`: what stays on this computer and how to remove it."""

import os
import sys
from typing import Annotated

import typer

from mes_optout.commands.candidates import among
from mes_optout.commands.settings import settings
from mes_optout.i18n import _

# As `histories.Shell`, which is not imported to say them.
_SHELLS = ("bash", "zsh", "fish", "powershell")


def traces(
    context: typer.Context,
    shell: Annotated[
        str | None,
        typer.Option(
            "--shell",
            metavar="|".join(_SHELLS),
            help=_("For this shell; otherwise for yours."),
            show_default=False,
            autocompletion=among(*_SHELLS),
        ),
    ] = None,
) -> None:
    from mes_optout.takeaways.histories import shell_in_use, shell_named
    from mes_optout.takeaways.traces import traces_text
    from mes_optout.text import WIDTH, columns

    store = settings(context).store()
    found = shell_named(shell) if shell else shell_in_use(os.environ, windows=os.name == "nt")
    width = min(WIDTH, columns(sys.stdout, WIDTH))
    text = traces_text(
        store.files(), store.folder, found, mac=sys.platform == "darwin", width=width
    )
    typer.echo(text, nl=False)
