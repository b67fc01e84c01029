"""A Windows under Wine with a Python, the packages and the program; and consoles in it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import pyz
import windows
from support.windows_console import Console, Windows
from support.wine import new_wine
from windows_python import read_pinned

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def windows_with_python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Windows]:
    """Make them once: the pinned Python as it comes, beside the packages and the program."""
    folder = tmp_path_factory.mktemp("windows")
    python = read_pinned(windows.PINNED)
    (folder / "python").mkdir()
    for name, held in python.files.items():
        (folder / "python" / name).write_bytes(held)
    places = (f"{python.library}.zip", ".", "..\\site", "import site", "")
    (folder / "python" / f"{python.library}._pth").write_text("\n".join(places), encoding="ascii")
    for name in ("wheels", "wine"):
        (folder / name).mkdir()
    pyz.unpack(pyz.download(pyz.LOCKED, folder / "wheels"), folder / "site")
    hidden = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src/mes_optout", folder / "site/mes_optout", ignore=hidden)
    shutil.copytree(ROOT / "steps", folder / "site/mes_optout/steps")
    with new_wine(folder / "wine") as wine:
        yield Windows(wine, folder / "python/python.exe")


@pytest.fixture
def open_console(
    windows_with_python: Windows, tmp_path: Path
) -> Iterator[Callable[[int], Console]]:
    """Return what opens a console of so many columns; it is closed after the test."""
    with ExitStack() as opened:

        def open_one(columns: int = 80) -> Console:
            return opened.enter_context(windows_with_python.console(tmp_path, columns))

        yield open_one
