"""Where progress is kept: on disk, or nowhere.

On disk, every change is read, made and written whole under a lock. What `update` returns has
reached the disk as far as a program can know: the new file is complete and flushed before it takes
the old one's name, and the folder is flushed after, as is each folder that had to be made. A crash
at any point leaves the old file or the new one. What no program can promise: a disk that says it
has written and has not.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mes_optout.errors import (
    CannotDeleteError,
    CannotSaveError,
    ProgressDamagedError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.files import cause_of
from mes_optout.progress.file import LARGEST_FILE, decode, encode
from mes_optout.progress.lock import LOCK, hold_lock
from mes_optout.progress.meanwhile import Known
from mes_optout.progress.notes import Progress
from mes_optout.system import disk
from mes_optout.system.disk import read_regular
from mes_optout.system.process import finish_first

# Neutral words only, as the lock's: somebody who lists the folder learns nothing.
FILE = "notes.json"
_NEW = "notes.json.new"
_KEPT = "notes.json.old"


@dataclass(frozen=True, slots=True)
class Store:
    """The progress file in `folder`, which need not exist yet."""

    folder: Path
    _known: Known = field(default_factory=Known, compare=False, repr=False)

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
        self._known.look_at_lock(self.folder)
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
        self._known.check(self.path)  # before the lock: that would make the folder anew
        with finish_first(), self._locked():
            self._known.check(self.path)
            try:
                progress = change(self._read())
                data = encode(progress)
                _write(self.folder, data)
            except OSError as error:
                raise CannotSaveError(path=self.folder, cause=cause_of(error)) from None
            self._known.file = True
            self._known.written = {data: progress}
            return progress

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
                        self.path.rename(kept)
                        self._known.file = False
                        disk.flush_folder(self.folder)
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
        names = [FILE, _NEW, *self._kept_names(), LOCK]
        return [self.folder / name for name in names if os.path.lexists(self.folder / name)]

    def _kept_names(self) -> list[str]:
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except OSError:
            return []  # no folder, or none that one may list: then nothing of ours is there
        return [n for n in names if n.startswith(_KEPT) and n.removeprefix(_KEPT).isdecimal()]

    def forget(self) -> None:
        """Delete every file of ours, and the folder if it is then empty; no power cut undoes it.

        Raises CannotDeleteError when one could not be deleted; the others are gone all the same.
        Raises BusyError, and deletes nothing, while another window holds the lock: it would write
        anew what is deleted here.
        """
        with finish_first():
            try:
                if self.files():
                    self._delete_files()
                self._known.file = False
                self._remove_folder()
            except OSError as error:
                raise CannotDeleteError(path=self.folder, cause=cause_of(error)) from None

    def _delete_files(self) -> None:
        lock = self.folder / LOCK
        with contextlib.ExitStack() as held:
            # A full disk on which no lock can be made, or a planted one, shelters nothing.
            with contextlib.suppress(CannotSaveError):
                held.enter_context(self._locked())
            failed = _delete(self.files())
        if lock in failed:  # some systems keep a lock's file as long as it is held
            del failed[lock]
            failed |= _delete([lock])
        if failed:
            raise next(iter(failed.values()))
        disk.flush_folder(self.folder)

    def _remove_folder(self) -> None:
        try:
            self.folder.rmdir()
        except OSError:
            return  # not empty, or not there, or of the system: it is not ours to remove
        disk.flush_folder(self.folder.parent)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with hold_lock(self.folder):
            yield


class Memory:
    """Progress that is kept nowhere: for those who want no trace, or when the disk refuses.

    It is held until the program ends, without a folder, a file or a lock.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress or Progress()

    def read(self) -> Progress:
        """Return what was noted so far."""
        return self._progress

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        """Apply a change and return the result."""
        self._progress = change(self._progress)
        return self._progress

    def forget(self) -> None:
        """Begin anew."""
        self._progress = Progress()

    def put_file_aside(self) -> Path:
        """Raise FileNotFoundError: there is never a file, so never one that cannot be read."""
        raise FileNotFoundError


def _delete(paths: Iterable[Path]) -> dict[Path, OSError]:
    """Delete files; return those that stay, and why."""
    failed = {}
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            failed[path] = error
    return failed


def _write(folder: Path, data: bytes) -> None:
    """Replace the progress file by `data`. Raises OSError."""
    # One fixed name under the lock, so that killed runs do not pile up files.
    disk.write_whole(folder / FILE, data, beside=folder / _NEW, replace=True)
