"""How a command hands over what it made: to a file, to the screen, to another program."""

import sys
from pathlib import Path

import typer

from mes_optout.documents.formats import PDF, Format
from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _
from mes_optout.system import tty


class NotForScreenError(OptoutError):
    """A PDF would go to a terminal, which can only show letters."""

    code = 2
    what = N_("A PDF cannot be shown here.")
    remedy = N_("Name a file for it, such as --output list.pdf")


def warn(text: str) -> None:
    """Say a sentence on stderr, where it does not mix with what is asked for."""
    from mes_optout.text import wrap

    typer.echo("\n".join(wrap(text, tty.measure().columns)), err=True)


def measure_page() -> int:
    """Return how many columns a page on stdout may take."""
    from mes_optout.text import WIDTH, count_columns

    return min(WIDTH, count_columns(sys.stdout, WIDTH))


def check_destination(wanted: Format, output: Path | None) -> None:
    """Raise NotForScreenError before anything is made that could not be shown."""
    if wanted is PDF and is_screen(output) and sys.stdout.isatty():
        raise NotForScreenError


def deliver(content: bytes, made_as: Format, output: Path | None, *, force: bool) -> None:
    """Write `content` into the file `output`, or show it: None and "-" are stdout.

    It is UTF-8 there too, but on a terminal, and for plain text that nobody asked to be exact:
    these are shown in the letters that the system has. See `write_file` for errors.
    """
    if output is not None and not is_screen(output):
        write_and_say(output, content, force=force)
    elif sys.stdout.isatty() or (output is None and made_as.plain):
        typer.echo(content.decode(), nl=False)
    else:
        typer.echo(content, nl=False)


def hand_over(document: str) -> None:
    """Show a document for programs on stdout: UTF-8 as in `deliver`, whatever the system has."""
    typer.echo(document if sys.stdout.isatty() else document.encode(), nl=False)


def is_screen(output: Path | None) -> bool:
    """Say whether a file that was named, or was not, stands for stdout."""
    return output is None or str(output) == "-"


def write_and_say(path: Path, content: bytes, *, force: bool, option: str = "--output") -> None:
    """Warn of a folder that is copied elsewhere, write the file, say where. See `write_file`.

    `option` is the one that named `path`.
    """
    from mes_optout.documents.synced_folders import compose_file_notice
    from mes_optout.files import write_file
    from mes_optout.text import sanitize

    if notice := compose_file_notice(path, option):
        warn(notice)
    write_file(path, content, force=force)
    typer.echo(_("Written: {path}").format(path=sanitize(str(path))))
