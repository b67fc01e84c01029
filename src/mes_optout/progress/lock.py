"""The lock of a folder: of two windows, one at a time reads and writes what is kept there."""

import contextlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mes_optout.errors import BusyError, CannotSaveError
from mes_optout.files import cause_of
from mes_optout.system import disk

if TYPE_CHECKING:
    from filelock import FileLock

LOCK = ".lock"

_LOCK_SECONDS = 5


@contextlib.contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, which is made where there is none.

    Raises CannotSaveError or BusyError.
    """
    lock = _take_lock(folder)
    try:
        yield
    finally:
        # What is written is written, and saying otherwise would not be true. A lock that stays is
        # met by the next save, which says so.
        with contextlib.suppress(OSError):
            lock.release()


def _take_lock(folder: Path) -> "FileLock":
    from filelock import Timeout  # noqa: PLC0415  (a third of start-up; first save)

    for last in (False, True):
        try:
            # Ours before filelock makes it: filelock would make it readable for all.
            disk.make_folder(folder)
            lock = _make_lock(folder)
            lock.acquire()
        except Timeout:
            raise BusyError(path=folder) from None
        except OSError as error:
            # Another window may have deleted the folder while this one waited for its lock.
            if last or not isinstance(error, FileNotFoundError):
                raise CannotSaveError(path=folder, cause=cause_of(error)) from None
        else:
            break
    return lock


@cache
def _make_lock(folder: Path) -> "FileLock":
    """Return the lock of a folder, the same each time: making one takes as long as taking it."""
    from filelock import FileLock  # noqa: PLC0415  (see `_take_lock`)

    # Its defaults wait for ever, with rights for all, and warn in English.
    return FileLock(
        folder / LOCK, timeout=_LOCK_SECONDS, mode=disk.PRIVATE_FILE, fallback_to_soft=False
    )
