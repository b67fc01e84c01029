"""What is said of the six weeks: how they count, and what to do on their last day, or after it."""

from datetime import date

from mes_optout.holidays import find_holidays
from mes_optout.i18n import _
from mes_optout.wording.whom_to_ask import DEAF_PAGE, deaf_label, help_line

_SATURDAY = 5


def say_how_it_counts() -> tuple[str, ...]:
    """Say from when the six weeks count, and from when they do not."""
    return (
        _("Six weeks count from the day the letter or e-mail was sent."),
        _("Not from the day you received it, nor from a new code."),
    )


def say_day_unknown() -> tuple[str, ...]:
    """Say what to do for want of the day of sending, and where it may be found."""
    return (
        _("You do not know the day of sending. That is no obstacle: go on today."),
        _("The date is often printed on the letter, or shown in the e-mail."),
    )


def say_too_late() -> str:
    """Say what is left once the six weeks are over."""
    return _("The six weeks are over. Nothing is lost: the space can be closed at any time.")


def is_telephone_open(today: date) -> bool:
    """Say whether the service can be called: as `help_line` says, from Monday to Friday."""
    return today.weekday() < _SATURDAY


def say_what_to_do(today: date) -> tuple[str, ...]:
    """Say what can still be done today, a sentence or two each."""
    if is_telephone_open(today):
        deeds = [
            _("Begin now, online."),
            _("Without the internet, or if a screen stops you, call 3422 before 17:00."),
            _("Say that you object to the opening, and ask for it in writing."),
            _("Note the day, the hour, the file number, and who answers."),
        ]
        if today in find_holidays(today.year):
            deeds.insert(0, _("Today is a public holiday: 3422 may not answer."))
    else:
        deeds = [
            _("Begin now, online: 3422 does not answer on Saturdays and Sundays."),
            _("Keep screenshots that show the day."),
        ]
    fails = _(
        "If it fails, nothing is lost: the space can be closed at any time (article R1111-36)."
    )
    return (*deeds, fails)


def say_last_day(today: date) -> tuple[str, ...]:
    """Say the same where there are no rows: with the telephone number, while it answers."""
    *deeds, fails = say_what_to_do(today)
    if is_telephone_open(today):
        label = _("{label}: {text}")
        deeds += [
            label.format(label=_("Telephone"), text=help_line()),
            label.format(label=deaf_label(), text=DEAF_PAGE),
        ]
    return (*deeds, fails)
