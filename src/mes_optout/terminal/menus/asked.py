"""A question of questionary's, made ready for our pages: its rows are counted, its keys said."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# prompt_toolkit would ask the terminal where the cursor is, and complain in English after two
# seconds when nobody answers.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

import questionary
from prompt_toolkit.filters import is_done
from prompt_toolkit.layout import (
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    ScrollOffsets,
    Window,
)
from questionary.prompts import common

from mes_optout.system import tty
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.listing import POINTER
from mes_optout.text import wrap

LOOK: dict[str, Any] = {
    "qmark": "",
    "instruction": " ",
    "pointer": POINTER,
    "use_jk_keys": False,
    "use_emacs_keys": False,
    "erase_when_done": True,
}
# What is typed has the terminal's own colours, as all else.
PLAIN = questionary.Style([("qmark", "fg:default"), ("answer", "fg:default nobold")])


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is ready to be asked, in the words of a page.

    `text` and `labels` are wrapped; a typed line has neither labels nor characters that are
    `typed` unseen, but takes a row. `keys` are those that count. `states` are the words before a
    box, ticked and not.
    """

    question: questionary.Question
    text: str
    keys: Sequence[str]
    labels: Sequence[str] = ()
    typed: TypedCharacters | None = None
    states: Sequence[str] = ()

    @property
    def rows(self) -> int:
        """How many rows it takes, without the line of keys."""
        return count_rows([self.text, *(self.labels or [""])])

    @property
    def control(self) -> common.InquirerControl:
        """Its answers, or boxes."""
        windows = self.question.application.layout.find_all_windows()
        return next(w.content for w in windows if isinstance(w.content, common.InquirerControl))

    def limit(self, rows: int) -> None:
        """Have all of it take at most so many rows: the list then scrolls, and the page stays."""
        if self.rows <= rows or not self.labels:
            return
        rows -= count_rows([self.text])
        for window in self.question.application.layout.find_all_windows():
            if isinstance(window.content, common.InquirerControl):
                window.height = Dimension(max=max(rows, 1))
                # Else only the first row of the answer that is pointed at could stand there.
                highest = max(map(count_rows, ([label] for label in self.labels)))
                window.scroll_offsets = ScrollOffsets(bottom=min(highest, max(rows, 1)) - 1)

    def add_keys(self, lines: Sequence[str], *, apart: bool = False) -> None:
        """Write the line of keys beneath it, below a blank row where there is room for one."""
        rows = [*([""] if apart else []), *(f" {line}" for line in lines)]
        # Of a height that is known: it is then not worked out at every key.
        window = Window(FormattedTextControl("\n".join(rows)), height=len(rows))
        container: Any = self.question.application.layout.container
        container.children.append(ConditionalContainer(window, filter=~is_done))


def count_rows(texts: Sequence[str]) -> int:
    """Return how many rows wrapped texts take."""
    return sum(text.count("\n") + 1 for text in texts)


def wrap_question(question: str) -> str:
    """Wrap a question. questionary puts a blank around it; the lines below get one in front."""
    return "\n ".join(wrap(question, columns() - 3))


def wrap_label(label: str, indent: int) -> str:
    """Wrap a label before questionary sees it, for it cuts what does not fit."""
    if indent > columns() // 3:  # too narrow to stand beside a mark: begin on the next line
        return "\n  ".join(["", *wrap(label, columns() - 3, break_words=True)])
    blank = " " * indent
    return f"\n{blank}".join(wrap(label, columns() - indent - 1, break_words=True))


def columns() -> int:
    """Return how wide the terminal is now."""
    return tty.measure().columns
