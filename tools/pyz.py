"""The single file: the program and all that it stands on, in one zip that Python runs.

It holds the sources, for any Python that the program takes, and compiled code for each that helped
to build it: another one starts three to five times slower. zipimport looks into no `__pycache__`,
so each version has a folder of its own, which the zip's `__main__` puts first on the path.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LOCKED = Path(__file__).parents[1] / ".ci/requirements-run.txt"

_FIRST_LINE = b"#!/usr/bin/env python3\n"

SOURCES = "any"  # the folder for every version

# How a Python names its folder. Its magic number says more than its version: before a version is
# final, code that was compiled by the last test version cannot be read by the next.
_NAME = """sys.implementation.cache_tag + "-%d" % int.from_bytes(MAGIC_NUMBER[:2], "little")"""

# It has to be understood by any Python, to say that this one is too old.
_MAIN = f"""\
import sys

if sys.version_info < {{least}}:
    sys.exit("Il faut Python {{words}} ou plus récent.\\nThis needs Python {{words}} or later.")

from importlib.util import MAGIC_NUMBER

compiled = {_NAME}
sys.path[:1] = [sys.path[0] + "/" + folder for folder in (compiled, "{SOURCES}")]

from mes_optout.__main__ import run

run()
"""

# What is there because something stands on it, but is never imported here: it would take a fifth
# of the file once more for each version.
NEVER_IMPORTED = ("pygments", "markdown_it", "mdurl")

# Compiled code of which nearly all is read before the first menu. It is not compressed: the file
# starts by a tenth faster, and is by a tenth larger.
READ_AT_ONCE = ("platformdirs", "questionary", "typer")


class Compiler(NamedTuple):
    """A Python that compiles; `root` is the folder of the system whose it is, if not this one."""

    root: Path = Path("/")

    @property
    def command(self) -> tuple[str, ...]:
        """What starts it."""
        return (
            ("chroot", str(self.root), "python3") if self.root != Path("/") else (sys.executable,)
        )

    def name(self) -> str:
        """Return the folder that this Python will look for. Raises CalledProcessError."""
        asked = f"import sys; from importlib.util import MAGIC_NUMBER; print({_NAME})"
        done = subprocess.run((*self.command, "-c", asked), stdout=subprocess.PIPE, check=True)
        return done.stdout.decode().strip()

    def compile(self, sources: Path, target: Path, shown: str) -> None:
        """Copy packages to `target`, compiled, without their sources. Raises CalledProcessError.

        Compiled code names the file that it is from; that is `shown`, for the folder's own path is
        another one at each build.
        """
        with TemporaryDirectory(dir=self.root / "tmp") as temporary:
            folder = Path(temporary) / "inside"
            left_out = shutil.ignore_patterns("*.dist-info", "*.data", "*.pyi", *NEVER_IMPORTED)
            shutil.copytree(sources, folder, ignore=left_out)
            seen = Path("/") / folder.relative_to(self.root)  # as that Python sees it
            subprocess.run(
                [
                    *(*self.command, "-m", "compileall", "-q", "-b", "-s", str(seen), "-p", shown),
                    *("--invalidation-mode", "unchecked-hash", str(seen)),
                ],
                check=True,
            )
            for source in folder.rglob("*.py"):
                source.unlink()
            shutil.move(folder, target)


def download(locked: Path, folder: Path) -> list[Path]:
    """Bring the pure-Python wheels that `locked` pins by hash; return them in order.

    Conditions on the system are left out: one file serves all of them. Raises CalledProcessError
    when a wheel is not to be had, has another hash, or is not pure Python.
    """
    lines = locked.read_text(encoding="utf-8").splitlines()
    everywhere = folder / "requirements.txt"
    everywhere.write_text("\n".join(map(unconditional, lines)), encoding="utf-8")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
            *("--require-hashes", "--no-deps", "-d", str(folder), "-r", str(everywhere)),
            *("--only-binary", ":all:", "--platform", "any"),
            *("--implementation", "py", "--abi", "none"),
        ],
        check=True,
    )
    return sorted(folder.glob("*.whl"))


def unconditional(line: str) -> str:
    """Return a line of a requirements file without its condition on the system."""
    pin, semicolon, _ = line.partition(" ; ")
    return f"{pin} \\" if semicolon else line


def build(
    wheels: Iterable[Path],
    target: Path,
    least: tuple[int, int],
    moment: int,
    compilers: Sequence[Compiler] = (Compiler(),),
) -> list[str]:
    """Write the wheels' content into `target`, which asks for Python `least` or later.

    Returns the names of the folders of compiled code. Every entry bears the `moment`, in seconds
    since 1970, so that the same wheels and the same Pythons give the same bytes. Raises
    CalledProcessError when a file cannot be compiled.
    """
    with TemporaryDirectory() as temporary:
        inside = Path(temporary)
        sources = inside / SOURCES
        unpack(wheels, sources)
        compiled = {compiler.name(): compiler for compiler in reversed(compilers)}
        for name, compiler in compiled.items():
            compiler.compile(sources, inside / name, target.name)
        main = _MAIN.format(least=least, words=".".join(map(str, least)))
        (inside / "__main__.py").write_text(main, encoding="utf-8")
        with target.open("wb") as out:
            out.write(_FIRST_LINE)
            write_zip(inside, out, moment, _is_read_at_once)
    target.chmod(0o755)
    return sorted(compiled)


def unpack(wheels: Iterable[Path], folder: Path) -> None:
    """Write what wheels hold into a folder, but for their tests."""
    for wheel in wheels:
        with ZipFile(wheel) as file:
            file.extractall(folder, [name for name in file.namelist() if not _is_test(name)])


def _is_test(name: str) -> bool:
    """Say whether a package brought a file for its own tests only: some have hundreds."""
    return name.split("/")[1:2] == ["tests"]


def _is_read_at_once(name: str) -> bool:
    version, _slash, rest = name.partition("/")
    return version != SOURCES and rest.partition("/")[0] in READ_AT_ONCE


def write_zip(
    folder: Path, out: BinaryIO, moment: int, stored: Callable[[str], bool] = lambda _name: False
) -> None:
    """Write what is in a folder as a zip; names for which `stored` is true are not compressed.

    Order, times and rights do not depend on the folder.
    """
    with ZipFile(out, "w") as file:
        for path in sorted(each for each in folder.rglob("*") if each.is_file()):
            name = path.relative_to(folder).as_posix()
            entry = ZipInfo(name, time.gmtime(moment)[:6])
            entry.create_system = 3  # a system with permissions, whichever one builds
            entry.external_attr = 0o100644 << 16
            how = ZIP_STORED if stored(name) else ZIP_DEFLATED
            file.writestr(entry, path.read_bytes(), how, compresslevel=9)
