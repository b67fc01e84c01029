"""Days as people write them: 2 novembre 2026, 02/11/2026, 2026-11-02."""

import re
from datetime import date

from mes_optout import i18n
from mes_optout.errors import N_, OptoutError
from mes_optout.languages import LANGUAGES
from mes_optout.text import fold

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
# Day first: that is how dates are written in France, where every letter comes from.
_NUMBERS = re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})")
# A letter of any alphabet: `[^\W\d_]`.
_ORDINALS = "|".join(fold(ordinal) for each in LANGUAGES.values() for ordinal in each.ordinals)
_WORDS = re.compile(
    rf"(?:[^\W\d_]+\.? )?(?P<day>\d{{1,2}})(?:{_ORDINALS})?"
    r" (?P<name>[^\W\d_]{3,})\.? (?P<year>\d{4})"
)


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


class DayInFutureError(OptoutError):
    """A day of something done, such as sending, that has not come yet. Fact: `text`."""

    code = 2
    what = N_("{text} is in the future: this cannot have happened yet.")
    remedy = N_("For a letter or an e-mail, take the date printed on it.")


def parse_sent(text: str, today: date) -> date:
    """Read the day a letter was sent, or a space closed: `today` is the last possible one.

    Raises DayNotUnderstoodError, NoSuchDayError or DayInFutureError.
    """
    day = parse_day(text)
    if day > today:
        raise DayInFutureError(text=i18n.day_in_words(day))
    return day


def parse_day(text: str) -> date:
    """Read a day. Raises DayNotUnderstoodError or NoSuchDayError."""
    plain = " ".join(fold(text).replace(",", " ").split())
    found = _ISO.fullmatch(plain) or _NUMBERS.fullmatch(plain) or _WORDS.fullmatch(plain)
    if found is None:
        raise DayNotUnderstoodError(text=text)
    parts = found.groupdict()
    month = int(parts["month"]) if "month" in parts else _find_month(parts["name"])
    if month is None:
        raise DayNotUnderstoodError(text=text)
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        raise NoSuchDayError(text=text.strip()) from None


def _find_month(name: str) -> int | None:
    """Find the one month whose name, in any language, begins with `name`."""
    found = {
        number
        for names in map(i18n.months, i18n.LANGUAGES)
        for number, month in enumerate(names, start=1)
        if fold(month).startswith(name)
    }
    return found.pop() if len(found) == 1 else None
