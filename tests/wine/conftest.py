"""A Windows with a Python, the packages and the program; and consoles in it.

Under Wine it is made here, with each of two Pythons. A real Windows is taken as it runs this.
"""

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

import pyz
import windows
from support.windows_console import NATIVE, Console, Windows
from support.wine import Wine, new_wine
from windows_python import read_pinned

ROOT = Path(__file__).parents[2]

NEWEST, OLDEST = "3.13", "3.11"
PINNED = {NEWEST: windows.PINNED, OLDEST: ROOT / f".ci/requirements-windows-{OLDEST}.txt"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test with each Python that there is."""
    if "windows_with_python" in metafunc.fixturenames:
        pythons = ["native"] if NATIVE else list(PINNED)
        metafunc.parametrize("windows_with_python", pythons, indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what differs by the size of the window only, for all Pythons but one."""
    items[:] = [item for item in items if not _is_left_out(item)]


def _is_left_out(item: pytest.Item) -> bool:
    given = item.callspec.params if isinstance(item, pytest.Function) else {}
    return given.get("windows_with_python") == OLDEST and given.get("columns", 80) != 80


@pytest.fixture(scope="session")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """Make a Windows once."""
    with new_wine(tmp_path_factory.mktemp("wine")) as made:
        yield made


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder `site` with the program and what it stands on. Pythons lie beside it."""
    folder = tmp_path_factory.mktemp("windows")
    (folder / "wheels").mkdir()
    pyz.unpack(pyz.download(pyz.LOCKED, folder / "wheels"), folder / "site")
    hidden = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src/mes_optout", folder / "site/mes_optout", ignore=hidden)
    shutil.copytree(ROOT / "steps", folder / "site/mes_optout/steps")
    return folder / "site"


@pytest.fixture(scope="session")
def windows_with_python(request: pytest.FixtureRequest) -> Windows:
    """Return the real Windows, or Wine's with the pinned Python that has this version."""
    if NATIVE:
        return Windows(Path(sys.executable), None)
    packages: Path = request.getfixturevalue("packages")
    python = place_python(packages.with_name(request.param), request.param)
    return Windows(python, request.getfixturevalue("wine"))


def place_python(folder: Path, version: str) -> Path:
    """Place a pinned Python in a new folder, beside one with packages; return its program.

    It is as the zip has it. Wine lacks what stands behind one of the files that are left out there.
    """
    python = read_pinned(PINNED[version])
    folder.mkdir()
    for name, held in python.needed.items():
        (folder / name).write_bytes(held)
    places = (f"{python.library}.zip", ".", "..\\site", "import site", "")
    (folder / f"{python.library}._pth").write_text("\n".join(places), encoding="ascii")
    return folder / "python.exe"


@pytest.fixture
def open_console(
    windows_with_python: Windows, tmp_path: Path
) -> Iterator[Callable[[int], Console]]:
    """Return what opens a console of so many columns; it is closed after the test."""
    with ExitStack() as opened:

        def open_one(columns: int = 80) -> Console:
            return opened.enter_context(windows_with_python.console(tmp_path, columns))

        yield open_one
