"""What the zip for Windows holds, unpacked: the program, and its Python without the program."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from pexpect import EOF

import release
from mes_optout.clock import PINNED_BY
from support.homes import TODAY
from support.installed_walk import AGAIN, Place, Walked, walk
from support.windows_console import Console, Windows
from support.wine import WINE, Ran, Wine, name_in_windows

_SINGLE_FILE = os.environ.get("MES_OPTOUT_PYZ", "")
ZIP = Path(_SINGLE_FILE).with_name(release.WINDOWS) if _SINGLE_FILE else Path()
needs_zip = pytest.mark.skipif(not _SINGLE_FILE, reason="MES_OPTOUT_PYZ names no single file")

Meanwhile = Callable[[int, str, int], object]

# Holds files open as a virus scanner does, until a line says for how many seconds more.
_HOLD = """
import sys, time
held = [open(path, "rb") for path in sys.argv[1:]]
print("held", flush=True)
time.sleep(float(sys.stdin.readline()))
"""

# Runs a program whose output goes into a file, into a pipe that is read into that file, or into one
# that nobody reads; in a console with a code page of its own, where no variable names a language.
_FROM_CONSOLE = """
import ctypes, os, subprocess, sys
to, name, page, *command = sys.argv[1:]
ctypes.windll.kernel32.SetConsoleOutputCP(int(page))
for variable in ("LC_ALL", "LANG"):
    os.environ.pop(variable, None)
with open(name, "wb") as file:
    out = file if to == "file" else subprocess.PIPE
    running = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE)
    if to == "pipe":
        file.write(running.stdout.read())
    elif to == "nobody":
        running.stdout.close()
    said = running.stderr.read()
print("said:", said, running.wait())
"""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A Windows with the program in a folder of its own."""

    wine: Wine
    folder: Path

    @property
    def program(self) -> Path:
        """What is double-clicked."""
        return self.folder / "demarche/demarche.exe"

    @property
    def command(self) -> tuple[str, str]:
        """The words that start the program."""
        return WINE, str(self.program)

    @property
    def python(self) -> Path:
        """The same Python, which starts what it is told."""
        return self.folder / "python/demarche.exe"

    @property
    def hold(self) -> list[str]:
        """The words that hold files open, whose names follow."""
        return [WINE, str(self.python), self._write("hold.py", _HOLD)]

    def run(self, *arguments: str, **given: str) -> Ran:
        """Run the program through pipes."""
        return replace(self.wine, given=given).run(self.program, *arguments)

    def walk(
        self,
        place: Place,
        *,
        before: tuple[str, ...] = (),
        when_refused: tuple[str, ...] = (AGAIN,),
        meanwhile: Meanwhile = lambda _number, _page, _process: None,
        kept_in: str | None = None,
    ) -> Walked:
        """Walk through pipes; `before` are words that start the program."""
        env = {
            **self.wine.environment,
            "MES_OPTOUT_HOME": kept_in or name_in_windows(place.folder),
            "PYTHONIOENCODING": "utf-8",
            # A server lies there, and only those of one server see each other's files.
            "TMPDIR": None,
        }
        return walk(
            place,
            before,
            program=self.command,
            env=env,
            when_refused=when_refused,
            meanwhile=meanwhile,
        )

    @contextmanager
    def console(self, folder: Path, columns: int = 80, **given: str) -> Iterator[Console]:
        """Open a console that keeps its conversation in `folder`."""
        windows = Windows(self.python, replace(self.wine, given=given))
        with windows.console(folder, columns) as opened:
            yield opened

    def start(self, console: Console, *arguments: str, **given: str) -> None:
        """Start the program itself in a console."""
        env = {PINNED_BY: TODAY.isoformat(), "MES_OPTOUT_LANG": "fr", **given}
        console.ask("start", [name_in_windows(self.program), *arguments], env)

    def run_in_console(
        self, to: str, file: Path, *arguments: str, page: int = 850, **given: str
    ) -> str:
        """Run the program with its output going `to` a "file", a "pipe" or "nobody".

        What came lies in the file. Returns what it said on stderr, and its code.
        """
        script = self._write("console.py", _FROM_CONSOLE)
        program = name_in_windows(self.program)
        words = (script, to, name_in_windows(file), str(page), program, *arguments)
        with replace(self.wine, given=given).open(self.python, *words) as console:
            console.expect("said: ([^\r\n]*)")
            said = console.match[1].decode()
            console.expect(EOF)
        return str(said)

    def _write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return name_in_windows(path)


def unpack(wine: Wine, file: Path, folder: Path) -> Unpacked:
    """Unpack the zip in a folder, and beside it once more as a bare Python."""
    with ZipFile(file) as opened:
        opened.extractall(folder)
    shutil.copytree(folder / "demarche", folder / "python")
    (paths,) = (folder / "python").glob("python3*._pth")
    library = paths.name.removesuffix("._pth")
    paths.write_text(f"app\\{library}.zip\napp\n", encoding="ascii")
    return Unpacked(wine, folder)
