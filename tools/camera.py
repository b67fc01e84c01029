"""Photograph the real program: it runs in a pseudo-terminal, as in the tests, on a fixed day.

Its home has a name of its own in /tmp; what is shown bears another one, as long, instead.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from pyte.screens import Char

from mes_optout import i18n
from screen_svg import BARS, FRAMES
from support.clocks import Clock
from support.homes import TODAY, Home
from support.terminals import Terminal

Rows = tuple[tuple[Char, ...], ...]

_BAR = re.compile(f"[{BARS}]+ *")
_FRAME = re.compile(f"[{FRAMES}]")


@dataclass(frozen=True, slots=True)
class Studio:
    """A home in which the guide is begun, once or several times, in a language."""

    language: str
    home: Home
    alias: str

    @contextmanager
    def begun(
        self, procedure: str, *how: str, columns: int = 80, rows: int = 24, today: date = TODAY
    ) -> Iterator[Terminal]:
        """Begin the guide of a procedure, or go on with it."""
        guide = ("--lang", self.language, "guide", procedure, *how)
        state = {"MES_OPTOUT_HOME": f"{self.home.folder}/.local/state/demarches"}
        # By a clock, not by a pinned day, of which the first page would speak.
        clock = Clock(self.home.folder / "tmp/clock")
        clock.move(f"{today} 12:00:00")
        env = {**clock.environment, **state}
        size = {"columns": columns, "rows": rows}
        with closing(Terminal(self.home, *guide, env=env, **size)) as terminal:
            yield terminal

    def show(self, text: str) -> str:
        """Return a text with the home's other name."""
        return text.replace(str(self.home.folder), self.alias)

    def photograph(self, terminal: Terminal, first: str = "") -> Rows:
        """Return the rows of the screen, from the last that holds `first` to the last written."""
        terminal.settle()
        rows = []
        for y, row in enumerate(terminal.rows):
            letters = self.show(row).ljust(terminal.columns)
            cells = (terminal.cell(y, x) for x in range(terminal.columns))
            rows.append(
                tuple(
                    cell._replace(data=letter) for cell, letter in zip(cells, letters, strict=True)
                )
            )
        begin = max(y for y, row in enumerate(terminal.rows) if first in row) if first else 0
        end = max(y for y, row in enumerate(terminal.rows) if row)
        return tuple(rows[begin : end + 1])


@contextmanager
def open_studio(language: str, alias: str) -> Iterator[Studio]:
    """Make an empty home; `alias` is as long as a name in /tmp, so that frames and lines hold."""
    i18n.set_language(language)
    with TemporaryDirectory(prefix="", dir="/tmp") as name:
        home = Home(Path(name))
        home.folder.joinpath("tmp").mkdir()
        yield Studio(language, home, alias)


def write_out(rows: Rows) -> str:
    """Return all that is written in a picture, row by row, without frames and bars."""
    written = ("".join(cell.data for cell in row) for row in rows)
    lines = (_FRAME.sub(" ", _BAR.sub("", row)).rstrip() for row in written)
    return "\n".join(line for line in lines if line)


def is_at(terminal: Terminal, prompt: str) -> Callable[[], bool]:
    """Return whether a prompt stands at the end, that was not yet there when this was called."""
    before = len(terminal.raw)
    return lambda: len(terminal.raw) > before and terminal.raw.endswith(prompt.encode())
