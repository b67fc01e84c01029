"""Reminders for a calendar (RFC 5545), in words that others may read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from mes_optout.deadline import Deadline, deletion_due
from mes_optout.errors import DaysGoneError
from mes_optout.i18n import _, day_in_words

if TYPE_CHECKING:
    from icalendar import Event

# Names neither the program nor what it is about: some calendars show where an entry came from.
_PRODUCER = "-//demarches//FR"

# From the first minute of the day: nine in the morning, that day and the day before.
_MORNING = timedelta(hours=9)
_MORNING_BEFORE = _MORNING - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day, what a calendar shows on it, and what its alarm says the day before.

    `kind` tells reminders of one day apart. It never stands in a file.
    """

    kind: str
    day: date
    title: str
    before: str


def deadline_reminders(deadline: Deadline) -> tuple[Reminder, ...]:
    """Return the day to aim for and the last day of the six weeks."""
    return (
        Reminder(
            "target",
            deadline.target,
            _("Task to finish: aim for today"),
            _("Task to finish: aim for tomorrow"),
        ),
        Reminder(
            "last-day",
            deadline.last_day,
            _("Task to finish: last day"),
            _("Task to finish: last day tomorrow"),
        ),
    )


def deletion_reminders(asked: date) -> tuple[Reminder, ...]:
    """Return the day on which to see whether the deletion was confirmed."""
    return (
        Reminder(
            "deletion", deletion_due(asked), _("Task to check today"), _("Task to check tomorrow")
        ),
    )


def calendar_notice() -> str:
    """Say who may see a reminder."""
    return _(
        "Careful: in a shared calendar, your family or your employer can see this reminder too."
    )


def as_calendar(reminders: tuple[Reminder, ...], today: date) -> str:
    """Write a calendar file, with CRLF, of the reminders whose day is not over.

    The same reminders on the same day give the same text. Raises DaysGoneError when all are over:
    many calendars sound a missed alarm at once.
    """
    from icalendar import Calendar  # noqa: PLC0415  (costs more than all the rest)

    coming = [reminder for reminder in reminders if reminder.day >= today]
    if not coming:
        raise DaysGoneError(text=day_in_words(reminders[-1].day))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCER)
    calendar.add("version", "2.0")
    for reminder in coming:
        calendar.add_component(_event(reminder, today))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(reminder: Reminder, today: date) -> "Event":
    from icalendar import Alarm, Event  # noqa: PLC0415  (see above)

    event = Event()
    # From kind and day alone: importing the file again moves nothing, and it names no machine.
    event.add("uid", sha256(f"{reminder.kind} {reminder.day}".encode()).hexdigest()[:32])
    # A day without its hour: it need not say when somebody sat here.
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", reminder.day)
    event.add("dtend", reminder.day + timedelta(days=1))
    event.add("summary", reminder.title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # free: whoever sees only free or busy learns nothing
    for said, when in ((reminder.before, _MORNING_BEFORE), (reminder.title, _MORNING)):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", said)  # RFC 5545, 3.6.6: an alarm that is shown must have one
        alarm.add("trigger", when)
        event.add_component(alarm)
    return event
