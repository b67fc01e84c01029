"""`traces`: what stays on this computer and how to remove it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mes_optout.commands.candidates import among
from mes_optout.commands.settings import settings
from mes_optout.i18n import _

if TYPE_CHECKING:
    from mes_optout.progress.store import Store
    from mes_optout.reports.traces import Left

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
    from mes_optout.reports.histories import shell_in_use, shell_named
    from mes_optout.reports.traces import traces_text
    from mes_optout.system.process import which_system
    from mes_optout.text import WIDTH, columns

    system = which_system()
    windows = system == "win32"
    found = shell_named(shell) if shell else shell_in_use(os.environ, windows=windows)
    width = min(WIDTH, columns(sys.stdout, WIDTH))
    left = _left(settings(context).store())
    typer.echo(traces_text(left, found, system, width), nl=False)


def _left(store: "Store") -> "Left":
    from mes_optout.reports.copies import Copies, find_copies
    from mes_optout.reports.installed import installed
    from mes_optout.reports.places import places
    from mes_optout.reports.traces import Left
    from mes_optout.system.process import which_system

    program = installed(Path(__file__), Path(sys.prefix), Path(sys.executable))
    try:
        home = Path.home()
    except RuntimeError:  # an account without one
        copies = Copies(searched=False)
    else:
        copies = find_copies(places(os.environ, home, which_system()))
    return Left(store.files(), store.folder, program, copies)
