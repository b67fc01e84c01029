"""A page that does not fit: its parts, and what leads from one to the next."""

from collections.abc import Sequence
from contextlib import suppress

import questionary

from mes_optout.i18n import _
from mes_optout.terminal.answers import HelpAskedError, obey
from mes_optout.terminal.layout import Sheet, word_keys
from mes_optout.terminal.menus.asked import LOOK, Asked, wrap_label, wrap_question
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.hints import part_keys
from mes_optout.terminal.menus.listing import TEXT_COLUMN
from mes_optout.terminal.paging import continued
from mes_optout.walkthrough.prompter import Back


class Parts:
    """Which part of a page stands. Those that follow are counted: a new size changes how many."""

    def __init__(self) -> None:
        self._total = 1
        self._following: int | None = None

    def choose(self, sheets: Sequence[Sheet]) -> Sheet:
        """Return the part to show."""
        self._total = len(sheets)
        last = self._total - 1
        self._following = last if self._following is None else min(self._following, last)
        return sheets[last - self._following]

    def go_back(self) -> bool:
        """Go to the part before; False where there is none."""
        if self._following is None or self._following == self._total - 1:
            return False
        self._following += 1
        return True

    def lead_on(self, *, goes_back: bool) -> Asked | None:
        """Return what is asked beneath a part; None beneath the last one."""
        if not self._following:
            return None
        number = self._total - self._following
        name = continued(number + 1, self._total)
        text, label = wrap_question(_say_more()), wrap_label(name, TEXT_COLUMN)
        question = questionary.select(text, [questionary.Choice(label, value=name)], **LOOK)
        keys = part_keys(goes_back=goes_back or number > 1)
        return Asked(question, text, keys, [label], TypedCharacters([name]))

    def go_on(self, asked: Asked, *, lost: bool) -> None:
        """Go to the next part; after characters that mean nothing stay. Raises Quit."""
        if lost and asked.typed is not None:
            with suppress(HelpAskedError, Back):
                obey(asked.typed.text)
        elif self._following:
            self._following -= 1


def count_leading_rows(columns: int) -> int:
    """Return how many rows it takes to lead on to the next part."""
    return 2 + len(word_keys(part_keys(goes_back=True), columns))


def _say_more() -> str:
    return _("This page goes on.")
