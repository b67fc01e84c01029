"""Building twice gives the same bytes: somebody else can check what a release was made of."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from thrown_away import MADE

ROOT = Path(__file__).parents[2]
NOON = "1795521600"  # 24 November 2026, 12:00 UTC

pytestmark = pytest.mark.slow


def built(folder: Path, umask: int, zone: str) -> dict[str, bytes]:
    """Build wheel and sources from a copy in `folder`; return them by name."""
    source = folder / "source"
    shutil.copytree(ROOT, source, ignore=MADE, copy_function=shutil.copyfile)
    for path in source.rglob("*"):
        os.utime(path, (umask, umask))  # a time of its own for each copy
    subprocess.run(
        [sys.executable, "-m", "build", "-q", "--no-isolation", "--outdir", "../made", "."],
        cwd=source,
        env={**os.environ, "SOURCE_DATE_EPOCH": NOON, "TZ": zone},
        umask=umask,
        check=True,
        capture_output=True,
    )
    return {path.name: path.read_bytes() for path in (folder / "made").iterdir()}


def test_wheel_and_sources(tmp_path: Path) -> None:
    """Elsewhere, at another hour, with other permissions, in another time zone."""
    first = built(tmp_path / "here", 0o022, "UTC")
    second = built(tmp_path / "further" / "away", 0o077, "Asia/Tokyo")
    assert {Path(name).suffix for name in first} == {".whl", ".gz"}
    assert first.keys() == second.keys()
    assert [name for name, content in first.items() if content != second[name]] == []
