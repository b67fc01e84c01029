"""What is said of the rights that others have where progress is kept."""

from mes_optout.i18n import _
from mes_optout.system.home import Access


def say_access(access: Access) -> str:
    """Return the sentence for whoever keeps something there."""
    match access:
        case Access.MENDED:
            return _("Other accounts could open what is kept here: this is mended now.")
        case Access.MAY_CHANGE:
            return _("Other accounts can change or delete what is kept here.")
        case Access.NO_RIGHTS:
            return _(
                "This place knows no rights, like many USB sticks: whoever opens it can read what"
                " is kept."
            )
        case Access.OTHER_OWNER:
            return _("This folder, or a file in it, belongs to another account, which can read it.")
        case Access.NOT_LOOKED_AT:
            return _("On Windows, this program does not look at who else can open this folder.")
