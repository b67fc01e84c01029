"""Options that several commands have, what they may be, and what the Tab key offers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mes_optout.clicks import Context
from mes_optout.commands.settings import Settings, choose_steps
from mes_optout.documents.formats import Format, choose_format, list_formats, list_names
from mes_optout.errors import UnknownChoiceError
from mes_optout.i18n import _, language
from mes_optout.text import find_nearest

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

_Offer = Callable[..., Any]

# What stands beside a candidate that the shell is to take for the start of a file's name.
A_FILE = "a file"


def offer_files(incomplete: str) -> list[tuple[str, str]]:
    """Leave it to the shell, which knows what files there are."""
    return [(incomplete, A_FILE)]


def offer_names(*names: str) -> Callable[[], list[str]]:
    """Return what offers these names."""
    return lambda: list(names)


def offer_procedures(context: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield each procedure with its title. Raises as `Pack.procedure`."""
    pack = find_pack(context)
    for name in pack.names:
        yield name, pack.procedure(name).title


def offer_letters(context: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield each letter with its title. Raises as `content.letters.letters`."""
    from mes_optout.content.letters import load_letters

    for each in load_letters(find_pack(context)):
        yield each.letter.id, each.guide.title


def find_pack(context: Context) -> "Pack":
    """Return the pack that the line means, where no command has run: there are no settings yet."""
    given = context.find_root().params.get("steps_folder")
    return Settings(language(), choose_steps(Path(given) if given else None)).pack()


def make_argument(metavar: str, said: str, offer: _Offer | None = None) -> object:
    """Return an argument as help shows it; `offer` yields what the Tab key offers."""
    return typer.Argument(metavar=metavar, help=said, show_default=False, autocompletion=offer)


def make_option(name: str, metavar: str, said: str, offer: _Offer | None = None) -> object:
    """Return an option that takes a value; the rest as for `make_argument`."""
    return typer.Option(
        name,
        metavar=metavar,
        help=said,
        show_default=False,
        autocompletion=offer,
        readable=False,  # whoever opens the file says why it cannot be
    )


Force = Annotated[
    bool, typer.Option("--force", help=_("Replace the file if there is one already."))
]
Simple = Annotated[
    bool,
    typer.Option("--simple", help=_("Plain numbered lines, for screen readers and braille.")),
]
Output = Annotated[
    Path | None,
    make_option("--output", _("FILE"), _("Write into this file; - is the screen."), offer_files),
]


def make_format_option(takeaway: str) -> object:
    """Return the option `--format` for what is carried away."""
    names = list_names(list_formats(takeaway))
    said = _("How to write it; text unless the file name says otherwise.")
    return make_option("--format", "|".join(names), said, offer_names(*names))


def check_format(takeaway: str, named: str | None, path: Path | None) -> Format:
    """Return the format that `--format` or the file's name asks for.

    Raises UnknownChoiceError, and as `choose_format`.
    """
    formats = list_formats(takeaway)
    endings = {end: each.name for each in formats for end in each.endings}
    check_choice("--format", named, list_names(formats), endings)
    return choose_format(takeaway, named, path)


def check_choice(
    option: str, given: str | None, known: Iterable[str], others: Mapping[str, str] | None = None
) -> None:
    """Raise UnknownChoiceError for a value of `option` that is given and none of `known`.

    `others` are other words for some of these, under which somebody may know them.
    """
    names = tuple(known)
    if given is not None and given not in names:
        words = {**(others or {}), **{name: name for name in names}}
        guess = words.get(find_nearest(given, words) or "")
        raise UnknownChoiceError(option=option, value=given, known=names, guess=guess)
