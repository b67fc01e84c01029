"""Time commands as whole processes, one against another, never in seconds.

A machine drifts, and others work on it. So two commands run in turn, pair by pair, and the median
of the pairs' ratios counts. Time is that of the processor where nothing waits, for other programs
take none of it.

MES_OPTOUT_PYTHON names the interpreter of an environment with the wheel; without it, this one.
"""

import os
import pty
import statistics
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from mes_optout.clock import PINNED_BY
from support.homes import TODAY

PYTHON = os.environ.get("MES_OPTOUT_PYTHON", sys.executable)
OURS = (PYTHON, "-m", "mes_optout")
COLUMNS, ROWS = 80, 24

BARE = """
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    print("hello")
"""

Command = Sequence[str]
Timed = Callable[[], float]


def bare_program(folder: Path) -> tuple[str, ...]:
    """Make a bare one-command Typer program in `folder`; return the command that starts it there.

    It is a package, so that it is compiled like any installed one.
    """
    package = folder / "bareapp"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "app.py").write_text(BARE, encoding="utf-8")
    (package / "__main__.py").write_text("from bareapp.app import app\napp()\n", encoding="utf-8")
    return (PYTHON, "-m", "bareapp")


def environment(home: Path) -> dict[str, str]:
    """Return what a user has whose home is `home`. Nothing forbids compiled files."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        PINNED_BY: TODAY.isoformat(),
    }


class Failed(Exception):  # noqa: N818  (what happened, in the words of subprocess)
    """A command ended with a mistake."""


class Running:
    """A command that was started in `home`; `close` ends it, and says what it took."""

    def __init__(self, command: Command, home: Path, *, terminal: bool) -> None:
        self.command = command
        self._master, slave = pty.openpty() if terminal else os.pipe()
        if terminal:
            termios.tcsetwinsize(slave, (ROWS, COLUMNS))
        self._child = subprocess.Popen(
            command,
            cwd=home,
            env=environment(home),
            stdin=slave if terminal else subprocess.DEVNULL,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.said = b""

    def until(self, text: str) -> None:
        """Read until `text` was written since the last key. Raises Failed at the end of output."""
        while text.encode() not in self.said:
            if not self._read():
                raise Failed(self.command, self.said)

    def press(self, keys: str) -> None:
        """Press keys. What was written before does not count any more."""
        self.said = b""
        os.write(self._master, keys.encode())

    def to_the_end(self) -> float:
        """Read to the end of a command that succeeds; return its seconds of the processor."""
        while self._read():
            pass
        return self._ended(wanted=0)

    def close(self) -> float:
        """Stop the command where it is; return the seconds of the processor that it took so far."""
        self._child.kill()
        return self._ended(wanted=None)

    def _read(self) -> bool:
        data = b""
        with suppress(OSError):  # how Linux says that nobody has the terminal open any more
            data = os.read(self._master, 1 << 16)
        self.said += data
        return bool(data)

    def _ended(self, *, wanted: int | None) -> float:
        _, status, used = os.wait4(self._child.pid, 0)
        self._child.returncode = os.waitstatus_to_exitcode(status)  # so that it is not waited for
        os.close(self._master)
        if wanted is not None and self._child.returncode != wanted:
            raise Failed(self.command, self._child.returncode, self.said)
        return used.ru_utime + used.ru_stime


def whole(command: Command, home: Path, *, terminal: bool = False) -> Timed:
    """Return what runs a command to its end, and says how much of the processor it took."""
    return lambda: Running(command, home, terminal=terminal).to_the_end()


def painted(command: Command, home: Path, text: str) -> Timed:
    """Return what runs a command in a terminal until `text` stands there, then as `whole`."""

    def run() -> float:
        running = Running(command, home, terminal=True)
        running.until(text)
        return running.close()

    return run


def pressed(running: Running, keys: Iterable[str], text: str) -> Timed:
    """Return what presses the next of `keys`, and says after how long `text` was written."""
    following = iter(keys)

    def press() -> float:
        key = next(following)
        begun = time.perf_counter()
        running.press(key)
        running.until(text)
        return time.perf_counter() - begun

    return press


def on_processor(work: Callable[[], object]) -> Timed:
    """Return what does some work in this process, and says how much of the processor it took."""

    def run() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return run


def on_clock(work: Callable[[], object]) -> Timed:
    """Return what does some work in this process, and says how long it took, waiting included."""

    def run() -> float:
        begun = time.perf_counter()
        work()
        return time.perf_counter() - begun

    return run


def ratio(ours: Timed, theirs: Timed, pairs: int) -> float:
    """Return the median of `ours` over `theirs`, after one run of each that does not count."""
    ours(), theirs()
    found = []
    for number in range(pairs):
        if number % 2:  # neither always comes first
            below, above = theirs(), ours()
        else:
            above, below = ours(), theirs()
        found.append(above / below)
    return statistics.median(found)


def held(what: str, measure: Callable[[], float], limit: float) -> None:
    """Measure, say what was found for whoever reads with `pytest -s`, and hold it to its limit.

    Up to three times: what else goes on in a machine makes a ratio larger now and then, and a
    program that is too slow is too slow each time.
    """
    for _ in range(3):
        found = measure()
        print(f"\n{what}: {found:.2f}, at most {limit}")  # noqa: T201
        if found <= limit:
            return
    raise AssertionError(f"{what}: {found:.2f}, more than {limit}")
