"""Answers that several pages offer."""

from mes_optout.i18n import _
from mes_optout.walkthrough.prompter import Option


def quit_option() -> Option:
    """Return the answer that leaves, the same in every menu."""
    return Option("quit", _("Quit"), leaves=True)


def go_or_quit() -> list[Option]:
    """Return the answers below a page that is only read."""
    return [Option("go", _("Go on")), quit_option()]


def keep_or_delete() -> list[Option]:
    """Return the answers before a deletion; the first one changes nothing."""
    return [Option("no", _("No, keep it")), Option("yes", _("Yes, delete it"))]
