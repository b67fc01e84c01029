"""What day it is, and whether that can be: the clock of a computer may be wrong."""

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.deadline import DELETION_READ, LAST_DAY
from mes_optout.errors import N_, OptoutError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mes_optout.content.procedure import Procedure
    from mes_optout.progress.model import Progress

PINNED_BY = "MES_OPTOUT_TODAY"

# A day noted in one time zone may be tomorrow in another.
_ONE_DAY = timedelta(days=1)


class DayNotPinnedError(OptoutError):
    """What is to stand for today is no day. Facts: `name` of the variable, its `text`."""

    code = 2
    what = N_("The value of {name} is no day: “{text}”.")
    remedy = N_("Write it like this: {name}=2026-11-27. Without it, the computer says the day.")


class Doubt(NamedTuple):
    """The day of this computer, and why it cannot be that one: a later one that is known."""

    today: date
    known: date


def find_pinned_day() -> date | None:
    """Return the day that a variable has taken for today. Raises DayNotPinnedError."""
    text = os.environ.get(PINNED_BY)
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Other ways of ISO 8601, such as 2026-W48-5, are read too.
    if day is None or day.isoformat() != text or day > LAST_DAY:
        raise DayNotPinnedError(name=PINNED_BY, text=text)
    return day


def find_today() -> date:
    """Ask for the day: the one that is pinned, or that of the computer. Raises as above."""
    return find_pinned_day() or date.today()  # noqa: DTZ011, TID251  (the person's own day)


def find_doubt(
    today: date, procedures: "Iterable[Procedure]" = (), progress: "Progress | None" = None
) -> Doubt | None:
    """Return why `today` cannot be right: what was read or noted later than that.

    With a day of sending that has not come yet, more than the six weeks would be left. Steps read
    later than a pinned day say nothing: whoever pins one tries them on a day of the past.
    """
    steps = () if find_pinned_day() else (step for each in procedures for step in each.steps)
    read = (step.reviewed for step in steps)
    noted = progress.days_past if progress else frozenset()
    known = max([DELETION_READ, *read, *noted])
    sent = progress.days_sent if progress else frozenset()
    if known - today > _ONE_DAY or any(day > today for day in sent):
        return Doubt(today, known)
    return None


def find_certain_day(today: date, doubt: Doubt | None) -> date | None:
    """Return today, after which nothing can have happened yet; None by a wrong clock."""
    return today if doubt is None else None
