"""The first page: neutral, and light. It is shown before any step is read from the disk."""

from mes_optout.i18n import _
from mes_optout.walkthrough.prompter import Back, Option, Prompter, Screen


def welcome(prompter: Prompter, kept_in: str, *, wipes: bool) -> None:
    """Say how to leave, what is kept and where, before any telling word. Raises Quit.

    `wipes` says whether leaving can clear the screen here; where it cannot, the page says so.
    """
    if wipes:
        leaving = _("To leave at once, at any moment: Ctrl-C. The screen is then cleared.")
    else:
        leaving = _("To leave: Ctrl-C. It cannot clear this screen: close the window too.")
    screen = Screen(
        title=_("Before you begin"),
        text=(
            _("This program goes with you through a piece of paperwork, one page at a time."),
            leaving,
            _("It never asks for a name, a number, a code or a password."),
            _("It keeps on this computer only which boxes you ticked, and on which day."),
            _("This is kept in: {folder}").format(folder=kept_in),
            _("It sends nothing over the internet."),
            _("Is this computer shared? Then another device is safer."),
        ),
    )
    while True:
        prompter.show(screen)
        try:
            prompter.choose(
                _("Do you want to go on?"),
                [Option("go", _("Go on")), quit_option()],
            )
        except Back:
            continue  # there is nothing before the first page
        return


def quit_option() -> Option:
    """Return the answer that leaves, the same in every menu."""
    return Option("quit", _("Quit"), leaves=True)
