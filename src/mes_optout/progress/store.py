"""Where progress is kept: on disk.

Every change is read, made and written whole under a lock. What `update` returns has reached the
disk as far as a program can know: the new file is complete and flushed before it takes the old
one's name, and the folder is flushed after, as is each folder that had to be made. A crash at any
point leaves the old file or the new one. What no program can promise: a disk that says it has
written and has not.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mes_optout.errors import (
    BusyError,
    CannotDeleteError,
    CannotSaveError,
    ProgressDamagedError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.files import cause_of
from mes_optout.progress.file import LARGEST_FILE, decode, encode
from mes_optout.progress.meanwhile import ForgottenMeanwhileError, ReplacedMeanwhileError
from mes_optout.progress.notes import Progress
from mes_optout.system import disk
from mes_optout.system.disk import read_regular
from mes_optout.system.process import finish_first

if TYPE_CHECKING:
    from filelock import FileLock

# Neutral words only: somebody who lists the folder learns nothing.
FILE = "notes.json"
_NEW = "notes.json.new"
_LOCK = ".lock"
_KEPT = "notes.json.old"

_LOCK_SECONDS, _TRIES = 5, 9


@dataclass(slots=True)
class _Known:
    """What was met in a folder: that there was a `file`, and what tells its `lock` from others."""

    file: bool = False
    lock: int | None = None
    # What was written last, by its bytes: nothing that is found unchanged is taken apart again.
    written: dict[bytes, Progress] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Store:
    """The progress file in `folder`, which need not exist yet."""

    folder: Path
    _known: _Known = field(default_factory=_Known, compare=False, repr=False)

    @property
    def path(self) -> Path:
        """The progress file itself."""
        return self.folder / FILE

    def read(self) -> Progress:
        """Read progress; none yet is empty progress. Needs no lock, for a file is never half new.

        Raises ProgressUnreadableError or ProgressTooNewError; the file is left as it is.
        """
        try:
            return self._read()
        except OSError as error:
            raise ProgressUnreadableError(path=self.path, cause=cause_of(error)) from None

    def _read(self) -> Progress:
        """Read progress; what the system refuses is an OSError, for the caller to put in words."""
        self._known.lock = disk.tell_apart(self.folder / _LOCK)
        try:
            data = read_regular(self.path, LARGEST_FILE, follow=False)
        except FileNotFoundError:
            return Progress()
        self._known.file = True
        return self._known.written.get(data) or decode(data, self.path)

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        """Read, apply `change`, write; two runs at once never lose each other's ticks.

        Raises CannotSaveError or BusyError when the system refuses; ProgressUnreadableError or
        ProgressTooNewError when what is there is not ours to replace. Raises, only once,
        ForgottenMeanwhileError when the file that was read or written is gone, or its kind
        ReplacedMeanwhileError when there is another: the next update takes things as they are.
        """
        self._check_still_there()  # before the lock: that would make the folder anew
        with finish_first(), self._locked():
            self._check_still_there()
            try:
                progress = change(self._read())
                data = encode(progress)
                _write(self.folder, data)
            except OSError as error:
                raise CannotSaveError(path=self.folder, cause=cause_of(error)) from None
            self._known.file = True
            self._known.written = {data: progress}
            return progress

    def _check_still_there(self) -> None:
        if not self._known.file:
            return
        lock = disk.tell_apart(self.folder / _LOCK)
        try:
            self.path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            self._known.file = False
            raise ForgottenMeanwhileError(path=self.folder) from None
        except OSError:
            return  # reading it will say why
        if None not in {self._known.lock, lock} and lock != self._known.lock:
            self._known.file = False
            raise ReplacedMeanwhileError(path=self.folder)

    def put_file_aside(self) -> Path:
        """Put a progress file that cannot be read aside; what is whole of it begins the new one.

        Returns its new path; earlier ones are kept too. Raises CannotSaveError or BusyError.
        """
        # Reading is left to signals: of what lies there nobody knows how long it takes.
        with self._locked():
            kept, found = self._free_name(), self._read_whole()
            with finish_first():
                try:
                    if found is None:
                        self._known.file = False  # also where it is moved and that not flushed
                        disk.move(self.path, kept)
                    else:
                        # Its bytes are safe under their new name before the old one is taken.
                        data, whole = found
                        disk.write_whole(kept, data, beside=self.folder / _NEW)
                        _write(self.folder, encode(whole))
                except OSError as error:
                    raise CannotSaveError(path=self.folder, cause=cause_of(error)) from None
            return kept

    def _read_whole(self) -> tuple[bytes, Progress] | None:
        """Return what can be read now: another window may have changed it since it was said."""
        try:
            data = read_regular(self.path, LARGEST_FILE, follow=False)
            return data, decode(data, self.path)
        except ProgressDamagedError as error:
            return (data, error.whole) if isinstance(error.whole, Progress) else None
        except (OSError, ProgressUnreadableError, ProgressTooNewError):
            return None

    def _free_name(self) -> Path:
        number = 1
        while os.path.lexists(self.folder / f"{_KEPT}{number}"):
            number += 1
        return self.folder / f"{_KEPT}{number}"

    def files(self) -> list[Path]:
        """List what lies in the folder and is ours, the progress file first."""
        with contextlib.suppress(OSError):
            return self.list_files()
        return [self.path] if os.path.lexists(self.path) else []

    def list_files(self) -> list[Path]:
        """List them, or raise OSError: where nobody can tell, nobody says that there are none."""
        found = disk.list_names(self.folder)
        kept = [n for n in found if n.startswith(_KEPT) and n.removeprefix(_KEPT).isdecimal()]
        return [self.folder / n for n in (FILE, _NEW, *sorted(kept), _LOCK) if n in found]

    def forget(self) -> None:
        """Delete every file of ours, and the folder if it is then empty; no power cut undoes it.

        Raises CannotDeleteError when one could not be deleted; the others are gone all the same.
        Raises BusyError, and deletes nothing, while another window holds the lock: it would write
        anew what is deleted here.
        """
        with finish_first():
            try:
                if self.list_files():
                    self._delete_files()
                self._known.file = False
                disk.remove_folder(self.folder)
            except OSError as error:
                raise CannotDeleteError(path=self.folder, cause=cause_of(error)) from None

    def _delete_files(self) -> None:
        lock = self.folder / _LOCK
        with contextlib.ExitStack() as held:
            # A full disk on which no lock can be made, or a planted one, shelters nothing.
            with contextlib.suppress(CannotSaveError):
                held.enter_context(self._locked())
            failed = disk.delete(self.list_files())
        if failed.pop(lock, None):  # some systems keep a lock's file as long as it is held
            failed |= disk.delete([lock])
        disk.flush_folder(self.folder)
        for error in failed.values():
            raise error

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock = _take_lock(self.folder)
        try:
            yield
        finally:
            # What is written is written, and saying otherwise would not be true. A lock that stays
            # is met by the next save, which says so.
            with contextlib.suppress(OSError):
                lock.release()


def _take_lock(folder: Path) -> "FileLock":
    from filelock import Timeout  # noqa: PLC0415  (a third of start-up; first save)

    for left in reversed(range(_TRIES)):
        try:
            # Ours before filelock makes it: filelock would make it readable for all.
            disk.make_folder(folder)
            lock = _lock(folder)
            lock.acquire()
        except Timeout:
            raise BusyError(path=folder) from None
        except OSError as error:
            # Other windows may have deleted the folder while this one waited for its lock.
            if not left or not isinstance(error, FileNotFoundError):
                raise CannotSaveError(path=folder, cause=cause_of(error)) from None
        else:
            break
    return lock


@cache
def _lock(folder: Path) -> "FileLock":
    """Return the lock of a folder, the same each time: making one takes as long as taking it."""
    from filelock import FileLock  # noqa: PLC0415  (see `_take_lock`)

    # Its defaults wait for ever, with rights for all, and warn in English.
    return FileLock(
        folder / _LOCK, timeout=_LOCK_SECONDS, mode=disk.PRIVATE_FILE, fallback_to_soft=False
    )


def _write(folder: Path, data: bytes) -> None:
    """Replace the progress file by `data`. Raises OSError."""
    # One fixed name under the lock, so that killed runs do not pile up files.
    disk.write_whole(folder / FILE, data, beside=folder / _NEW, replace=True)
