"""Reading a file that somebody else may have put there: no hang, no surprise, no end of memory.

Also why the system refused, when it did.
"""

import errno
import os
import stat
from pathlib import Path

from mes_optout.errors import N_, Msg

# What the operating system says, in words of ours: `strerror` speaks the system's language.
_CAUSES: dict[str, Msg] = {
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("the disk quota is used up"),
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
}


def read_regular(path: Path, limit: int, *, follow: bool = True) -> bytes:
    """Read at most `limit` + 1 bytes, so that the caller sees a file that is too large.

    Raises OSError; ENXIO means that it is neither a file nor a folder, ELOOP, when a link is not
    to be followed, that it is one.
    """
    # Not blocking: a named pipe in the place of a file must not hang the program.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags)
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


def cause_of(error: OSError) -> Msg:
    """Say in a message id why the operating system refused."""
    name = errno.errorcode.get(error.errno or 0, "")
    return _CAUSES.get(name, N_("the system refused"))
