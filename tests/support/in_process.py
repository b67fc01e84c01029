"""Run the program inside this process, within a time limit, and count what a sweep finds."""

import io
import os
import random
import signal
import stat
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from mes_optout import cli

TRACEBACK, HANG, LOST, UNCLEAR = "tracebacks", "hangs", "lost", "otherwise wrong"
KINDS = (TRACEBACK, HANG, LOST, UNCLEAR)
SECONDS = 5

Complaint = tuple[str, str]  # kind, what

_INTERNAL = 70


class TooLongError(BaseException):
    """The time limit has passed. No Exception, so that nothing on the way takes it for its own."""


@dataclass(slots=True, repr=False)
class Tally:
    """How much a sweep tried, and what it found at which point."""

    tried: int = 0
    found: list[Complaint] = field(default_factory=list)
    noted: Counter[str] = field(default_factory=Counter)

    def add(self, where: object, complaints: Iterable[Complaint]) -> None:
        """Count a point and what it brought to light."""
        self.tried += 1
        self.found += [(kind, f"{where}: {what}") for kind, what in complaints]

    def count(self, kind: str) -> int:
        """Count the complaints of a kind."""
        return sum(each == kind for each, _ in self.found)

    def __repr__(self) -> str:
        return self.line()

    def line(self) -> str:
        """Return the figures in one line."""
        counts = [f"{self.count(kind)} {kind}" for kind in KINDS]
        return ", ".join(
            [f"{self.tried} tried", *counts, *(f"{n} {what}" for what, n in self.noted.items())]
        )


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run said and how it ended. `code` is None when it did not end by itself."""

    code: int | None
    out: str
    err: str
    seconds: float = 0.0  # of this process alone: others share the machine
    escaped: str = ""


def run(*arguments: str, typed: str = "", seconds: float = SECONDS) -> Ran:
    """Run a command line in this process, with `typed` as its input."""
    before = sys.stdin, sys.stdout, sys.stderr
    out, err = _stream(), _stream()
    sys.stdin, sys.stdout, sys.stderr = _stream(typed), out, err
    code, escaped = None, ""
    begun = time.process_time()
    try:
        with limit(seconds):
            code = cli.main(list(arguments))
    except TooLongError:
        pass
    except BaseException as error:  # noqa: BLE001  (whatever it is, it should have been caught)
        escaped = repr(error)
    finally:
        taken = time.process_time() - begun
        sys.stdin, sys.stdout, sys.stderr = before
    return Ran(code, _said(out), _said(err), taken, escaped)


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise TooLongError in what is done here once `seconds` have passed."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def chances(seed: int) -> random.Random:
    """Return chances that are the same at each run."""
    return random.Random(seed)  # noqa: S311  (nothing here is secret)


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)


def _said(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def ended(ran: Ran) -> Iterator[Complaint]:
    """Complain of a run that did not end, or that ended by a mistake of the program."""
    if ran.escaped:
        yield TRACEBACK, ran.escaped
    elif ran.code is None:
        yield HANG, "it did not end"
    elif ran.code == _INTERNAL or "Traceback" in ran.out + ran.err:
        yield TRACEBACK, ran.err[-300:]


def harmless(ran: Ran) -> Iterator[Complaint]:
    """Complain of letters that could steer a terminal."""
    odd = {letter for letter in ran.out + ran.err if not letter.isprintable()} - {"\n", "\u00a0"}
    if odd:
        yield UNCLEAR, f"raw {sorted(odd)!r} in what was printed"


def look(path: Path) -> object:
    """Return what stands at `path`, of whatever kind, so that it can be compared later."""
    if not os.path.lexists(path):
        return None
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return "link", str(path.readlink())
    if stat.S_ISDIR(mode):
        return "folder", sorted(each.name for each in path.iterdir())
    if stat.S_ISREG(mode):
        return "file", path.stat().st_size, _beginning(path)
    return "other", stat.S_IFMT(mode)


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8 << 20)
