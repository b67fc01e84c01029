"""The question before everything that is kept is deleted."""

from mes_optout.i18n import _
from mes_optout.walkthrough.options import keep_or_delete, quit_option
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Visit


def sure_to_delete(visit: Visit, *also: str) -> bool:
    """Say what deleting does, and `also` what else there is to know; ask once."""
    screen = Screen(
        title=_("Delete everything that is kept"),
        text=(
            _("All your ticked boxes and dates will be deleted from this computer."),
            *also,
            _("Backups and synchronised copies may still hold them."),
        ),
    )
    return visit.ask(screen, _("Delete it?"), [*keep_or_delete(), quit_option()]) == "yes"
