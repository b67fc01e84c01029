"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from mes_optout.commands.candidates import among, files
from mes_optout.errors import UnknownChoiceError
from mes_optout.i18n import _

Force = Annotated[
    bool, typer.Option("--force", help=_("Replace the file if there is one already."))
]
Simple = Annotated[
    bool,
    typer.Option("--simple", help=_("Plain numbered lines, for screen readers and braille.")),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar=_("FILE"),
        help=_("Write into this file; - is the screen."),
        autocompletion=files,
        show_default=False,
    ),
]


def format_option(*names: str) -> object:
    """Return the option `--format` for these names."""
    return typer.Option(
        "--format",
        metavar="|".join(names),
        help=_("How to write it; text unless the file name says otherwise."),
        show_default=False,
        autocompletion=among(*names),
    )


def check_format(given: str | None, names: tuple[str, ...]) -> None:
    """Raise UnknownChoiceError for a format that is not one of `names`."""
    if given is not None and given not in names:
        raise UnknownChoiceError(option="--format", value=given, known=", ".join(names))
