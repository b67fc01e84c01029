"""Single questions that a command asks outside a walkthrough."""

from datetime import date

from mes_optout.i18n import _
from mes_optout.terminal.leaving import wipe
from mes_optout.terminal.mode import make_prompter
from mes_optout.walkthrough.prompter import Back, Quit
from mes_optout.walkthrough.visit import keep_or_delete


def sure_to_delete(listed: str) -> bool:
    """Ask once, below the files just `listed`; anything but a clear yes keeps them."""
    try:
        return make_prompter(above=listed).choose(_("Delete it?"), keep_or_delete()).id == "yes"
    except (Back, Quit):
        return False


def ask_sent(today: date) -> date | None:
    """Ask for the day of sending; None when the person does not know it or leaves."""
    return _ask_day(_("On which day was it sent?"), today)


def ask_closed(today: date) -> date | None:
    """Ask for the day of closure; None when the person does not know it or leaves."""
    return _ask_day(_("On which day did you close the space?"), today)


def _ask_day(question: str, today: date) -> date | None:
    try:
        return make_prompter().ask_date(question, today)
    except Back:
        return None
    except Quit:
        wipe()
        return None
