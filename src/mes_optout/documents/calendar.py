"""Reminders for a calendar (RFC 5545), in words that others may read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from mes_optout.deadline import Deadline, deletion_due
from mes_optout.errors import DaysGoneError
from mes_optout.i18n import _, day_in_words

# Names neither the program nor what it is about: some calendars show where an entry came from.
_PRODUCER = "-//demarches//FR"

# From the first minute of the day: nine in the morning, that day and the day before.
_MORNING, _MORNING_BEFORE = "PT9H", "-PT15H"

_OCTETS = 74  # of a line before it goes on in the next, whose first blank makes 75 (3.1)
_TO_ESCAPE = re.compile(r"\r\n?|[\n\\;,]")


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day, what a calendar shows on it, and what its alarm says the day before.

    `kind` tells reminders of one day apart. It never stands in a file.
    """

    kind: str
    day: date
    title: str
    before: str


def make_deadline_reminders(deadline: Deadline) -> tuple[Reminder, ...]:
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


def make_deletion_reminders(asked: date) -> tuple[Reminder, ...]:
    """Return the day on which to see whether the deletion was confirmed."""
    return (
        Reminder(
            "deletion", deletion_due(asked), _("Task to check today"), _("Task to check tomorrow")
        ),
    )


def compose_calendar_notice() -> str:
    """Say who may see a reminder."""
    return _(
        "Careful: in a shared calendar, your family or your employer can see this reminder too."
    )


def as_calendar(reminders: tuple[Reminder, ...], today: date) -> str:
    """Write a calendar file, with CRLF, of the reminders whose day is not over.

    The same reminders on the same day give the same text. Raises DaysGoneError when all are over:
    many calendars sound a missed alarm at once.
    """
    coming = [reminder for reminder in reminders if reminder.day >= today]
    if not coming:
        raise DaysGoneError(text=day_in_words(reminders[-1].day))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCER}"]
    for reminder in coming:
        lines += _event_lines(reminder, today)
    return "".join(f"{_fold(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event_lines(reminder: Reminder, today: date) -> Iterator[str]:
    """Yield an event of one whole day with its two alarms (3.6.1), in lines not folded yet."""
    # From kind and day alone: importing the file again moves nothing, and it names no machine.
    name = sha256(f"{reminder.kind} {reminder.day}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_escape(reminder.title)}"
    yield f"DTSTART;VALUE=DATE:{_write_day(reminder.day)}"
    yield f"DTEND;VALUE=DATE:{_write_day(reminder.day + timedelta(days=1))}"
    # A day without its hour: it need not say when somebody sat here.
    yield f"DTSTAMP:{_write_day(today)}T000000Z"
    yield f"UID:{name}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"  # free: whoever sees only free or busy learns nothing
    yield from _alarm_lines(reminder.before, _MORNING_BEFORE)
    yield from _alarm_lines(reminder.title, _MORNING)
    yield "END:VEVENT"


def _alarm_lines(said: str, trigger: str) -> Iterator[str]:
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escape(said)}"  # 3.6.6: an alarm that is shown must have one
    yield f"TRIGGER:{trigger}"
    yield "END:VALARM"


def _write_day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escape(text: str) -> str:
    """Return a text as a value (3.3.11); every kind of line break becomes the one there is."""
    return _TO_ESCAPE.sub(lambda found: f"\\{'n' if found[0].isspace() else found[0]}", text)


def _fold(line: str) -> str:
    """Break a line where it is too long, never inside a character (3.1).

    Nor after a backslash: some calendars take an escape apart. icalendar spares « ^ » as well.
    """
    folded: list[str] = []
    used = 0
    for character in line:
        size = len(character.encode())
        if used + size > _OCTETS:
            kept_together = folded.pop() if folded[-1] in "\\^" else ""
            folded.append(f"\r\n {kept_together}")
            used = len(kept_together)
        folded.append(character)
        used += size
    return "".join(folded)
