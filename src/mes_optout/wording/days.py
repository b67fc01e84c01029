"""Deadlines in words: how far away a day is, what to aim for, when a deletion is due."""

from datetime import date

from mes_optout.deadline import DELETION_READ, Deadline, deletion_due
from mes_optout.i18n import _, day_in_words, month_in_words, ngettext
from mes_optout.text import WIDTH, wrap


def days_left(deadline: Deadline, today: date) -> str:
    """Say how far away the last day is: « dans 20 jours »."""
    return days_away(deadline.last_day, today)


def days_away(day: date, today: date) -> str:
    """Say « dans 20 jours », « aujourd'hui » or « il y a 6 jours »."""
    left = (day - today).days
    if left == 0:
        return _("today")
    if left > 0:
        return ngettext("in {n} day", "in {n} days", left)
    return ngettext("{n} day ago", "{n} days ago", -left)


def last_day(deadline: Deadline, today: date) -> str:
    """Say « Dernier jour : lundi 14 décembre 2026, dans 20 jours. »."""
    day, left = day_in_words(deadline.last_day, weekday=True), days_left(deadline, today)
    return _("Last day: {day}, {left}.").format(day=day, left=left)


def target_day(deadline: Deadline, today: date) -> str:
    """Say what to aim for before the last day, and what is still possible after it."""
    if deadline.passed(today):
        return _("The six weeks are over. The space can still be closed, at any time.")
    if today > deadline.target:
        return _("Do it today if you can.")
    day = day_in_words(deadline.target, weekday=True)
    return _("Aim for {day} at the latest.").format(day=day)


def deadline_text(deadline: Deadline, today: date) -> str:
    """Say the day of sending, the last day and what to aim for, a line each."""
    sent = _("Sent: {day}.").format(day=day_in_words(deadline.sent, weekday=True))
    return "\n".join([sent, last_day(deadline, today), target_day(deadline, today)]) + "\n"


def deletion_text(asked: date, today: date) -> str:
    """Say when a deletion must be done, what to do without news, and how sure that is."""
    due = deletion_due(asked)
    day, left = day_in_words(due, weekday=True), days_away(due, today)
    if today > due:
        news = _("The three months are over. Without an e-mail about the end, call 3422.")
    else:
        news = _("After that day, without an e-mail about the end, call 3422.")
    sure = _(
        "the three months at most are certain (public health code, article R1111-36, read in "
        "{month}). Their first day is our reading of it."
    )
    said = [
        _("Closed: {day}.").format(day=day_in_words(asked, weekday=True)),
        _("Deletion due by: {day}, {left}.").format(day=day, left=left),
        news + " " + _("Ask for a written answer."),
        _("This holds if you asked for the deletion that day. If not, give the day you asked."),
        _("Without a request for deletion, an archive stays for ten years."),
        _("{label}: {text}").format(
            label=_("How sure"), text=sure.format(month=month_in_words(DELETION_READ))
        ),
    ]
    return "\n".join(line for each in said for line in wrap(each, WIDTH)) + "\n"
