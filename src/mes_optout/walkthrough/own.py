"""The page before steps that are not the program's own: whoever follows them should know it."""

from mes_optout.i18n import _
from mes_optout.walkthrough.options import go_or_quit
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Stage, Visit
from mes_optout.wording.blocks import Row


def own_steps(visit: Visit, following: Stage) -> Stage:
    """Say that the steps come from elsewhere, and to which other sites they may lead."""
    text = [
        _("These steps are not the program's own."),
        _("They come from a folder that was chosen with --steps or MES_OPTOUT_STEPS."),
        _("Follow them only if you trust whoever wrote them."),
    ]
    rows: tuple[Row, ...] = ()
    if visit.pack.hosts:
        text.append(_("Their links may also lead to the sites named here."))
        rows = (Row(_("Other sites"), visit.pack.hosts),)
    screen = Screen(title=_("Steps from elsewhere"), text=tuple(text), rows=rows)
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return following
