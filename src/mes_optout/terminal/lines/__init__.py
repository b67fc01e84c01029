"""Questions as plain lines: for screen readers, braille, dumb terminals and pipes."""

from collections.abc import Sequence
from typing import TextIO, TypeVar

from mes_optout.terminal.lines.choose import choose
from mes_optout.terminal.lines.line import ask_line
from mes_optout.terminal.lines.page import LinePage
from mes_optout.terminal.lines.tick import tick
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Screen

T = TypeVar("T")


class LinearPrompter:
    """Asks on `out` and reads lines from `source`. `width` is in columns.

    `above` is what somebody else has written there, and belongs to the first page.
    """

    def __init__(self, source: TextIO, out: TextIO, width: int, above: str = "") -> None:
        self._page = LinePage(source, out, width, above)

    def can_show_code(self, address: str) -> bool:  # noqa: ARG002  (a prompter's)
        """Say that no code is drawn here: somebody may be listening."""
        return False

    def show(self, screen: Screen) -> None:
        """Write a page from top to bottom."""
        self._page.show(screen)

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options` by number or first characters."""
        return choose(self._page, question, options)

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are done, several in one line."""
        return tick(self._page, question, checks)

    def ask_line(self, line: Line[T]) -> T | None:
        """Ask for a line."""
        return ask_line(self._page, line)

    def repeat(self) -> None:
        """Write the page and its open question once more, after the program was stopped."""
        self._page.repeat()
