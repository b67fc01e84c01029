"""Files and folders: for whose eyes, what is followed, what reached the disk, where ours lie."""

import errno
import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from mes_optout.errors import N_, CannotSaveError

# « Errands »: says nothing about what they are.
_NAME = "demarches"

# For the owner alone.
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

# Each is absent on some system.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)


def open_to_read(path: Path, *, follow: bool = True) -> int:
    """Open what is at `path` and return its descriptor; `follow` links or not. Raises OSError."""
    # Not blocking: a named pipe in the place of a file must not hang the program.
    flags = os.O_RDONLY | _NO_WAITING | _AS_IT_IS
    return os.open(path, flags if follow else flags | _NO_FOLLOW)


def read_regular(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """Read a file that somebody else may have put there: no hang, no surprise, no end of memory.

    Reads at most `limit` + 1 bytes, so that the caller sees a file that is too large. Raises
    OSError; ENXIO means that it is neither a file nor a folder, ELOOP, when a link is not to be
    followed, that it is one.
    """
    descriptor = open_to_read(path, follow=follow)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "", str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.ENXIO, "", str(path))
        parts = []
        left = limit + 1
        while left > 0 and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def open_to_write(path: Path, *, replace: bool = False) -> int:
    """Open a new file for the owner's eyes only, and return its descriptor. Raises OSError.

    To `replace` empties the file that is there, also behind a link, and leaves its rights.
    """
    how = os.O_TRUNC if replace else os.O_EXCL | _NO_FOLLOW
    return os.open(path, os.O_WRONLY | os.O_CREAT | how, PRIVATE_FILE)


def flush_file(descriptor: int) -> None:
    """Put what was written into an open file on the disk. Raises OSError."""
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on the disk. Raises OSError."""
    if sys.platform != "win32":  # which has no way to do it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno != errno.EINVAL:  # some file systems cannot flush a folder, and say so
                raise
        finally:
            os.close(descriptor)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder, and those above it, so that a power cut cannot take them away again.

    One that is there already is left as it is. Raises OSError.
    """
    if not folder.parent.exists():
        make_folder(folder.parent)
    try:
        folder.mkdir(mode)
    except FileExistsError:
        return
    try:
        flush_folder(folder.parent)
    except OSError:
        folder.rmdir()  # so that trying again makes and flushes it again
        raise


def state_folder(environment: Mapping[str, str]) -> Path:
    """Return where progress lives: MES_OPTOUT_HOME, or a neutral name where the user's state lies.

    Raises CannotSaveError when there is no home.
    """
    chosen = environment.get("MES_OPTOUT_HOME")
    if chosen:
        # Whole, for it is shown, and the folder one is in says nothing of where that is.
        return Path(chosen).absolute()
    from platformdirs import user_state_path  # noqa: PLC0415  (not needed when one was chosen)

    try:
        return user_state_path(_NAME, appauthor=False)
    except RuntimeError:
        raise CannotSaveError(path=_NAME, cause=N_("this account has no home folder")) from None


def path_in_address(path: str) -> Path:
    """Return the file that the `path` of a file:// address, with its signs decoded, stands for."""
    return Path(path[1:] if sys.platform == "win32" and re.match("/[A-Za-z]:", path) else path)
