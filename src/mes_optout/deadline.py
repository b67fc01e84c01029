"""The six-week rule, from the words of the law to three numbers."""

from dataclasses import dataclass
from datetime import date, timedelta

# CSP art. R1111-28: without objection within six weeks of the *sending* of the information, the
# record is opened. Neither the day it was received nor a new code moves this.
OBJECTION_PERIOD = timedelta(weeks=6)

# Our own margin, not the law's: no text says at what hour the last day ends, or what a Sunday
# changes, so the last day is not one to aim for.
SAFETY_MARGIN = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The deadline that follows from the day the information was sent."""

    sent: date

    @property
    def last_day(self) -> date:
        """The last day of the six weeks: 42 days after sending."""
        return self.sent + OBJECTION_PERIOD

    @property
    def target(self) -> date:
        """The day to aim for: 35 days after sending."""
        return self.last_day - SAFETY_MARGIN

    def days_left(self, today: date) -> int:
        """Count the days from `today` to the last day: 0 on the last day, negative after it."""
        return (self.last_day - today).days

    def passed(self, today: date) -> bool:
        """Say whether the last day is over."""
        return today > self.last_day
