"""Options that several commands have."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from mes_optout.commands.candidates import among, files
from mes_optout.errors import N_, UnknownChoiceError
from mes_optout.i18n import _
from mes_optout.text import find_nearest

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


class MisspelledChoiceError(UnknownChoiceError):
    """The value is close to one on offer. Facts: `option`, `value`, `guess`, `known`."""

    remedy = N_("Did you mean “{guess}”? Choose one of: {known}.")


def not_on_offer(option: str, value: str, known: Iterable[str]) -> UnknownChoiceError:
    """Return the error for a value that is none of `known`, with a guess at what was meant."""
    names = tuple(known)
    listed = ", ".join(names)
    if guess := find_nearest(value, names):
        return MisspelledChoiceError(option=option, value=value, guess=guess, known=listed)
    return UnknownChoiceError(option=option, value=value, known=listed)


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
        raise not_on_offer("--format", given, names)
