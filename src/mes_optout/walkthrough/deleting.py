"""Deleting all that is kept, once that was asked."""

from mes_optout.progress.model import Progress
from mes_optout.walkthrough.visit import Visit, confirm_deleting


def delete_kept(visit: Visit, *also: str) -> bool:
    """Ask once, then delete all that is kept; say whether that was done.

    `also` is what else there is to know. Raises as `Keeper.forget`.
    """
    if not confirm_deleting(visit, *also):
        return False
    visit.keeper.forget()
    visit.progress = Progress()
    return True
