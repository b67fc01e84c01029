"""A test that is skipped for a reason that nobody wrote down makes the session fail."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support import skips

pytestmark = pytest.mark.posix("starts a Python that reads PYTHONPATH, as that of the zip does not")

LISTED = min(skips.allowed("root", skips.ALLOWED.read_text(encoding="utf-8")))
ONE = "import pytest\n\n\ndef test_it():\n    pytest.skip({!r})\n"
WHOLE_FILE = "import pytest\n\npytest.skip({!r}, allow_module_level=True)\n"
FINE = "def test_it():\n    pass\n"


def session(folder: Path, place: str, *options: str, **files: str) -> tuple[int, str]:
    """Return how a session ends that has these test files, and what it says."""
    for name, text in files.items():
        (folder / f"test_{name}.py").write_text(text, encoding="utf-8")
    (folder / "pytest.ini").touch()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "support.skips",
            "-p",
            "no:cacheprovider",
            *options,
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(skips.__file__).parents[1]), skips.PLACE: place},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    "options",
    [
        pytest.param((), id="one"),
        # It starts three more, as CI does with every test.
        pytest.param(("-n", "2"), id="several processes", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("planted", [ONE, WHOLE_FILE], ids=["a test", "a whole file"])
def test_an_unlisted_skip_fails_and_is_said(
    planted: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    files = {"planted": planted.format("no reason at all"), "fine": FINE}
    code, said = session(tmp_path, "root", *options, **files)
    assert code == 1
    assert "skipped, but not listed for 'root'" in said
    assert said.count("test_planted.py") == 1
    assert ": no reason at all\n" in said


def test_a_listed_one_is_named_and_passes(tmp_path: Path) -> None:
    code, said = session(tmp_path, "root", planted=ONE.format(LISTED), fine=FINE)
    assert code == 0
    assert f"skipped 1: {LISTED}\n" in said


@pytest.mark.parametrize(("place", "expected"), [("elsewhere", 1), ("", 0)])
def test_it_is_listed_for_its_place_only(place: str, expected: int, tmp_path: Path) -> None:
    """Without a place anybody may skip what their machine lacks."""
    code, _ = session(tmp_path, place, planted=ONE.format(LISTED), fine=FINE)
    assert code == expected


def test_a_line_without_its_why_allows_nothing() -> None:
    written = "# a | b | c\n\nroot | because | of this\nroot | because not |\nbare | other | x\n"
    assert skips.allowed("root", written) == {"because"}
