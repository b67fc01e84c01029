"""What is said of steps that are not the program's own: whose they are, and where they may lead."""

from typing import TYPE_CHECKING

from mes_optout.i18n import _
from mes_optout.wording.blocks import Row

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


def say_whose(pack: "Pack") -> tuple[str, ...]:
    """Say that steps come from elsewhere, and whether to follow them."""
    said = (
        _("These steps are not the program's own."),
        _("Follow them only if you trust whoever wrote them."),
    )
    return (*said, _("Their links may also lead to the sites named here.")) if pack.hosts else said


def say_hosts(pack: "Pack") -> tuple[Row, ...]:
    """Return the other sites that steps may lead to, if there are any."""
    return (Row(_("Other sites"), pack.hosts),) if pack.hosts else ()
