"""A Windows with a Python, the packages and the program; and consoles in it.

Under Wine it is made here, with each of two Pythons. A real Windows is taken as it runs this.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from support.windows_console import NATIVE, Console, Windows
from support.wine import Wine, new_wine
from support.wine_python import OLDEST, PINNED, place_packages, place_program, place_python

# Of a fixture with parameters pytest keeps one at a time, and may come back to another.
_place_once = cache(place_python)


# Whatever a walk imports, menus too.
_WALK = """
import sys, questionary
from mes_optout.__main__ import main
sys.argv = ["mes-optout", "guide", "--simple"]
main()
"""
_compiled: set[Path] = set()


def _compile_once(wine: Wine, python: Path) -> None:
    """Have a walk compiled: no test shall wait for that, which takes long on a slow machine."""
    if python not in _compiled:
        _compiled.add(python)
        ran = wine.run(python, "-c", _WALK, typed="q\n")
        assert ran.code == 0, ran.out


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test with each Python that there is."""
    if "windows_with_python" in metafunc.fixturenames:
        pythons = ["native"] if NATIVE else list(PINNED)
        metafunc.parametrize("windows_with_python", pythons, indirect=True, scope="session")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what differs by the size of the window only, for all Pythons but one."""
    items[:] = [item for item in items if not _is_left_out(item)]


def _is_left_out(item: pytest.Item) -> bool:
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return given.get("windows_with_python") == OLDEST and given.get("columns", 80) != 80


@pytest.fixture(scope="session")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """Make a Windows once."""
    with new_wine(tmp_path_factory.mktemp("wine")) as made:
        yield made


@pytest.fixture(scope="session")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the program lies, for Pythons that are placed there too."""
    folder = tmp_path_factory.mktemp("windows")
    place_packages(folder / "site")
    place_program(folder / "site")
    return folder


@pytest.fixture(scope="session")
def windows_with_python(request: pytest.FixtureRequest) -> Windows:
    """Return the real Windows, or Wine's with the pinned Python that has this version."""
    if NATIVE:
        return Windows(Path(sys.executable), None)
    folder: Path = request.getfixturevalue("beside")
    python = _place_once(folder / request.param, request.param)
    wine: Wine = request.getfixturevalue("wine")
    _compile_once(wine, python)
    return Windows(python, wine)


@pytest.fixture
def open_console(
    windows_with_python: Windows, tmp_path: Path
) -> Iterator[Callable[[int], Console]]:
    """Return what opens a console of so many columns; it is closed after the test."""
    with ExitStack() as opened:

        def open_one(columns: int = 80) -> Console:
            return opened.enter_context(windows_with_python.console(tmp_path, columns))

        yield open_one
