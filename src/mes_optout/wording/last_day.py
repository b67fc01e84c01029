"""What is said on the last day of the six weeks: what to do today, and what is left if it fails."""

from datetime import date

from mes_optout.holidays import find_holidays
from mes_optout.i18n import _
from mes_optout.wording.whom_to_ask import DEAF_PAGE, deaf_label, help_line

_SATURDAY = 5


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
