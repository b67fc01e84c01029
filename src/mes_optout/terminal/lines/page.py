"""A page of plain lines and what is typed below it.

It only ever adds lines, sends no control character, and is complete in itself: every question says
its numbered answers and what to type.
"""

from collections.abc import Callable, Iterable
from typing import TextIO, TypeVar

from mes_optout.errors import InputEndedError, OptoutError
from mes_optout.i18n import _
from mes_optout.system.tty import read_typed_line
from mes_optout.terminal.answers import (
    HelpAskedError,
    NotUnderstoodError,
    end_sentence,
    explain_error,
    explain_keywords,
)
from mes_optout.text import sanitize, wrap
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.blocks import Row

T = TypeVar("T")

_LONGEST_NUMBER = 4  # digits


class LinePage:
    """Writes on `out` and reads lines from `source`. `width` is in columns.

    `above` is what somebody else has written there, and belongs to the first page.
    """

    def __init__(self, source: TextIO, out: TextIO, width: int, above: str = "") -> None:
        self._source = source
        self._out = out
        self._width = width
        self._echoes = source.isatty()
        self._explained: set[str] = set()
        self._written = [above]  # since the page began

    def can_show_code(self, address: str) -> bool:  # noqa: ARG002  (a prompter's)
        """Say that no code is drawn here: somebody may be listening."""
        return False

    def show(self, screen: Screen) -> None:
        """Write a page from top to bottom."""
        self._written.clear()
        self._write_line("")
        if screen.heading:
            self.say(screen.heading)
        self.say(_join_title(screen))
        for paragraph in screen.text:
            self.say(paragraph)
        for row in screen.rows:
            self._write_row(row)
        for address in screen.addresses:
            if address.label:
                self.say(address.label)
            self._write_line(address.url)

    def _write_row(self, row: Row) -> None:
        if len(row.lines) == 1 and not row.numbered:
            self.say(_("{label}: {text}").format(label=row.label, text=row.lines[0]))
            return
        self.say(_("{label}:").format(label=row.label))
        for number, line in enumerate(row.lines, start=1):
            self.say(f"{number}. {line}" if row.numbered else line)

    def list_answers(self, question: str, labels: Iterable[str]) -> None:
        """Write a question and its numbered answers."""
        self.say(question)
        for number, label in enumerate(labels, start=1):
            self.say(_("{label}: {text}").format(label=number, text=label))

    def ask(self, read: Callable[[str], T], prompt: str, how: str) -> T:
        """Read lines until one is an answer. What to type is said in full once, then on « ? »."""
        if how not in self._explained:
            self._explain(how)
        while True:
            try:
                return read(self._read_line(prompt))
            except HelpAskedError:
                self._explain(how)
            except InputEndedError:
                raise
            except (NotUnderstoodError, OptoutError) as error:
                self.say(_("{what} To leave: q").format(what=explain_error(error)))

    def _explain(self, how: str) -> None:
        self._explained.add(how)
        self.say(how)
        self.say(explain_keywords())

    def _read_line(self, prompt: str) -> str:
        self._write(prompt)
        self._out.flush()
        try:
            line = read_typed_line(self._source) if self._echoes else self._source.readline()
        except (OSError, ValueError):  # a closed input; never an answer
            line = ""
        if not self._echoes:
            self._write_line("")  # nobody pressed Enter on this screen
        if not line or (self._echoes and not line.endswith("\n")):
            raise InputEndedError
        return line

    def say(self, text: str) -> None:
        """Write a paragraph, as wide as the lines are."""
        for line in wrap(text, self._width):
            self._write_line(line)

    def _write_line(self, line: str) -> None:
        self._write(f"{sanitize(line)}\n")

    def _write(self, text: str) -> None:
        self._written.append(text)
        self._out.write(text)

    def repeat(self) -> None:
        """Write the page and its open question once more, after the program was stopped."""
        self._out.write("".join(self._written))
        self._out.flush()


def _join_title(screen: Screen) -> str:
    """Return the title as a sentence that says which step it is, if it is one."""
    place = screen.place
    if place is None:
        return screen.title
    said = _("Step {number} of {total}: {title} {tally}.").format(
        number=place.number,
        total=place.total,
        title=end_sentence(screen.title),
        tally=place.tally,
    )
    return f"{said} {place.notice}".rstrip()


def read_number(digits: str) -> int:
    """Read a number that a list can have; anything else, however long, is 0."""
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0
