"""`traces`: what stays on this computer and how to remove it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mes_optout.commands.parameters import make_option, offer_names
from mes_optout.commands.settings import get_settings
from mes_optout.commands.writing import measure_page
from mes_optout.i18n import _

if TYPE_CHECKING:
    from mes_optout.progress.store import Store
    from mes_optout.reports.traces import Remains

# As `histories.Shell`, which is not imported to say them.
_SHELLS = ("bash", "zsh", "fish", "powershell")


def traces(
    context: typer.Context,
    shell: Annotated[
        str | None,
        make_option(
            "--shell",
            "|".join(_SHELLS),
            _("For this shell; otherwise for yours."),
            offer_names(*_SHELLS),
        ),
    ] = None,
) -> None:
    from mes_optout.reports.histories import detect_shell, find_shell
    from mes_optout.reports.traces import render_traces
    from mes_optout.system.process import which_system

    system = which_system()
    found = find_shell(shell) if shell else detect_shell(os.environ, windows=system == "win32")
    left = _find_remains(get_settings(context).store(), system)
    typer.echo(render_traces(left, found, system, measure_page()), nl=False)


def _find_remains(store: "Store", system: str) -> "Remains":
    from mes_optout.reports.copies import Copies, find_copies
    from mes_optout.reports.program import find_installation
    from mes_optout.reports.search import list_places
    from mes_optout.reports.traces import Remains

    program = find_installation(Path(__file__), Path(sys.prefix), Path(sys.executable))
    try:
        home = Path.home()
    except RuntimeError:  # an account without one
        copies = Copies(searched=False)
    else:
        copies = find_copies(list_places(os.environ, home, system))
    return Remains(store.files(), store.folder, program, copies)
