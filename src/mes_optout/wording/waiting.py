"""Phrases about what comes later: when to check it, since when, whether it came."""

from datetime import date
from typing import TYPE_CHECKING

from mes_optout.clock import Doubt
from mes_optout.i18n import _, day_in_words, ngettext

if TYPE_CHECKING:
    from mes_optout.content.later import FollowUp
    from mes_optout.progress.awaited import Awaited


def say_awaited(awaited: "Awaited[FollowUp]", today: date, doubt: Doubt | None = None) -> str:
    """Say « La fin : à vérifier le 27 février 2027 », or how it stands with it."""
    said = say_when(awaited, today, doubt)
    return _("{label}: {text}").format(label=awaited.follow_up.title, text=said)


def say_when(awaited: "Awaited[FollowUp]", today: date, doubt: Doubt | None = None) -> str:
    """Say when something is to be checked, since when it is, or that it came.

    By a wrong clock nothing is late.
    """
    if awaited.came is not None:
        return _("yes, noted on {day}").format(day=day_in_words(awaited.came))
    if doubt is None and awaited.is_asked(today):
        return _("to be checked since {day}").format(day=day_in_words(awaited.due))
    if awaited.asked_on > awaited.due:
        return _("to be checked again on {day}").format(day=day_in_words(awaited.asked_on))
    return _("to be checked on {day}").format(day=day_in_words(awaited.due))


def say_period(follow_up: "FollowUp") -> str:
    """Say « à vérifier après 3 mois », where the day of the deed is not known."""
    if follow_up.months:
        return ngettext(
            "to be checked after {n} month", "to be checked after {n} months", follow_up.months
        )
    if follow_up.weeks:
        return ngettext(
            "to be checked after {n} week", "to be checked after {n} weeks", follow_up.weeks
        )
    return ngettext("to be checked after {n} day", "to be checked after {n} days", follow_up.days)
