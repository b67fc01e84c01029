"""Why the system refused, by the names that POSIX has for it, and one of ours."""

import errno

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
    of_windows = _OF_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return of_windows or errno.errorcode.get(error.errno or 0, "")
