"""Files and folders: for whose eyes, what is followed, and what reached the disk."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec, TypeVar

# For the owner alone.
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

# Each is absent on some system.
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_AS_IT_IS = getattr(os, "O_BINARY", 0)

# What file systems say that have no way to flush a folder.
_CANNOT_FLUSH = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}

_STEM_BYTES = 200  # of 255, the most that any system allows: an ending needs room
_MOST_BESIDE = 100

# How long another program may hold a file, in seconds: a second in all. Only Windows refuses then.
WAITS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.22, 0.25) if sys.platform == "win32" else ()

# Access denied, as of a file that is about to go; held; locked. `os.open` does not say which: None.
_MAY_PASS = (None, 5, 32, 33)

_P = ParamSpec("_P")
_T = TypeVar("_T")


def _patiently(action: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Do something again and again while a virus scanner or a sync may hold the file."""
    for seconds in WAITS:
        try:
            return action(*args, **kwargs)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _MAY_PASS:
                raise
        time.sleep(seconds)
    return action(*args, **kwargs)


def open_to_read(path: Path, *, follow: bool = True) -> int:
    """Open what is at `path` and return its descriptor; `follow` links or not. Raises OSError."""
    # Not blocking: a named pipe in the place of a file must not hang the program.
    flags = os.O_RDONLY | _NO_WAITING | _AS_IT_IS
    return _patiently(os.open, path, flags if follow else flags | _NO_FOLLOW)


def read_regular(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """Read a file that somebody else may have put there: no hang, no surprise, no end of memory.

    Reads at most `limit` + 1 bytes, so that the caller sees a file that is too large. Raises
    OSError; ENXIO means that it is neither a file nor a folder, ELOOP, when a link is not to be
    followed, that it is one.
    """
    descriptor = open_to_read(path, follow=follow)
    try:
        _check_regular(os.fstat(descriptor).st_mode, path)
        parts = []
        left = limit + 1
        while left > 0 and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def write_whole(
    path: Path, content: bytes, *, beside: Path | None = None, replace: bool = False
) -> None:
    """Write a file for the owner's eyes only, which is whole from the moment it has its name.

    It is written and flushed `beside`, under a name that is the caller's own, or else under a free
    one; then it takes its name, and that is flushed. What is to be replaced stays whole until then.
    Raises OSError: FileExistsError where a file is and may not be replaced; what is no file is
    never replaced, as `read_regular` says it. Where only the last flush fails, the name is taken.
    """
    _check_target(path, replace=replace)
    if beside is None:
        beside, descriptor = _open_beside(path)
    else:
        _patiently(beside.unlink, missing_ok=True)
        descriptor = _open_new(beside)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _publish(beside, path, replace=replace)
    except BaseException:
        with contextlib.suppress(OSError):
            _patiently(beside.unlink)
        raise
    flush_folder(path.parent)


def _check_target(path: Path, *, replace: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISLNK(mode):
        raise OSError(errno.ELOOP, "", str(path))
    _check_regular(mode, path)
    if not replace:
        raise FileExistsError(errno.EEXIST, "", str(path))


def _check_regular(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENXIO, "", str(path))


def _open_beside(path: Path) -> tuple[Path, int]:
    """Open a new file under a free name that shows whose beginning it is."""
    stem = os.fsencode(path.name)[:_STEM_BYTES].decode(errors="ignore")
    for number in range(1, _MOST_BESIDE):
        beside = path.with_name(f"{stem}.new{number if number > 1 else ''}")
        with contextlib.suppress(FileExistsError):
            return beside, _open_new(beside)
    raise OSError(errno.EBUSY, "", str(path))


def _open_new(path: Path) -> int:
    how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _AS_IT_IS
    return _patiently(os.open, path, how, PRIVATE_FILE)


def _publish(beside: Path, path: Path, *, replace: bool) -> None:
    if replace:
        _patiently(_rename, beside, path, replace=True)
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file can have one name only here: what comes between is not seen
        _check_target(path, replace=False)
        _patiently(_rename, beside, path, replace=False)
    else:
        _patiently(beside.unlink)


def move(path: Path, other: Path) -> None:
    """Give a file another name in its folder, under which nothing is yet. Raises OSError."""
    _patiently(_rename, path, other, replace=False)
    flush_folder(other.parent)


def _rename(path: Path, other: Path, *, replace: bool) -> None:
    if sys.platform == "win32":
        from ctypes import WinDLL, WinError, get_last_error  # noqa: PLC0415  (is on Windows only)

        # Python's own do not wait until the name is on the disk (8: WRITE_THROUGH, 1: REPLACE).
        move_file = WinDLL("kernel32", use_last_error=True).MoveFileExW
        if not move_file(str(path), str(other), 9 if replace else 8):
            raise WinError(get_last_error())
    else:
        (os.replace if replace else os.rename)(path, other)


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on the disk. Raises OSError."""
    if sys.platform != "win32":  # where renaming waits for it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _CANNOT_FLUSH:
                raise
        finally:
            os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, so that a power cut cannot take them away again.

    All are for the owner alone. One that is there already is left as it is. Raises OSError;
    ENODEV means that the drive is not there.
    """
    if not folder.parent.exists():
        if folder.parent == folder:
            raise OSError(errno.ENODEV, "", str(folder))
        make_folder(folder.parent)
    try:
        _patiently(folder.mkdir, PRIVATE_FOLDER)
    except FileExistsError:
        return
    try:
        flush_folder(folder.parent)
    except OSError:
        folder.rmdir()  # so that trying again makes and flushes it again
        raise


def list_names(folder: Path) -> set[str]:
    """Return the names in a folder, or none where there is no folder. Raises OSError."""
    try:
        return {path.name for path in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        return set()


def delete(paths: Iterable[Path]) -> dict[Path, OSError]:
    """Delete files; return those that stay, and why."""
    failed = {}
    for path in paths:
        try:
            _patiently(path.unlink, missing_ok=True)
        except OSError as error:
            failed[path] = error
    return failed


def remove_folder(folder: Path) -> None:
    """Remove a folder so that no power cut brings it back; one that is not empty stays.

    Raises OSError when that cannot be flushed.
    """
    try:
        _patiently(folder.rmdir)
    except OSError:
        return  # not empty, or not there, or of the system: it is not ours to remove
    flush_folder(folder.parent)


def tell_apart(path: Path) -> int | None:
    """Return what tells a file that is never written to from one made later in its place.

    None where there is none, or where nothing tells them apart.
    """
    made = None
    if sys.platform != "win32":  # where a lock's file is another each time that it is taken
        with contextlib.suppress(OSError):
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                # Not its number: that is used again, and on some file systems it does not last.
                made = found.st_mtime_ns
    return made
