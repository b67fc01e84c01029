"""How a command hands over a file: a warning where it needs one, the file, where it is."""

import shutil
from pathlib import Path

import typer

from mes_optout.i18n import _


def caution(text: str) -> None:
    """Say a sentence on stderr, where it does not mix with what is asked for."""
    from mes_optout.text import wrap

    typer.echo("\n".join(wrap(text, shutil.get_terminal_size().columns)), err=True)


def write_and_say(path: Path, text: str, *, force: bool, option: str = "--output") -> None:
    """Warn of a folder that is copied elsewhere, write the file, say where. See `write_file`.

    `option` is the one that named `path`.
    """
    from mes_optout.takeaways.syncing import file_notice
    from mes_optout.takeaways.write import write_file
    from mes_optout.text import printable

    if notice := file_notice(path, option):
        caution(notice)
    write_file(path, text, force=force)
    typer.echo(_("Written: {path}").format(path=printable(str(path))))
