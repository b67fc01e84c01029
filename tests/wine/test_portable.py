"""The fast tests that need no POSIX, run by a Python for Windows."""

import re
from pathlib import Path

import pytest

from support.wine import Ran, Wine, name_in_windows, needs_wine
from support.wine_python import NEWEST, ROOT, place_program, place_python, place_test_packages

pytestmark = [pytest.mark.slow, needs_wine]

# These start the program again and again, most of them in terminals, or look at what is published.
STARTING = ("bench", "damage", "e2e", "release", "sweeps", "wine")
# Fewer that pass are no progress: whoever marks a test takes it from here.
LEAST = 5250

_RUN = """
import os, sys
os.chdir(sys.argv[1])
sys.path.insert(0, os.path.abspath("src"))
import pytest
sys.exit(pytest.main(sys.argv[2:]))
"""
_SECONDS = 1200  # a busy machine takes ten times as long as a quiet one


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a Python for Windows with all that the tests stand on."""
    folder = tmp_path_factory.mktemp("tests")
    place_test_packages(folder / "site", NEWEST)
    place_program(folder / "site")
    return place_python(folder / NEWEST, NEWEST)


def run_tests(wine: Wine, python: Path, *options: str) -> Ran:
    """Run those in this folder there, and leave nothing in it."""
    how = ("-q", "-p", "no:cacheprovider", "--tb=short")
    words = ("-B", "-c", _RUN, name_in_windows(ROOT), *how, *options)
    return wine.run(python, *words, seconds=_SECONDS)


def test_what_needs_no_posix_passes(wine: Wine, python: Path) -> None:
    """A test that does need it says why: `tests/support/systems.py`."""
    ran = run_tests(wine, python, *(f"--ignore=tests/{name}" for name in STARTING))
    assert ran.code == 0, ran.out[-60_000:]
    passed = re.search(r"(\d+) passed", ran.out)
    assert passed
    assert int(passed[1]) >= LEAST


def test_all_others_are_at_least_collected(wine: Wine, python: Path) -> None:
    folders = (f"tests/{name}" for name in STARTING)
    ran = run_tests(wine, python, "--collect-only", "-m", "", *folders)
    assert ran.code == 0, ran.out[-60_000:]
