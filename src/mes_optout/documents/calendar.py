"""Reminders for a calendar (RFC 5545), in words that others may read."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from mes_optout.content.procedure import Procedure
from mes_optout.deadline import Deadline, deletion_due
from mes_optout.documents.stamp import find_stamp
from mes_optout.errors import N_, OptoutError
from mes_optout.i18n import _, day_in_words
from mes_optout.journey import Journey

# Names neither the program nor what it is about: some calendars show where an entry came from.
_PRODUCER = "-//demarches//FR"

_OCTETS = 74  # of a line before it goes on in the next, whose first blank makes 75 (3.1)
_TO_ESCAPE = re.compile(r"\r\n?|[\n\\;,]")

# A whole day (3.6.1), and two alarms (3.6.6) at nine in the morning, the day before and that day.
# TRANSPARENT is free: whoever sees only free or busy learns nothing. The stamp is a day without
# its hour: it need not say when somebody sat here.
_EVENT = """\
BEGIN:VEVENT
SUMMARY:{title}
DTSTART;VALUE=DATE:{day}
DTEND;VALUE=DATE:{next_day}
DTSTAMP:{stamp}T000000Z
UID:{name}
CLASS:PRIVATE
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:{before}
TRIGGER:-PT15H
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:{title}
TRIGGER:PT9H
END:VALARM
END:VEVENT"""


class DaysGoneError(OptoutError):
    """Every day that a reminder could be for is over. Fact: `text`, the last of them."""

    code = 2
    what = N_("{text} is over, so there is no day left to be reminded of.")
    remedy = N_("Without --ics, this command says what you can still do.")


# One kind for all that is checked: two things on one day make one reminder. It is called as it ever
# was, for entries are named after it.
CHECK = "deletion"


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
    return (_make_check(deletion_due(asked)),)


def _make_check(day: date) -> Reminder:
    return Reminder(CHECK, day, _("Task to check today"), _("Task to check tomorrow"))


def find_reminders(journey: Journey) -> tuple[Reminder, ...]:
    """Return the days to be reminded of, the past ones too, but not of what has come."""
    deadline, closed = journey.deadline, journey.closed
    checks = {each.asked_on for each in journey.follow_ups if each.came is None}
    if closed is not None and not _follows_closing(journey.procedure):
        checks.add(deletion_due(closed))
    return (
        *(make_deadline_reminders(deadline) if deadline else ()),
        *map(_make_check, sorted(checks)),
    )


def _follows_closing(procedure: Procedure) -> bool:
    """Say whether what comes later speaks of the deletion that a closure may ask for."""
    closing = {
        f"{step.id}/{check.id}" for step in procedure.steps for check in step.checks if check.closes
    }
    return any(closing.intersection(each.after) for each in procedure.follow_ups)


def compose_calendar_notice() -> str:
    """Say who may see a reminder."""
    return _("In a shared calendar, your family or your employer can see this reminder too.")


def as_calendar(reminders: tuple[Reminder, ...], today: date) -> str:
    """Write a calendar file, with CRLF, of the reminders whose day is not over.

    The same reminders on the same day give the same text. Raises DaysGoneError when all are over:
    many calendars sound a missed alarm at once.
    """
    coming = [reminder for reminder in reminders if reminder.day >= today]
    if not coming:
        raise DaysGoneError(text=day_in_words(reminders[-1].day))
    stamp = find_stamp(today)
    events = "\n".join(_write_event(reminder, stamp) for reminder in coming)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:{_PRODUCER}\n{events}\nEND:VCALENDAR"
    return "".join(f"{_fold(line)}\r\n" for line in text.split("\n"))


def _write_event(reminder: Reminder, stamp: date) -> str:
    """Return an event in lines not folded yet."""
    return _EVENT.format(
        title=_escape(reminder.title),
        before=_escape(reminder.before),
        day=_write_day(reminder.day),
        next_day=_write_day(reminder.day + timedelta(days=1)),
        stamp=_write_day(stamp),
        # From kind and day alone: importing the file again moves nothing, and it names no machine.
        name=sha256(f"{reminder.kind} {reminder.day}".encode()).hexdigest()[:32],
    )


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
