"""A program in a pseudo-terminal, what it wrote there and when; nothing slow stands between."""

import os
import select
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pyte
from ptyprocess import PtyProcess

_SECONDS = 60
_PIECE = 512
COLUMNS, ROWS = 80, 24


class Recorded:
    """A program that runs. `record` holds what it wrote, by the moment at which it was there."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> None:
        self.record: list[tuple[float, bytes]] = []
        self._child = PtyProcess.spawn(
            list(command), cwd=str(folder), env=dict(environment), dimensions=(ROWS, COLUMNS)
        )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return int(self._child.pid)

    @property
    def raw(self) -> bytes:
        """All that was written."""
        return b"".join(data for _, data in self.record)

    def wait_for(self, *texts: str) -> None:
        """Read until all of `texts` were written; what stood there before counts, too."""
        wanted = [text.encode() for text in texts]
        self.wait_until(lambda: all(text in self.raw for text in wanted), repr(texts))

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until `condition` holds; fail with the last bytes."""
        until = time.monotonic() + _SECONDS
        while not condition():
            if not self._read(0.01) or time.monotonic() > until:
                raise AssertionError(what, self.raw[-2000:])

    def settle(self) -> None:
        """Read what is still on its way, until nothing came for a moment."""
        length = -1
        while length < len(self.raw):
            length = len(self.raw)
            self._read(0.1)

    def send(self, keys: bytes) -> float:
        """Press keys; return the moment at which they were pressed."""
        began = time.monotonic()
        os.write(self._child.fd, keys)
        return began

    def paste(self, text: bytes) -> None:
        """Send a long text as fast as it is taken, reading meanwhile what it brings."""
        os.set_blocking(self._child.fd, False)
        while text:
            with suppress(BlockingIOError):
                text = text[os.write(self._child.fd, text[:_PIECE]) :]
            self._read(0)

    def kill(self, number: int) -> float:
        """Send a signal to the program; return the moment at which it was sent."""
        began = time.monotonic()
        os.kill(self.pid, number)
        return began

    def leave(self) -> int:
        """Read to the end; return the exit status, or minus the signal that ended the program."""
        until = time.monotonic() + _SECONDS
        while self._read(0.05):
            assert time.monotonic() < until, self.raw[-2000:]
        self._child.wait()
        ended_by = self._child.signalstatus
        return int(self._child.exitstatus if ended_by is None else -ended_by)

    def close(self) -> None:
        """End the program if it still runs."""
        if not self._child.closed:
            self._child.delayafterclose = self._child.delayafterterminate = 0.01
            self._child.close(force=True)

    def empty_since(self) -> float:
        """Return the moment since when screen and history are empty; never is infinity."""
        screen = pyte.HistoryScreen(COLUMNS, ROWS, history=1000)
        stream = pyte.ByteStream(screen)
        since = float("inf")
        for moment, data in self.record:
            stream.feed(data)
            if screen.history.top or any(row.strip() for row in screen.display):
                since = float("inf")
            else:
                since = min(since, moment)
        return since

    def _read(self, seconds: float) -> bool:
        """Wait a moment for output; say whether more may come."""
        if not select.select([self._child.fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self._child.fd, 1 << 16)
        except OSError:  # the other side is closed
            return False
        if data:
            self.record.append((time.monotonic(), data))
        return bool(data)
