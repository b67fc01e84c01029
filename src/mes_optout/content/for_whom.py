"""Whom a letter is for, in a module of its own: the command line reads it at each start."""

from enum import StrEnum


class Whom(StrEnum):
    """Whom a letter is for. `BOTH` is the sheet for either, as long as nobody was asked."""

    ME = "me"
    OTHER = "other"
    BOTH = "both"


# What one types after `--for`, the same in every language; without it, the sheet is for either.
NAMED = {"me": Whom.ME, "someone": Whom.OTHER}
