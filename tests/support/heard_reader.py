"""Debian's screen reader yasr, in a terminal of its own and with a file in the place of a voice.

It believes that it starts a shell. In the place of that shell somebody waits, and whoever holds the
reader writes what is to be read into the terminal that was meant for the shell: one piece at a
time, the next once the one before was spoken. So the same bytes are always spoken alike.
"""

import os
import re
import select
import shutil
import signal
import time
import tty
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ptyprocess import PtyProcess

YASR = shutil.which("yasr")
SIZE = (24, 80)
SECONDS = 15  # after which nothing more is waited for
MOMENT = 0.002  # between two looks

_CONFIGURED = """[options]
cursor tracking=full
synthesizer=emacspeak server
synthesizer port={folder}/said
key echo=off
shell={folder}/shell
special=off
up and down arrows=speak line
"""
# What yasr had opened is closed, so that this ends with it.
_SHELL = """#!/bin/sh
exec 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-
tty >{folder}/said
exec sleep 600
"""
_ORDERS = re.compile(rb"[\r\n]")
# Where a process sleeps that waits for keys or for output, as Linux names it; 0 where it says none.
_WAITING = re.compile("poll|select|wait_woken|n_tty_read|^0$")


def spawn(
    command: Sequence[str], folder: Path, env: Mapping[str, str], size: tuple[int, int] = SIZE
) -> PtyProcess:
    """Start a command in a terminal of so many rows and columns."""
    with warnings.catch_warnings():
        # Python 3.12 and later warn of any fork beside threads; pytest-xdist has some.
        warnings.simplefilter("ignore", DeprecationWarning)
        return PtyProcess.spawn(list(command), cwd=str(folder), env=dict(env), dimensions=size)


def end(process: PtyProcess) -> None:
    """End what was started, and close its terminal."""
    if process.isalive():
        with suppress(ProcessLookupError):  # it has ended by itself, and is about to tell
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
    process.delayafterclose = 0  # it has ended: there is nothing to wait for
    process.close()


def look_at(process: PtyProcess) -> tuple[bool, int]:
    """Say whether a process waits for what comes next, and how often it went to sleep so far."""
    about = Path("/proc") / str(process.pid)
    try:
        where = about.joinpath("wchan").read_text(encoding="ascii")
        lines = about.joinpath("status").read_text(encoding="utf-8").splitlines()
    except OSError:  # it has ended
        return False, 0
    status = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    waits = status["State"].startswith("S") and bool(_WAITING.search(where))
    return waits, int(status["voluntary_ctxt_switches"])


class Reader:
    """yasr. `folder` needs a short name: longer ones overflow in it."""

    def __init__(self, folder: Path) -> None:
        (folder / "shell").write_text(_SHELL.format(folder=folder), encoding="ascii")
        (folder / "shell").chmod(0o755)
        (folder / ".yasr.conf").write_text(_CONFIGURED.format(folder=folder), encoding="ascii")
        os.mkfifo(folder / "said")
        self._voice = os.open(folder / "said", os.O_RDWR | os.O_NONBLOCK)
        self._unread = b""
        self._said: list[str] = []
        self._name = ""  # of the terminal that was meant for the shell
        self._shown = 0  # bytes that yasr has passed on to its own terminal
        env = {"HOME": str(folder), "PATH": os.environ["PATH"], "TERM": "linux", "LC_ALL": "C"}
        self._yasr = spawn([str(YASR)], folder, env)
        self._wait_until(lambda: bool(self._name), "the name of a terminal")
        self._inside = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self._inside)
        self._given = self._shown

    def _wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Take in what yasr shows and says until `condition` holds, and all that it has said."""
        until = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < until, f"{what} did not come from yasr"
            self._take(MOMENT)
        self._take(0)

    def _take(self, seconds: float) -> None:
        for ready in select.select([self._yasr.fd, self._voice], [], [], seconds)[0]:
            data = os.read(ready, 1 << 16)
            if ready != self._voice:
                self._shown += len(data)
                continue
            *orders, self._unread = _ORDERS.split(self._unread + data)
            for order in orders:
                self._obey(order.decode("utf-8", "replace"))

    def _obey(self, order: str) -> None:
        """Take an order to the voice; « q {…} » has it speak. The first is no order, but a name."""
        if order.startswith("/dev/"):
            self._name = order
        elif order.startswith("q {"):
            self._said.append(order.removeprefix("q {").removesuffix("}"))

    def press(self, key: str) -> bytes:
        """Type a key, and return what yasr hands on of it."""
        os.write(self._yasr.fd, key.encode())
        ready = select.select([self._inside], [], [], SECONDS)[0]
        assert ready, f"yasr kept {key!r} to itself"
        return os.read(self._inside, 1 << 10)

    def read(self, data: bytes) -> list[str]:
        """Have something read, and return what is spoken until yasr waits for more."""
        self._said = []
        self._given += len(data)
        os.write(self._inside, data)
        # What it was given, it shows before it speaks.
        self._wait_until(
            lambda: self._shown >= self._given and look_at(self._yasr)[0], f"{data!r}, spoken,"
        )
        return self._said

    def close(self) -> None:
        """End it, and with it all that it has started."""
        os.close(self._inside)
        os.close(self._voice)
        end(self._yasr)
