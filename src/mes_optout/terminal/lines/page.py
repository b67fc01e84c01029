"""A page of plain lines and what is typed below it.

It only ever adds lines, sends no control character, and is complete in itself: every question says
its numbered answers and what to type. Each sentence has a line of its own, which only the terminal
wraps: a screen reader speaks it in one piece.
"""

from collections.abc import Callable, Iterable, Iterator
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
from mes_optout.text import sanitize, split_sentences
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.blocks import Row

T = TypeVar("T")

_LONGEST_NUMBER = 4  # digits


class LinePage:
    """Writes on `out` and reads lines from `source`.

    `above` is what somebody else has written there, and belongs to the first page.
    """

    def __init__(self, source: TextIO, out: TextIO, above: str = "") -> None:
        self.goes_back = False
        self._source = source
        self._out = out
        self._echoes = source.isatty()
        self._explained: set[str] = set()
        self._announced = False
        self._written = [above]  # since the page began

    def can_show_code(self, address: str) -> bool:  # noqa: ARG002  (a prompter's)
        """Say that no code is drawn here: somebody may be listening."""
        return False

    def show(self, screen: Screen) -> None:
        """Write a page from top to bottom; the first of a run says which mode this is."""
        self._written.clear()
        if not self._announced:
            self._announced = True
            self.say(_("Plain lines: one sentence per line, and each answer has a number."))
        self._write_line("")
        for text in (screen.heading, screen.day, *_name(screen), screen.lead, *screen.text):
            self.say(text)
        for row in _join_foot(screen):
            self._write_row(row)
        for address in screen.addresses:
            self.say(address.label)
            self._write_line(address.url)

    show_last = show

    def _write_row(self, row: Row) -> None:
        """Write a label with the first of its lines; numbered ones stand below it."""
        if not row.numbered:
            first, *others = row.lines
            for text in (_("{label}: {text}").format(label=row.label, text=first), *others):
                self.say(text)
            return
        self.say(_("{label}:").format(label=row.label))
        for number, line in enumerate(row.lines, start=1):
            begun, *rest = split_sentences(line)
            self._write_sentences((f"{number}. {begun}", *rest))

    def list_answers(self, question: str, labels: Iterable[str]) -> None:
        """Write a question and its numbered answers."""
        self.say(question)
        for number, label in enumerate(labels, start=1):
            # Whole, be it several sentences: a number and its answer belong together.
            self._write_line(_("{label}: {text}").format(label=number, text=label))

    def ask(self, read: Callable[[str], T], prompt: str, how: str) -> T:
        """Read lines until one is an answer. What to type is said in full once, then on « ? »."""
        if how not in self._explained:
            self._explain(how)
        while True:
            try:
                return read(self._read_line(prompt))
            except HelpAskedError:
                self._explain(how, again=True)
            except InputEndedError:
                raise
            except (NotUnderstoodError, OptoutError) as error:
                self.say(_("{what} To leave: q").format(what=explain_error(error)))

    def _explain(self, how: str, *, again: bool = False) -> None:
        """Say what to type, and the words that always count: once a run, or where it is asked."""
        self.say(how)
        if again or not self._explained:
            self.say(explain_keywords())
        self._explained.add(how)

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
        """Write a text, each sentence on a line."""
        self._write_sentences(split_sentences(text))

    def _write_sentences(self, sentences: Iterable[str]) -> None:
        for sentence in sentences:
            self._write_line(sentence)

    def _write_line(self, line: str) -> None:
        self._write(f"{sanitize(line)}\n")

    def _write(self, text: str) -> None:
        self._written.append(text)
        self._out.write(text)

    def repeat(self) -> None:
        """Write the page and its open question once more, after the program was stopped."""
        self._out.write("".join(self._written))
        self._out.flush()


def _name(screen: Screen) -> tuple[str, ...]:
    """Return the title; that of a step says which one it is, and how many are done."""
    place = screen.place
    if place is None:
        return (screen.title,)
    title = _("Step {number} of {total}: {title}").format(
        number=place.number, total=place.total, title=end_sentence(screen.title)
    )
    return title, f"{place.tally}.", place.notice


def _join_foot(screen: Screen) -> Iterator[Row]:
    """Yield the rows of a page, and how sure it is below one label."""
    label, sure = _("How sure"), (end_sentence(screen.foot),) if screen.foot else ()
    doubts = tuple(line for row in screen.rows if row.label == label for line in row.lines)
    yield from (row for row in screen.rows if row.label != label)
    if said := (*sure, *doubts):
        yield Row(label, said)


def read_number(digits: str) -> int:
    """Read a number that a list can have; anything else, however long, is 0."""
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0
