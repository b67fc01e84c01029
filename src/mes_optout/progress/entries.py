"""Days and counts as every format of the progress file writes them. Anything else is refused."""

from datetime import date

from mes_optout.deadline import Deadline


def check_count(number: object) -> int:
    """Return a number that counts from 1. Raises ValueError."""
    if type(number) is not int or number < 1:
        raise ValueError(number)
    return number


def read_day_of_sending(text: object) -> date:
    """Return a day of sending. Raises OverflowError when its deadline is beyond the calendar."""
    day = read_day(text)
    _ = Deadline(day).last_day
    return day


def read_day(text: object) -> date:
    """Return a day as it is written in a file. Raises ValueError."""
    if type(text) is not str:
        raise ValueError(text)
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day
