"""The page of a step, opened on one's own phone: nothing then stays in this computer's browser."""

from mes_optout.i18n import _
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit, Way
from mes_optout.wording.blocks import Address


def phone(visit: Visit, way: Way, index: int, back: Stage) -> Stage:
    """Show the address of a step as a QR code, and whole below it."""
    link = way.steps[index].link or ""
    # No title and no frame: a code takes almost all the rows there are.
    screen = Screen(title="", addresses=(Address("", link),), code=link)
    options = [Option("back", _("Back to the step")), quit_option()]
    visit.ask(screen, _("Point your phone's camera at the code. Then?"), options)
    return back
