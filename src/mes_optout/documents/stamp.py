"""The day that what one carries away bears as that of its making."""

import os
from datetime import date, timedelta

_FIRST = date(1970, 1, 1)


def find_stamp(today: date) -> date:
    """Return `today`, or the day of SOURCE_DATE_EPOCH where the same bytes are wanted.

    What is there that is no day is passed over: it was not said to this program alone.
    """
    try:
        return _FIRST + timedelta(seconds=int(os.environ.get("SOURCE_DATE_EPOCH", "")))
    except (ValueError, OverflowError):
        return today
