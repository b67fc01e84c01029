"""The resume code: shown to be written on paper, and asked for when somebody comes back with it."""

from functools import partial

from mes_optout.i18n import _, command
from mes_optout.progress import code
from mes_optout.progress.model import Progress
from mes_optout.walkthrough.deleting import sure_to_delete
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.prompter import Option, Quit, Screen
from mes_optout.walkthrough.visit import Stage, Visit, Way


def paper(visit: Visit, way: Way, back: Stage) -> Stage:
    """Show the code of one procedure, and offer to delete what is kept here."""
    options = [Option("back", _("I have written it down: go on"))]
    if visit.kept:
        options.append(Option("forget", _("Delete what is kept here, then leave")))
    options.append(quit_option())
    screen = paper_page(visit.progress, way)
    if visit.ask(screen, _("Do you want to go on?"), options) == "forget":
        return partial(forget_and_leave, visit, way, back)
    return back


def paper_page(progress: Progress, way: Way) -> Screen:
    """Return the page with the code; `progress` need not be saved yet."""
    return Screen(
        title=_("A code to write on paper"),
        heading=way.title,
        text=(
            code.group_characters(code.write_code(progress, way.turn, way.steps)),
            _("It holds the boxes of this procedure, and what you put off. It holds no day."),
            _("Write it on paper, letter by letter. A wrong letter will be noticed."),
            _("To go on later, here or on another computer, type:"),
            command("guide --code"),
        ),
    )


def forget_and_leave(visit: Visit, way: Way, back: Stage) -> Stage:
    """Ask once more, for this also deletes the other procedures; then delete and leave."""
    also = []
    if any(turn != way.turn for turn in visit.progress.turns()):
        also.append(_("This goes for your other procedures too. Each one has a code of its own."))
    if not sure_to_delete(visit, *also):
        return partial(paper, visit, way, back)
    visit.keeper.forget()
    raise Quit
