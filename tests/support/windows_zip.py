"""What the zip for Windows holds, unpacked: the program, and its Python without the program."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZipFile

from pexpect import EOF

from support.wine import WINE, Wine, name_in_windows

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
