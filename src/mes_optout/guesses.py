"""Which command somebody may mean by a name that none has."""

from collections.abc import Mapping

from mes_optout.clicks import Command, get_commands
from mes_optout.languages import list_typed
from mes_optout.text import find_nearest, fold


def guess_command(name: str, here: Mapping[str, Command], *more: str) -> str | None:
    """Return the command that may be meant, of those `here` or of `more` names, or one below.

    A word for what a command does comes first: « liste » looks more like a command of its own.
    """
    meant = list_typed().get(fold(name))
    if meant in here:
        return meant
    below = {each: f"{group} {each}" for group in here for each in get_commands(here[group])}
    near = find_nearest(name, (*here, *more))
    return near or below.get(find_nearest(name, below) or "")
