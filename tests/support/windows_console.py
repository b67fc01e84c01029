"""The real program in a console of Windows, or of Wine's, whose whole buffer one can read."""

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pexpect
import pytest

from support.terminals import words
from support.wine import WINE, Wine, name_in_windows

_SECONDS = 40
_SURE = 40  # characters; codes take the place of others, which then come to lie upon each other
CLEAR = "\x1b[H\x1b[J"
_CODE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_NEW_CONSOLE = 0x10  # CREATE_NEW_CONSOLE, which subprocess has on Windows only
_DRIVER = Path(__file__).with_name("windows_driver.py")

NATIVE = sys.platform == "win32"
needs_windows = pytest.mark.skipif(not NATIVE and not WINE, reason="Wine is not here")


def windows_path(path: Path) -> str:
    """Return a path as Windows sees it."""
    return str(path) if NATIVE else name_in_windows(path)


@dataclass(frozen=True, slots=True)
class Windows:
    """A Windows with a Python that finds the program, and consoles to start it in.

    Without `wine` it is the real one.
    """

    python: Path
    wine: Wine | None

    @contextmanager
    def console(self, folder: Path, columns: int = 80, rows: int = 30) -> Iterator["Console"]:
        """Open a console that keeps its conversation in `folder`."""
        asked, answers = folder / "asked", folder / "answers"
        asked.touch()
        driver = [windows_path(each) for each in (self.python, _DRIVER, asked, answers)]
        drawn = bytearray()
        end = (
            _open_in_wine(self.wine, driver, (rows, columns), drawn) if self.wine else _open(driver)
        )
        try:
            console = Console(asked, answers, windows_path(self.python), folder, drawn)
            console.resize(columns, rows)
            yield console
        finally:
            with asked.open("a", encoding="utf-8") as out:
                out.write('["end"]\n')
            end()


def _open(driver: list[str]) -> Callable[[], object]:
    """Open a console of Windows with this in it; return what waits for its end."""
    child = subprocess.Popen(driver, creationflags=_NEW_CONSOLE)
    return lambda: child.wait(_SECONDS)


def _open_in_wine(
    wine: Wine, driver: list[str], size: tuple[int, int], drawn: bytearray
) -> Callable[[], object]:
    """Open one of Wine's, which is `drawn` on a terminal; return what waits for its end."""
    child = pexpect.spawn(WINE, driver, env=wine.environment, dimensions=size, timeout=_SECONDS)
    # What Wine draws is looked at only when it hangs, but somebody has to take it.
    drain = threading.Thread(target=_drain, args=(child, drawn), daemon=True)
    drain.start()

    def end() -> None:
        drain.join(timeout=_SECONDS)
        child.close(force=True)

    return end


def _drain(child: "pexpect.spawn[bytes]", drawn: bytearray) -> None:
    with suppress(pexpect.EOF):
        while True:
            with suppress(pexpect.TIMEOUT):
                drawn += child.read_nonblocking(1 << 16, timeout=1)


class Console:
    """A console; its buffer holds each code that the program sends, for Wine obeys none."""

    def __init__(
        self, asked: Path, answers: Path, python: str, folder: Path, drawn: bytearray
    ) -> None:
        self._asked, self._answers, self._python, self._drawn = asked, answers, python, drawn
        self.state = folder / "state"
        self._seen = 0
        self.modes_before = self.ask("modes")

    def ask(self, what: str, *arguments: Any) -> Any:  # noqa: ANN401  (as the driver answers)
        """Have the driver do something, and return what it says."""
        with self._asked.open("a", encoding="utf-8") as out:
            out.write(json.dumps([what, *arguments]) + "\n")
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until:
            held = self._answers.read_text(encoding="utf-8") if self._answers.exists() else ""
            if (ends := held.find("\n", self._seen)) >= 0:
                answer = json.loads(held[self._seen : ends])
                self._seen = ends + 1
                return answer
            time.sleep(0.005)
        raise AssertionError(f"{what} was not answered. Drawn last: {bytes(self._drawn[-2000:])!r}")

    def start(self, *arguments: str, code: str = "", env: Mapping[str, str] | None = None) -> None:
        """Start the program, after lines of Python if there are some."""
        given = {
            "MES_OPTOUT_HOME": windows_path(self.state),
            "MES_OPTOUT_TODAY": "2026-11-27",
            "MES_OPTOUT_LANG": "fr",
            **(env or {}),
        }
        run = "from mes_optout import __main__\n__main__.run()"
        how = ("-c", f"{code}\n{run}") if code else ("-m", "mes_optout")
        self.ask("start", [self._python, *how, *arguments], given)

    def send(self, *keys: str) -> None:
        """Press keys, all in one go. What is pressed before a question stands is dropped."""
        self.ask("type", "".join(keys))

    @property
    def text(self) -> str:
        """All that the buffer holds."""
        rows: list[str] = self.ask("rows")
        return "".join(row if len(row.rstrip()) == len(row) else f"{row}\n" for row in rows)

    @property
    def rows(self) -> list[str]:
        """The rows since the screen was last cleared, without codes."""
        return [row.rstrip() for row in _CODE.sub("", self.text.rpartition(CLEAR)[2]).split("\n")]

    def wait_for(self, *texts: str) -> None:
        """Wait until all of `texts` stand on the page together, as far as they fit on a row."""
        wanted = [words(text)[:_SURE] for text in texts]
        self.wait_until(lambda: all(text in words("\n".join(self.rows)) for text in wanted))

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Wait until `condition` holds; fail with the page, the exit code, the last bytes."""
        until = time.monotonic() + _SECONDS
        while not condition():
            if time.monotonic() > until:
                page, code = "\n".join(self.rows), self.ask("code")
                raise AssertionError(f"{page}\nThe code is {code}: {self.text[-2000:]!r}")
            time.sleep(0.02)

    def resize(self, columns: int, rows: int = 30) -> None:
        """Change the size of the window."""
        self.ask("size", columns, rows)

    def leave(self) -> int:
        """Wait for the end; return the exit code."""
        self.wait_until(lambda: self.ask("code") is not None)
        code: int = self.ask("code")
        return code

    def is_as_before(self) -> bool:
        """Say that the buffer is empty, its cursor home, and that the modes are as before."""
        left = (self.text, self.ask("cursor"), self.ask("modes"))
        return left == ("", [0, 0], self.modes_before)
