"""`steps convert`: a pack of one's own from version 1.0 in today's form."""

import os
from pathlib import Path
from typing import Annotated

import typer

from mes_optout.commands.parameters import make_argument, offer_files
from mes_optout.errors import N_, CannotWriteError, OptoutError
from mes_optout.i18n import _
from mes_optout.system.typed import name_pip_line


class FolderExistsAlreadyError(OptoutError):
    """Converted steps would mix with what is there. Fact: `path`."""

    code = 4
    what = N_("{path} exists already and was left as it is.")
    remedy = N_("Name a folder that does not exist yet.")


class EditorMissingError(OptoutError):
    """What rewrites TOML is not installed. Facts: `pip`, `pipx`, the commands that install it."""

    code = 4
    what = N_("What rewrites the files of steps is not installed.")
    remedy = N_("Install it with “{pip}” or “{pipx}”.")


def convert_steps(
    folder: Annotated[
        Path,
        make_argument(
            _("FOLDER"), _("The steps of version 1.0; they stay as they are."), offer_files
        ),
    ],
    new: Annotated[
        Path,
        make_argument(
            _("NEW-FOLDER"), _("Where the converted ones go; it must be new."), offer_files
        ),
    ],
) -> None:
    from importlib.util import find_spec

    from mes_optout.content import location
    from mes_optout.content.conversion import convert
    from mes_optout.text import sanitize

    if find_spec("tomlkit") is None:
        raise EditorMissingError(pip=name_pip_line("editor"), pipx="pipx inject mes-optout tomlkit")
    if os.path.lexists(new):
        raise FolderExistsAlreadyError(path=new)
    read = location.folder(folder)
    names = sorted(path.relative_to(folder).as_posix() for path in folder.glob("**/*.toml"))
    files = {name: data for name in names if (data := read(name)) is not None}
    _write(new, convert(files))
    typer.echo(_("Written: {path}").format(path=sanitize(str(new))))


def _write(new: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder that is made for them."""
    from mes_optout.files import cause_of, write_file
    from mes_optout.system import disk

    try:
        new.mkdir(disk.PRIVATE_FOLDER)
        for name in files:
            disk.make_folder((new / name).parent)
        disk.flush_folder(new.parent)
    except FileExistsError:
        raise FolderExistsAlreadyError(path=new) from None
    except OSError as error:
        raise CannotWriteError(path=new, cause=cause_of(error)) from None
    for name, content in files.items():
        write_file(new / name, content, force=False)
