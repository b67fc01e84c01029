"""The public holidays of all of France."""

from datetime import date, timedelta
from functools import cache

_ONE_DAY = timedelta(days=1)
_SUNDAY = 6

# Code du travail, art. L3133-1. Each is a month and a day.
_FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Easter Monday, Ascension and Whit Monday, in days after Easter.
_AFTER_EASTER = (1, 39, 50)


def find_working_day(day: date) -> date:
    """Return a day, or the last one before it that is neither a Sunday nor a public holiday.

    Those of some places only, as in Alsace-Moselle and overseas, are not counted: nobody is asked
    where they live.
    """
    while day.weekday() == _SUNDAY or day in find_holidays(day.year):
        day -= _ONE_DAY
    return day


@cache
def find_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of a year; two of them may fall on one day."""
    easter = find_easter(year)
    fixed = (date(year, month, day) for month, day in _FIXED)
    return frozenset((*fixed, *(easter + timedelta(days=days) for days in _AFTER_EASTER)))


def find_easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar, by the rule of Meeus, Jones and Butcher.

    It holds for every year: J. Meeus, Astronomical Algorithms, chapter 8.
    """
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leaps, rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - epact - rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
