"""Where progress lives, and keeping other accounts out of it."""

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from pathlib import Path, PurePath, PureWindowsPath

from mes_optout.errors import N_, CannotSaveError
from mes_optout.system import typed
from mes_optout.system.disk import PRIVATE_FILE, PRIVATE_FOLDER, open_to_read

# « Errands »: says nothing about what they are.
_NAME = "demarches"


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
        usual = user_state_path(_NAME, appauthor=False)
    except RuntimeError:
        raise CannotSaveError(path=_NAME, cause=N_("this account has no home folder")) from None
    return _find_real(usual)


def name_usual_folder() -> str:
    """Return where progress lies if nothing else was chosen, as one types it, with its end."""
    return f"%LOCALAPPDATA%\\{_NAME}\\" if typed.is_windows() else f"~/.local/state/{_NAME}/"


def _find_real(folder: Path) -> Path:
    """Return where a folder really lies: Windows keeps what its Store's Python writes elsewhere.

    As long as the folder is not there, nothing tells where that will be.
    """
    return Path(os.path.realpath(folder)) if sys.platform == "win32" else folder


class Access(IntEnum):
    """What there is to say of the rights of others, the gravest last."""

    MENDED = 1  # they could reach it, and no longer can
    MAY_CHANGE = 2  # they can put something else in its place
    NO_RIGHTS = 3  # the file system gives the same to everybody
    OTHER_OWNER = 4  # and so another account decides
    NOT_LOOKED_AT = 5  # this system has rights that are not read here


def keep_others_out(folder: Path, ours: Sequence[Path]) -> Access | None:
    """Close files of ours, and their folder where nothing else lies in it, to all other accounts.

    Returns the gravest that there is to say; None where all was in order, or nothing is kept yet.
    Windows keeps rights in another way, which is not looked at: what lies in the person's own
    folder is closed to other accounts there, and of other places nothing is known.
    """
    met: list[Access] = []
    if sys.platform != "win32":
        # What cannot even be looked at is said when it is to be read.
        for path in ours:
            with contextlib.suppress(OSError):
                met += _close_file(path)
        with contextlib.suppress(OSError):
            met += _close_folder(folder, ours)
        with contextlib.suppress(OSError):
            met += _look_at_file_system(folder)
    elif not _is_own(folder, os.environ.get("USERPROFILE", "")):
        met.append(Access.NOT_LOOKED_AT)
    return max(met, default=None)


def _is_own(folder: PurePath, home: str) -> bool:
    """Say whether a folder lies in that of its person, as Windows compares names."""
    return bool(home) and PureWindowsPath(folder).is_relative_to(PureWindowsPath(home))


if sys.platform != "win32":
    _OTHERS = stat.S_IRWXG | stat.S_IRWXO
    _OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH

    # Only Linux tells which file system a folder is on; elsewhere one that is refused shows it.
    _MOUNTS = Path("/proc/self/mountinfo")
    _WITHOUT_RIGHTS = {"vfat", "msdos", "exfat"}

    def _close_file(path: Path) -> Iterator[Access]:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            return  # not made by this program, which refuses it
        if found.st_uid != os.geteuid():
            yield Access.OTHER_OWNER
        elif found.st_mode & _OTHERS:
            yield _close(path, PRIVATE_FILE, follow=False)

    def _close_folder(folder: Path, ours: Sequence[Path]) -> Iterator[Access]:
        found = folder.stat()
        if found.st_uid != os.geteuid():
            yield Access.OTHER_OWNER
        elif ours and found.st_mode & _OTHERS and set(folder.iterdir()) <= set(ours):
            yield _close(folder, PRIVATE_FOLDER)
        elif found.st_mode & _OTHERS_WRITE and not found.st_mode & stat.S_ISVTX:
            yield Access.MAY_CHANGE

    def _close(path: Path, mode: int, *, follow: bool = True) -> Access:
        descriptor = open_to_read(path, follow=follow)
        try:
            with contextlib.suppress(OSError):
                os.fchmod(descriptor, mode)
            # Some file systems say yes and change nothing.
            still_open = os.fstat(descriptor).st_mode & _OTHERS
        finally:
            os.close(descriptor)
        return Access.NO_RIGHTS if still_open else Access.MENDED

    def _look_at_file_system(folder: Path) -> Iterator[Access]:
        there = next(each for each in (folder, *folder.parents) if each.exists())
        device = there.stat().st_dev
        number = f"{os.major(device)}:{os.minor(device)}"
        for line in _MOUNTS.read_text(errors="replace").splitlines():
            mounted, _, system = line.partition(" - ")
            if mounted.split()[2] == number and system.split()[0] in _WITHOUT_RIGHTS:
                yield Access.NO_RIGHTS


def path_in_address(path: str) -> Path:
    """Return the file that the `path` of a file:// address, with its signs decoded, stands for."""
    return Path(path[1:] if sys.platform == "win32" and re.match("/[A-Za-z]:", path) else path)
