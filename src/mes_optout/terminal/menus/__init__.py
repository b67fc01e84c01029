"""Questions as menus: arrow keys, space and Enter, below a page in a frame.

Only this folder knows questionary and prompt_toolkit.
"""

import shutil
from collections.abc import Sequence
from typing import TypeVar

from mes_optout.terminal.menus.choose import choose
from mes_optout.terminal.menus.line import ask_line
from mes_optout.terminal.menus.page import MenuPage
from mes_optout.terminal.menus.tick import tick
from mes_optout.terminal.screens import fit_code
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Screen

T = TypeVar("T")


class MenuPrompter:
    """Asks with arrow keys, space and Enter. Escape or left goes back, Ctrl-D saves and leaves.

    `above` is what a command has printed itself, and asks below before there is any page.
    """

    def __init__(self, above: str = "") -> None:
        self._page = MenuPage(above)

    def can_show_code(self, address: str) -> bool:
        """Say whether a QR code of an address has room here."""
        size = shutil.get_terminal_size()
        return bool(fit_code(address, size.columns, size.lines))

    def show(self, screen: Screen) -> None:
        """Show a page on a cleared screen; its first line says what was answered before."""
        self._page.show(screen)

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options` with the arrow keys, or their first characters."""
        return choose(self._page, question, options)

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are ticked: space changes one, Enter confirms."""
        return tick(self._page, question, checks)

    def ask_line(self, line: Line[T]) -> T | None:
        """Ask for a line."""
        return ask_line(self._page, line)
