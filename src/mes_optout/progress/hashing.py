"""What stands for ids in what is kept: numbers, so that a glance at the file shows no word."""

import zlib
from functools import lru_cache

# More than all packs of today have; the ids of a file that none of them knows need not stay.
_MOST = 4_096


@lru_cache(_MOST)
def make_key(*ids: str) -> int:
    """Return the number that stands for "procedure/step/box", or for fewer ids than that.

    It is the same for ever, so what a pack no longer knows, or does not know yet, survives.
    """
    # A file may hold half of a character, which no pack does.
    return zlib.crc32("/".join(ids).encode("utf-8", "surrogatepass"))
