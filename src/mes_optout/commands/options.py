"""Options that several commands have."""

from typing import Annotated

import typer

from mes_optout.i18n import _

Force = Annotated[
    bool, typer.Option("--force", help=_("Replace the file if there is one already."))
]
Simple = Annotated[
    bool,
    typer.Option("--simple", help=_("Plain numbered lines, for screen readers and braille.")),
]
