"""A page that does not fit: its parts, and what leads from one to the next."""

from collections.abc import Sequence

import questionary

from mes_optout.i18n import _
from mes_optout.terminal.layout import Sheet, word_keys
from mes_optout.terminal.menus.asked import LOOK, Asked, count_rows, wrap_label, wrap_question
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.hints import part_keys
from mes_optout.terminal.menus.listing import TEXT_COLUMN
from mes_optout.terminal.paging import continued


class Parts:
    """Which part of a page stands."""

    def __init__(self) -> None:
        self._number = self._total = 0

    @property
    def has_before(self) -> bool:
        """Say whether there is a part before."""
        return self._number > 1

    def choose(self, sheets: Sequence[Sheet]) -> Sheet:
        """Return the part to show: the first of a new page.

        Where a new size makes others of it, the question stays; nobody is led past what was not
        shown yet.
        """
        total = len(sheets)
        if not self._total:
            self._number = 1
        elif self._number == self._total:
            self._number = total
        else:
            self._number = 1 + (self._number - 1) * (total - 1) // (self._total - 1)
        self._total = total
        return sheets[self._number - 1]

    def go_back(self) -> bool:
        """Go to the part before; False where there is none."""
        if not self.has_before:
            return False
        self._number -= 1
        return True

    def go_on(self) -> None:
        """Go to the next part."""
        self._number += 1

    def lead_on(self, *, goes_back: bool) -> Asked | None:
        """Return what is asked beneath a part; None beneath the last one."""
        if self._number == self._total:
            return None
        name = continued(self._number + 1, self._total)
        text, label = _word(name)
        question = questionary.select(text, [questionary.Choice(label, value=name)], **LOOK)
        keys = part_keys(goes_back=goes_back or self.has_before)
        return Asked(question, text, keys, [label], TypedCharacters([name]))


def count_leading_rows(columns: int) -> int:
    """Return how many rows it takes at most to lead on to the next part."""
    keys = word_keys(part_keys(goes_back=True), columns)
    return count_rows(_word(continued(99, 99))) + len(keys)


def _word(name: str) -> tuple[str, str]:
    return wrap_question(_("This page goes on.")), wrap_label(name, TEXT_COLUMN)
