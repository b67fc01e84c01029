"""Why the system refused, by the names that POSIX has for it, and one of ours."""

import errno
import sys

# Windows calls both by one name.
HELD_OR_DENIED = "held or denied"

# What Windows tells apart and `errno` does not: most of these would be EACCES or EINVAL.
_OF_WINDOWS = {
    5: HELD_OR_DENIED,
    15: "ENODEV",  # there is no such drive
    19: "EROFS",
    21: "ENODEV",  # not ready: no disk in it
    23: "EIO",
    27: "EIO",
    29: "EIO",
    30: "EIO",
    31: "EIO",
    32: "ETXTBSY",
    33: "ETXTBSY",
    39: "ENOSPC",
    53: "ENODEV",  # from here on: another computer, or its disk, does not answer
    55: "ENODEV",
    59: "ENODEV",
    64: "ENODEV",
    67: "ENODEV",
    112: "ENOSPC",
    123: "EILSEQ",
    206: "ENAMETOOLONG",
    223: "EFBIG",
    433: "ENODEV",  # taken out
    1006: "ENODEV",
    1117: "EIO",
    1167: "ENODEV",
    1295: "EDQUOT",
}


def name_cause(error: OSError) -> str:
    """Return what POSIX calls it, such as "ENOSPC", or ours; empty where nobody said why."""
    number = getattr(error, "winerror", None) or 0
    name = errno.errorcode.get(error.errno or 0, "")
    if sys.platform == "win32" and not number and name == "EACCES":
        return HELD_OR_DENIED  # from `os.open`, which learns no more than that
    return _OF_WINDOWS.get(number, name)
