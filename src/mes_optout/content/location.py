"""Where the files of a pack come from: the package, the checkout, or an editor's folder."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from mes_optout.errors import N_, PackUnreadableError, cause_of
from mes_optout.packaged import read_packaged

# A name inside the pack, such as "fr/opposition.toml", to its bytes, or None when there is none.
Reader = Callable[[str], bytes | None]

# The longest shipped file has about 30 kB. The limits are checked before parsing: tomllib takes
# minutes over some short files, such as one key of 50,000 dots.
LARGEST_FILE = 1 << 20
LONGEST_LINE = 4_000


def shipped() -> Reader:
    """Read the pack that came with the program.

    Inside a wheel or a zip it lies in the package; in a checkout, at the top.
    """
    package = Path(__file__).parents[1]

    def read(name: str) -> bytes | None:
        for folder in (package, package.parents[1]):
            try:
                return read_packaged(folder / "steps" / name)
            except OSError:
                continue
        return None

    return read


def folder(root: Path) -> Reader:
    """Read the pack in `root`, which an editor chose. Raises PackUnreadableError."""

    def read(name: str) -> bytes | None:
        path = root / name
        try:
            # Not blocking: a named pipe in the place of a file must not hang the program.
            descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise _unreadable(name, error) from None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise PackUnreadableError(file=name, cause=N_("it is not a file"))
            try:
                return file.read(LARGEST_FILE + 1)
            except OSError as error:
                raise _unreadable(name, error) from None

    return read


def _unreadable(name: str, error: Exception) -> PackUnreadableError:
    cause = cause_of(error) if isinstance(error, OSError) else N_("the name is not possible")
    return PackUnreadableError(file=name, cause=cause)
