"""The real program in a pseudo-terminal, with a screen that one can read."""

import os
import re
import signal
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import pexpect
import pyte

from mes_optout.content.procedure import Step
from mes_optout.content.triage import Triage
from support import fork_server, homes
from support.homes import PROGRAM, Home, environment
from support.scripted import Pick, route
from support.straight import Page

ENTER, SPACE, UP, DOWN, LEFT = "\r", " ", "\x1b[A", "\x1b[B", "\x1b[D"
ESCAPE, CTRL_C, CTRL_D, CTRL_Z, CTRL_BACKSLASH = "\x1b", "\x03", "\x04", "\x1a", "\x1c"
WIPE = b"\x1b[H\x1b[2J\x1b[3J"

_SECONDS = 15
TALL = 150  # rows, more than any page has at 20 columns: none comes in parts
_SET_AND_UNDONE = ((b"\x1b[?2004h", b"\x1b[?2004l"), (b"\x1b[?7l", b"\x1b[?7h"))
_CLEAR = b"\x1b[H\x1b[J"
_BORDERS = re.compile("[│╭╮╰╯─]+")


def words(text: str) -> str:
    """Return the words of a text, or of a drawn page, with one blank between them."""
    return " ".join(_BORDERS.sub(" ", text).split())


class Terminal:
    """The program in a pseudo-terminal, with its screen and the whole page that ends on it.

    `page` holds the words since the screen was last cleared, also of what has scrolled away.
    `raw` holds all that was written.
    """

    def __init__(
        self,
        home: Home,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: Mapping[str, str | None] | None = None,
    ) -> None:
        self._begin(columns, rows)
        # Beneath it are modules of POSIX. Tests of Windows want the rest of this file.
        from support.copied_terminal import CopiedChild, takes_lines  # noqa: PLC0415

        with warnings.catch_warnings():
            # Python 3.12 and later warn of any fork beside threads; pytest-xdist has some.
            warnings.simplefilter("ignore", DeprecationWarning)
            # A test may start something else in its place, of which there are no copies.
            copied = PROGRAM is homes.PROGRAM and fork_server.can_copy(arguments, env or {})
            self._child = (CopiedChild if copied else pexpect.spawn)(
                PROGRAM[0],
                [*PROGRAM[1:], *arguments],
                cwd=str(home.folder),
                env=environment(home.folder, **(env or {})),
                dimensions=(rows, columns),
            )
        self._child.delaybeforesend = None
        self._takes_lines = takes_lines

    def _begin(self, columns: int, rows: int) -> None:
        self.raw = bytearray()
        self.columns = columns
        self._screen = pyte.HistoryScreen(columns, rows, history=10_000)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0  # how much of `raw` the screen has seen; it is slow, so only when asked
        self._long = pyte.Screen(columns, TALL)
        self._long_stream = pyte.ByteStream(self._long)
        self._cleared = -1
        self.page = ""

    @property
    def rows(self) -> list[str]:
        """The rows of the screen, without blanks at their end."""
        return [row.rstrip() for row in self._seen().display]

    def cell(self, row: int, column: int) -> Any:  # noqa: ANN401  (pyte's Char)
        """Return a letter of the screen, with its colours `fg` and `bg`."""
        return self._seen().buffer[row][column]

    @property
    def scrolled_away(self) -> str:
        """The words above the screen, that scrolling back would show."""
        return _words_of(self._seen().history.top, self._screen.columns)

    def _seen(self) -> pyte.HistoryScreen:
        self._stream.feed(bytes(self.raw[self._drawn :]))
        self._drawn = len(self.raw)
        return self._screen

    def send(self, *keys: str) -> None:
        """Press keys, all in one go. What is pressed before a question stands is dropped."""
        self._child.send("".join(keys))

    def wait_for(self, *texts: str) -> None:
        """Read until all of `texts` stand on the page together."""
        wanted = [words(text) for text in texts]
        self.wait_until(lambda: all(text in self.page for text in wanted), f"{wanted}")

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until `condition` holds; fail with the whole screen and the last bytes."""
        until = time.monotonic() + _SECONDS
        while not condition():
            if not self._read() or time.monotonic() > until:
                raise AssertionError(f"{what} did not come.\n{self._all()}")

    def resize(self, columns: int, rows: int = 24) -> None:
        """Change the size of the terminal. What stood there is gone: the program must draw anew."""
        self._begin(columns, rows)
        self._child.setwinsize(rows, columns)

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self._child.pid, number)

    def leave(self) -> int:
        """Read to the end; return the exit status, or minus the signal that ended the program."""
        until = time.monotonic() + _SECONDS
        while self._read():
            if time.monotonic() > until:
                raise AssertionError(f"The program did not end.\n{self._all()}")
        self._child.wait()
        ended_by = self._child.signalstatus
        return int(self._child.exitstatus if ended_by is None else -ended_by)

    def settle(self) -> None:
        """Read what is still on its way, until the program waits for a key."""
        length = -1
        while length < len(self.raw):
            length = len(self.raw)
            self._read()

    def is_sane(self) -> bool:
        """Say whether the terminal shows what is typed, waits for whole lines and wraps them.

        Nor does it mark what is pasted.
        """
        undone = all(self.raw.rfind(on) <= self.raw.rfind(off) for on, off in _SET_AND_UNDONE)
        return undone and self._takes_lines(self._child.child_fd)

    def close(self) -> None:
        """End the program if it still runs."""
        if self._child.isalive():
            self.kill(signal.SIGKILL)
            self._child.wait()
        self._child.ptyproc.delayafterclose = 0  # it has ended: there is nothing to wait for
        self._child.close()

    def _all(self) -> str:
        return "\n".join([*self.rows, f"Last bytes: {bytes(self.raw[-400:])!r}"])

    def _read(self) -> bool:
        """Wait a moment for output and draw it; say whether more may come."""
        try:
            data = self._child.read_nonblocking(1 << 16, timeout=0.05)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += data
        cleared = self.raw.rfind(_CLEAR)
        if cleared > self._cleared:
            self._cleared = cleared
            self._long.reset()
            data = bytes(self.raw[cleared:])
        self._long_stream.feed(data)
        buffer = self._long.buffer
        self.page = _words_of((buffer[row] for row in sorted(buffer)), self._long.columns)
        return True


class Answered(Protocol):
    """Whatever shows the program and takes its keys."""

    def send(self, *keys: str) -> None:
        """Press keys, all in one go."""

    def wait_for(self, *texts: str) -> None:
        """Wait until all of `texts` stand on the page together."""


def walk_on(terminal: Answered, page: Page) -> None:
    """Tick every box of the page that stands there, then answer its fork straight on."""
    terminal.send(*tick_all(page.step))
    if page.answer is None or page.step.fork is None:
        return
    terminal.wait_for(page.step.fork.question, f"{page.step.fork.answers[-1].label}", "> ")
    terminal.send(*[DOWN] * page.place, ENTER)
    if page.answer.note:
        terminal.wait_for(page.answer.note, "> ")
        terminal.send(ENTER)


def tick_all(step: Step) -> tuple[str, ...]:
    """Return the keys that tick every box of a step in the menus and confirm."""
    return (*[SPACE, DOWN] * (len(step.checks) - 1), SPACE, ENTER)


def _words_of(lines: Iterable[Mapping[int, Any]], columns: int) -> str:
    return words("\n".join("".join(line[x].data for x in range(columns)) for line in lines))


def answer_triage(terminal: Terminal, triage: Triage, situation: str) -> None:
    """Answer the questions that lead to a situation."""
    question = triage.questions[0]
    for move in route(triage, situation):
        assert isinstance(move, Pick)
        terminal.wait_for(question.text, f"> {question.answers[0].label}")
        index = [answer.id for answer in question.answers].index(move.id)
        terminal.send(*[DOWN] * index, ENTER)
        following = question.answers[index].question
        question = next((each for each in triage.questions if each.id == following), question)
