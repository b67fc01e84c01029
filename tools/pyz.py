"""The single file: the program and all that it stands on, in one zip that Python runs.

It holds the sources, for any Python that the program takes, and their compiled form for the version
of Python that built it: with another one it starts three to five times slower.
"""

import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_LINE = b"#!/usr/bin/env python3\n"

# It has to be understood by any Python, to say that this one is too old.
_MAIN = """\
import sys

if sys.version_info < {least}:
    sys.exit("Il faut Python {words} ou plus récent.\\nThis needs Python {words} or later.")

from mes_optout.__main__ import run

run()
"""


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


def build(wheels: Iterable[Path], target: Path, least: tuple[int, int], moment: int) -> None:
    """Write the wheels' content into `target`, which asks for Python `least` or later.

    Every entry bears the `moment`, in seconds since 1970, so that the same wheels and the same
    Python give the same bytes. Raises CalledProcessError when a file cannot be compiled.
    """
    with TemporaryDirectory() as temporary:
        inside = Path(temporary)
        for wheel in wheels:
            with ZipFile(wheel) as file:
                file.extractall(inside, [n for n in file.namelist() if not _is_test(n)])
        main = _MAIN.format(least=least, words=".".join(map(str, least)))
        (inside / "__main__.py").write_text(main, encoding="utf-8")
        _compile(inside, target.name)
        _zip(inside, target, moment)


def _is_test(name: str) -> bool:
    """Say whether a package brought a file for its own tests only: icalendar has hundreds."""
    return name.split("/")[1:2] == ["tests"]


def _compile(folder: Path, shown: str) -> None:
    """Put compiled files beside the sources, where zipimport looks first.

    The folder's own path would stand in them, and another one at each build.
    """
    subprocess.run(
        [
            *(sys.executable, "-m", "compileall", "-q", "-b", "-s", str(folder), "-p", shown),
            *("--invalidation-mode", "unchecked-hash", str(folder)),
        ],
        check=True,
    )


def _zip(folder: Path, target: Path, moment: int) -> None:
    with target.open("wb") as out:
        out.write(_FIRST_LINE)
        with ZipFile(out, "w") as file:
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                name = path.relative_to(folder).as_posix()
                entry = ZipInfo(name, time.gmtime(moment)[:6])
                entry.create_system = 3  # a system with permissions, whichever one builds
                entry.external_attr = 0o100644 << 16
                file.writestr(entry, path.read_bytes(), ZIP_DEFLATED, compresslevel=9)
    target.chmod(0o755)
