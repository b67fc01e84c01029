"""The prompter of plain lines: for screen readers, braille, dumb terminals and pipes.

It only ever adds lines, sends no control character, and is complete in itself: every question says
its numbered answers and what to type.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TextIO, TypeVar

from mes_optout.errors import InputEndedError, OptoutError
from mes_optout.i18n import _, sentence
from mes_optout.terminal.answers import (
    HelpAskedError,
    NotUnderstoodError,
    at_any_time,
    chosen_boxes,
    chosen_code,
    chosen_date,
    chosen_option,
    how_to_choose,
    how_to_code,
    how_to_date,
    how_to_tick,
    read_boxes,
    read_code,
    read_date,
    read_option,
)
from mes_optout.text import printable, wrap
from mes_optout.walkthrough.prompter import CheckState, Option, Quit, Screen
from mes_optout.wording.blocks import Row

T = TypeVar("T")


class LinearPrompter:
    """Asks on `out` and reads lines from `source`. `width` is in columns.

    `above` is what somebody else has written there, and belongs to the first page.
    """

    def __init__(self, source: TextIO, out: TextIO, width: int, above: str = "") -> None:
        self._source = source
        self._out = out
        self._width = width
        self._echoes = source.isatty()
        self._explained: set[str] = set()
        self._page = [above]  # what was written since the last page began

    def draws(self, address: str) -> bool:  # noqa: ARG002  (a prompter's)
        """Say that no code is drawn here: somebody may be listening."""
        return False

    def show(self, screen: Screen) -> None:
        """Write a page from top to bottom."""
        self._page.clear()
        self._line("")
        if screen.heading:
            self._say(screen.heading)
        self._say(self._title(screen))
        for paragraph in screen.text:
            self._say(paragraph)
        for row in screen.rows:
            self._row(row)
        for address in screen.addresses:
            if address.label:
                self._say(address.label)
            self._line(address.url)

    def _title(self, screen: Screen) -> str:
        place = screen.place
        if place is None:
            return screen.title
        said = _("Step {number} of {total}: {title} {tally}.").format(
            number=place.number,
            total=place.total,
            title=_sentence(screen.title),
            tally=place.tally,
        )
        return f"{said} {place.notice}".rstrip()

    def _row(self, row: Row) -> None:
        if len(row.lines) == 1 and not row.numbered:
            self._say(_("{label}: {text}").format(label=row.label, text=row.lines[0]))
            return
        self._say(_("{label}:").format(label=row.label))
        for number, line in enumerate(row.lines, start=1):
            self._say(f"{number}. {line}" if row.numbered else line)

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options` by number or first letters."""
        self._ask(question, (option.label for option in options))
        chosen = self._answer(
            lambda line: read_option(line, options),
            _("Your choice: "),
            how_to_choose(),
        )
        self._say(chosen_option(chosen))
        if chosen.leaves:
            raise Quit
        return chosen

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are done, several in one line."""
        states = (_("{text} Done.") if check.ticked else _("{text} To do.") for check in checks)
        labels = [
            state.format(text=_sentence(check.text))
            for state, check in zip(states, checks, strict=True)
        ]
        self._ask(question, labels)
        ticked = self._answer(
            lambda line: read_boxes(line, checks),
            _("Numbers, or 0 to change nothing: ")
            if any(check.ticked for check in checks)
            else _("Numbers, or 0 for none: "),
            how_to_tick(len(checks)),
        )
        self._say(chosen_boxes(checks, ticked))
        return ticked

    def ask_date(self, question: str, today: date) -> date | None:
        """Ask for a day."""
        self._say(question)
        day = self._answer(
            lambda line: read_date(line, today),
            _("Date, or 0 if you do not know: "),
            how_to_date(),
        )
        self._say(chosen_date(day))
        return day

    def ask_code(self, question: str, read: Callable[[str], T]) -> T | None:
        """Ask for letters from paper."""
        self._say(question)
        found = self._answer(
            lambda line: read_code(line, read),
            _("Letters, or 0 if you have none: "),
            how_to_code(),
        )
        self._say(chosen_code(found=found is not None))
        return found

    def _ask(self, question: str, labels: Iterable[str]) -> None:
        self._say(question)
        for number, label in enumerate(labels, start=1):
            self._say(_("{label}: {text}").format(label=number, text=label))

    def _answer(self, read: Callable[[str], T], prompt: str, how: str) -> T:
        """Read lines until one is an answer. What to type is said in full once, then on « ? »."""
        if how not in self._explained:
            self._help(how)
        while True:
            try:
                return read(self._read(prompt))
            except HelpAskedError:
                self._help(how)
            except InputEndedError:
                raise
            except (NotUnderstoodError, OptoutError) as error:
                what = sentence(error) if isinstance(error, OptoutError) else error
                self._say(_("{what} To leave: q").format(what=what))

    def _help(self, how: str) -> None:
        self._explained.add(how)
        self._say(how)
        self._say(at_any_time())

    def _read(self, prompt: str) -> str:
        self._write(prompt)
        self._out.flush()
        try:
            line = self._source.readline()
        except (OSError, ValueError):  # a closed input; never an answer
            line = ""
        if not self._echoes:
            self._line("")  # nobody pressed Enter on this screen
        if not line:
            raise InputEndedError
        return line

    def _say(self, text: str) -> None:
        for line in wrap(text, self._width):
            self._line(line)

    def _line(self, line: str) -> None:
        self._write(f"{printable(line)}\n")

    def _write(self, text: str) -> None:
        self._page.append(text)
        self._out.write(text)

    def again(self) -> None:
        """Write the page and its open question once more, after the program was stopped."""
        self._out.write("".join(self._page))
        self._out.flush()


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
