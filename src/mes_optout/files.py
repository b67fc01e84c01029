"""Reading a file that somebody else may have put there: no hang, no surprise, no end of memory."""

import errno
import os
import stat
from pathlib import Path


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
