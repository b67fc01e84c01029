"""Pythons for Windows, the program, and packages, placed beside each other from what is pinned."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pyz
import windows
from windows_python import read_pinned

ROOT = Path(__file__).parents[2]

NEWEST, OLDEST = "3.13", "3.11"
PINNED = {NEWEST: windows.PINNED, OLDEST: ROOT / f".ci/requirements-windows-{OLDEST}.txt"}

# It asks Windows about itself in a way that Wine does not know, and ends the process.
_LEFT_OUT = "_wmi.pyd"

# Types, floors and style are looked at elsewhere, and Typst asks for a library that Wine lacks.
_NOT_FOR_TESTS = {"ast-serialize", "grimp", "import-linter", "librt", "mypy", "ruff", "typst"}


def place_python(folder: Path, version: str) -> Path:
    """Place a pinned Python in a new folder; return its program.

    It finds what is in a folder `site` beside its own. Raises CalledProcessError.
    """
    python = read_pinned(PINNED[version])
    folder.mkdir()
    for name, held in python.files.items():
        if name != _LEFT_OUT:
            (folder / name).write_bytes(held)
    places = (f"{python.library}.zip", ".", "..\\site", "import site", "")
    (folder / f"{python.library}._pth").write_text("\n".join(places), encoding="ascii")
    return folder / "python.exe"


def place_program(site: Path) -> None:
    """Place the program as it is here, with its steps."""
    hidden = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src/mes_optout", site / "mes_optout", ignore=hidden)
    shutil.copytree(ROOT / "steps", site / "mes_optout/steps")


def place_packages(site: Path) -> None:
    """Place what the program stands on, for any Python. Raises CalledProcessError."""
    with TemporaryDirectory() as wheels:
        pyz.unpack(pyz.download(pyz.LOCKED, Path(wheels)), site)


def place_test_packages(site: Path, version: str) -> None:
    """Place what the tests stand on, for one Python on Windows. Raises CalledProcessError."""
    lines = (ROOT / ".ci/requirements-test.txt").read_text(encoding="utf-8").splitlines()
    _, *pins = re.split(r"\n(?=[a-z0-9])", "\n".join(map(pyz.unconditional, lines)))
    wanted = [pin for pin in pins if pin.partition("==")[0] not in _NOT_FOR_TESTS]
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "wanted.txt").write_text("\n".join(wanted), encoding="utf-8")
        tag = f"cp{version.replace('.', '')}"
        subprocess.run(
            [
                *(sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"),
                *("--require-hashes", "--no-deps", "-d", temporary),
                *("-r", str(folder / "wanted.txt"), "--only-binary", ":all:"),
                *("--platform", "win_amd64", "--python-version", version),
                *("--implementation", "cp", "--abi", tag, "--abi", "abi3", "--abi", "none"),
            ],
            check=True,
        )
        pyz.unpack(sorted(folder.glob("*.whl")), site)
