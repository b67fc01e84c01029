"""Programs for Windows under Debian's Wine: in a home of their own, through pipes or a terminal."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pytest

_PLACES = f"{os.environ.get('PATH', '')}:/usr/lib/wine"
WINE = shutil.which("wine64", path=_PLACES) or ""
_SERVER = shutil.which("wineserver", path=_PLACES) or ""

needs_wine = pytest.mark.skipif(not WINE, reason="Wine is not here")

_LONG = 120  # seconds: a start takes two on a quiet machine


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended. `out` holds what it said on both streams."""

    code: int
    out: str


@dataclass(frozen=True, slots=True)
class Wine:
    """A Windows with nothing in it but Wine's own."""

    home: Path
    given: Mapping[str, str] = field(default_factory=dict)  # more variables for programs

    @property
    def environment(self) -> dict[str, str]:
        """All that a program is told, so that nothing is written elsewhere."""
        return {
            "HOME": str(self.home),
            "WINEPREFIX": str(self.home / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=;mshtml=",  # neither .NET nor a browser is asked for
            "PATH": _PLACES,
            "TERM": "xterm",
            "LC_ALL": "C.UTF-8",
            **self.given,
        }

    def run(self, program: Path, *arguments: str, typed: str = "", seconds: float = _LONG) -> Ran:
        """Run it in its own folder; Wine knows no streams but pipes and terminals."""
        done = subprocess.run(
            (WINE, str(program), *arguments),
            input=typed.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=program.parent,
            env=self.environment,
            timeout=seconds,
            check=False,
        )
        return Ran(done.returncode, _decode(done.stdout))

    @contextmanager
    def open(self, program: Path, *arguments: str) -> Iterator["pexpect.spawn[bytes]"]:
        """Start it in a window of its own, as a double-click does."""
        opened = pexpect.spawn(
            WINE,
            [str(program), *arguments],
            cwd=str(program.parent),
            env=self.environment,
            dimensions=(40, 100),
            timeout=_LONG,
        )
        try:
            yield opened
        finally:
            opened.close(force=True)

    def files(self) -> set[Path]:
        """Return every file that there is, but for Wine's registry and the server's own."""
        return {path for path in self.home.rglob("*") if path.is_file() and path.suffix != ".reg"}


def name_in_windows(path: Path) -> str:
    """Return how a Windows program names a file of ours: Wine shows it all as one more drive."""
    return "Z:" + str(path).replace("/", "\\")


def _decode(held: bytes) -> str:
    """Return what a program wrote: UTF-8, or what a console of Western Europe writes."""
    try:
        return held.decode()
    except UnicodeDecodeError:
        return held.decode("cp1252")


@contextmanager
def new_wine(home: Path) -> Iterator[Wine]:
    """Make a Windows 10 in an empty folder: about 20 seconds."""
    made = Wine(home)
    for command in (("wineboot", "-i"), ("winecfg", "-v", "win10")):
        subprocess.run(
            (WINE, *command),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=made.environment,
            timeout=_LONG,
            check=False,
        )
    # What it has to write is then written.
    subprocess.run((_SERVER, "-w"), env=made.environment, timeout=_LONG, check=True)
    try:
        yield made
    finally:
        subprocess.run((_SERVER, "-k"), env=made.environment, check=False)
