"""The periods that the law sets, from its words to days: to object, and to see data deleted."""

from datetime import date, timedelta
from typing import NamedTuple

# CSP art. R1111-28: without objection within six weeks of the *sending* of the information, the
# record is opened. Neither the day it was received nor a new code moves this.
OBJECTION_PERIOD = timedelta(weeks=6)

# Our own margin, not the law's: no text says at what hour the last day ends, or what a Sunday
# changes, so the last day is not one to aim for.
SAFETY_MARGIN = timedelta(weeks=1)

# CSP art. R1111-36 (source key R36, sure): an express request for deletion, at closure or later, is
# granted within three months at most, and the person is told. That the months begin on the day of
# the request is how we read it; the article names no day.
DELETION_MONTHS = 3
DELETION_READ = date(2026, 11, 24)  # when that article was last read

# Deadlines and reminders reach beyond the day they start from, and no calendar beyond 9999.
LAST_DAY = date(9998, 12, 31)


class Deadline(NamedTuple):
    """The deadline that follows from the day the information was sent."""

    sent: date

    @property
    def last_day(self) -> date:
        """The last day of the six weeks: 42 days after sending."""
        return self.sent + OBJECTION_PERIOD

    @property
    def target(self) -> date:
        """The day to aim for: 35 days after sending, or the working day before.

        Sundays and public holidays are none: offices are shut then, and no post leaves.
        """
        from mes_optout.holidays import find_working_day  # noqa: PLC0415  (only when asked for)

        return find_working_day(self.last_day - SAFETY_MARGIN)

    def days_left(self, today: date) -> int:
        """Count the days from `today` to the last day: 0 on the last day, negative after it."""
        return (self.last_day - today).days

    def passed(self, today: date) -> bool:
        """Say whether the last day is over."""
        return today > self.last_day


def deletion_due(asked: date) -> date:
    """Return the last day of the three months for a deletion that was asked for on a day."""
    return count_on(asked, months=DELETION_MONTHS)


def count_on(day: date, *, days: int = 0, weeks: int = 0, months: int = 0) -> date:
    """Return the day so many days, weeks and months after another; at most the last but one.

    Months lead to the same number in the month they end in. Where that month has no such day, it is
    the month's last: three from 30 November lead to 28 February, or to the 29th. Lawsuits count
    months so (CPC art. 641); no text says it of other periods.
    """
    last_but_one = date.max - timedelta(days=1)  # a calendar needs one more
    try:
        return min(_add_months(day, months) + timedelta(days=days, weeks=weeks), last_but_one)
    except (ValueError, OverflowError):  # a file may hold any day
        return last_but_one


def _add_months(day: date, months: int) -> date:
    count = day.month - 1 + months
    first = date(day.year + count // 12, count % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
