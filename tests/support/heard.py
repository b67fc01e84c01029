"""The real program in a terminal that is read aloud, key by key.

Keys take the whole way: they are typed at the screen reader, and what it hands on reaches the
program. What the program then writes is carried back once it waits for the next key.
"""

import os
import select
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyte
from ptyprocess import PtyProcess

from support import fork_server
from support.copied_terminal import InTerminal, takes_lines
from support.heard_reader import MOMENT, SECONDS, SIZE, Reader, end, look_at, spawn
from support.heard_units import Turn, split_units
from support.homes import PROGRAM, Home, environment

# Looks without anything new: what was written last may still be on its way through the terminal.
_STILL = 5


class Heard:
    """The program, of which all `turns` so far are kept."""

    def __init__(self, reader: Reader, child: PtyProcess) -> None:
        self._reader = reader
        self._child = child
        self._slept = 0  # how often it had gone to sleep when a key was pressed
        self._screen = pyte.Screen(SIZE[1], SIZE[0])
        self._stream = pyte.ByteStream(self._screen)
        self.turns: list[Turn] = []
        self.ended = False

    @property
    def rows(self) -> list[str]:
        """The rows of the screen, without blanks at their end."""
        return [row.rstrip() for row in self._screen.display]

    def press(self, key: str) -> Turn:
        """Press a key that the program answers."""
        self._slept = look_at(self._child)[1]
        os.write(self._child.fd, self._reader.press(key))
        return self.listen()

    def type(self, line: str) -> Turn:
        """Type a line character by character, each of which is shown, and end it."""
        for character in line:
            if not takes_lines(self._child.fd):
                self.press(character)
                continue
            os.write(self._child.fd, self._reader.press(character))
            shown = self._read(SECONDS)
            self._stream.feed(shown)
            self._reader.read(shown)
        return self.press("\r")

    def listen(self) -> Turn:
        """Carry over what the program writes until it waits for a key."""
        written = self._read_all()
        self._stream.feed(written)
        spoken = [each for unit in split_units(written) for each in self._reader.read(unit)]
        turn = Turn(written.decode(), tuple(spoken))
        self.turns.append(turn)
        return turn

    def _read_all(self) -> bytes:
        """Read until the program waits for a key, or has ended."""
        written, still, until = b"", 0, time.monotonic() + SECONDS
        while not self.ended and still < _STILL:
            assert time.monotonic() < until, f"{look_at(self._child)} after {written.decode()!r}"
            if new := self._read(MOMENT):
                written, still = written + new, 0
            else:
                still = still + 1 if self._asks(written) else 0
        return written

    def _asks(self, written: bytes) -> bool:
        """Say whether the program waits for a key; for a line, behind what asks for it."""
        asleep, slept = look_at(self._child)
        complete = written.endswith(b" ") or not takes_lines(self._child.fd)
        return asleep and slept > self._slept and complete

    def _read(self, seconds: float) -> bytes:
        """Read what comes within some seconds; nothing comes any more once the program ended."""
        if not select.select([self._child.fd], [], [], seconds)[0]:
            return b""
        try:
            new = os.read(self._child.fd, 1 << 16)
        except OSError:  # so Linux says that nobody is at the other end
            new = b""
        self.ended = not new
        return new

    def close(self) -> None:
        """End the program if it still runs."""
        end(self._child)


@contextmanager
def hear(
    home: Home,
    *arguments: str,
    env: Mapping[str, str | None] | None = None,
    program: Sequence[str] = PROGRAM,
) -> Iterator[Heard]:
    """Start the program under yasr, and listen to its first page."""
    changes = {"TERM": "linux", **(env or {})}
    whole = environment(home.folder, **changes)
    with (
        TemporaryDirectory(prefix="y", dir="/tmp") as folder,
        closing(Reader(Path(folder))) as reader,
    ):
        if program is PROGRAM and fork_server.can_copy(arguments, changes):
            child = InTerminal.begin(arguments, home.folder, whole, SIZE)
        else:
            child = spawn([*program, *arguments], home.folder, whole)
        with closing(Heard(reader, child)) as heard:
            heard.listen()
            yield heard
