"""Days as people write them: 2 novembre 2026, 02/11/2026, 2026-11-02, 2 novembre, 2/11."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from mes_optout import i18n
from mes_optout.deadline import LAST_DAY
from mes_optout.errors import N_, OptoutError
from mes_optout.languages import LANGUAGES
from mes_optout.text import fold

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
# Day first: that is how dates are written in France, where every letter comes from.
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})(?:[/.](?P<year>\d{4}))?")
# A letter of any alphabet: `[^\W\d_]`.
_ORDINALS = "|".join(fold(ordinal) for each in LANGUAGES.values() for ordinal in each.ordinals)
_WORDS = re.compile(
    rf"(?:[^\W\d_]+\.? )?(?P<day>\d{{1,2}})(?:{_ORDINALS})?"
    r" (?P<name>[^\W\d_]{3,})\.?(?: (?P<year>\d{4}))?"
)
_LEAP_YEAR = 2000
_YEAR = timedelta(days=365)


class _Written(NamedTuple):
    """A day as it was written, which need not exist."""

    year: int | None
    month: int
    day: int

    def of(self, year: int) -> date | None:
        """Return the day of a year, if it has one."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


class DayNotUnderstoodError(OptoutError):
    """A text is not a day. Fact: `text`."""

    code = 2
    what = N_("“{text}” is not a date I can read.")
    remedy = N_("Write it like this: 2 November 2026, 02/11/2026 or 2026-11-02.")


class NoSuchDayError(OptoutError):
    """A day that no calendar has, such as 31 February. Fact: `text`."""

    code = 2
    what = N_("The calendar has no {text}.")
    remedy = N_("Check the day and the month, then write the date again.")


class YearMissingError(OptoutError):
    """A day without a year, where no year can be told from today. Fact: `text`."""

    code = 2
    what = N_("“{text}” has no year, and I cannot tell which one you mean.")
    remedy = N_("Write the year too: 2 November 2026, 02/11/2026 or 2026-11-02.")


class DayInFutureError(OptoutError):
    """A day of something done, such as sending, that has not come yet. Fact: `text`."""

    code = 2
    what = N_("{text} is in the future: this cannot have happened yet.")
    remedy = N_("For a letter or an e-mail, take the date printed on it.")


def parse_sent(text: str, today: date | None) -> date:
    """Read the day a letter was sent, or a space closed: `today` is the last possible one.

    Without a year it is the last such day that has passed, at most a year ago. Today is None where
    the clock is wrong: a day is then never too late, and needs its year. Raises
    DayNotUnderstoodError, NoSuchDayError, YearMissingError or DayInFutureError.
    """
    written = _take_apart(text)
    day = _find_last(written, today) if written.year is None else written.of(written.year)
    if day is None:
        # A 29 February that is more than a year ago, or no day of the calendar at all.
        exists = written.year is None and written.of(_LEAP_YEAR)
        raise (YearMissingError if exists else NoSuchDayError)(text=text.strip())
    if day > (today or LAST_DAY):
        raise DayInFutureError(text=i18n.day_in_words(day))
    return day


def parse_day(text: str) -> date:
    """Read a day with its year. Raises DayNotUnderstoodError or NoSuchDayError."""
    written = _take_apart(text)
    if written.year is None:
        raise DayNotUnderstoodError(text=text)
    day = written.of(written.year)
    if day is None:
        raise NoSuchDayError(text=text.strip())
    return day


def _find_last(written: _Written, today: date | None) -> date | None:
    """Return the last day with this number and month, if it is not more than a year ago."""
    if today is None:
        return None
    days = filter(None, map(written.of, (today.year, today.year - 1)))
    return next((day for day in days if today - _YEAR <= day <= today), None)


def _take_apart(text: str) -> _Written:
    plain = " ".join(fold(text).replace(",", " ").split())
    found = _ISO.fullmatch(plain) or _NUMBERS.fullmatch(plain) or _WORDS.fullmatch(plain)
    if found is None:
        raise DayNotUnderstoodError(text=text)
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _find_month(parts["name"])
    if month is None:
        raise DayNotUnderstoodError(text=text)
    year = parts["year"]
    return _Written(None if year is None else int(year), month, int(parts["day"]))


def _find_month(name: str) -> int | None:
    """Find the one month whose name, in any language, begins with `name`."""
    found = {
        number
        for names in map(i18n.months, i18n.LANGUAGES)
        for number, month in enumerate(names, start=1)
        if fold(month).startswith(name)
    }
    return found.pop() if len(found) == 1 else None
