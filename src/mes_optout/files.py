"""Files: those of the package, those one carries away, and why the system refused one."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from mes_optout.errors import N_, CannotWriteError, FileExistsAlreadyError, Msg
from mes_optout.system.causes import HELD_OR_DENIED, name_cause
from mes_optout.system.disk import write_whole
from mes_optout.system.process import finish_first

if TYPE_CHECKING:
    from importlib.abc import ResourceLoader

# What the operating system says, in words of ours: `strerror` speaks the system's language.
_CAUSES: dict[str, Msg] = {
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("the disk quota is used up"),
    "EFBIG": N_("a file may not become that large here"),
    "EROFS": N_("the disk is read-only"),
    "EACCES": N_("access is not allowed"),
    "EPERM": N_("access is not allowed"),
    "EIO": N_("the disk reports an error"),
    "ENOENT": N_("there is no such file or folder"),
    "EEXIST": N_("a part of the path is not a folder"),
    "EBADF": N_("the output is closed"),
    "ENXIO": N_("it is not a file"),
    "ENOTDIR": N_("a part of the path is not a folder"),
    "EISDIR": N_("it is a folder"),
    "ELOOP": N_("it is a link, not a file"),
    "ENAMETOOLONG": N_("the name is too long"),
    "EILSEQ": N_("such a name is not possible here"),
    "ENODEV": N_("the drive is not there"),
    "ETXTBSY": N_("another program is using it"),
    HELD_OR_DENIED: N_("access is not allowed, or another program is using it"),
}


def cause_of(error: OSError) -> Msg:
    """Say in a message id why the operating system refused."""
    return _CAUSES.get(name_cause(error), N_("the system refused"))


def read_packaged(path: "Path") -> bytes:
    """Read a file below this package's parent folder. Raises OSError when there is none.

    The module's own loader does it, for `importlib.resources` costs a good part of start-up.
    """
    loader = cast("ResourceLoader", __spec__.loader)
    return bytes(loader.get_data(str(path)))


def write_file(path: Path, content: bytes, *, force: bool) -> None:
    """Write a file for the owner's eyes only; see `write_whole`. `force` replaces another file.

    Raises FileExistsAlreadyError without `force`, and CannotWriteError.
    """
    try:
        with finish_first():
            write_whole(path, content, replace=force)
    except FileExistsError:
        raise FileExistsAlreadyError(path=path) from None
    except (OSError, ValueError) as error:
        cause = cause_of(error) if isinstance(error, OSError) else cause_of(OSError())
        raise CannotWriteError(path=path, cause=cause) from None
