"""Starting up, as a ratio to a bare Typer program of the same version, never in seconds.

MES_OPTOUT_PYTHON names the interpreter of an environment with the wheel; without it, this one.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

PYTHON = os.environ.get("MES_OPTOUT_PYTHON", sys.executable)
PAIRS = 25

BARE = """
import typer
app = typer.Typer()
@app.command()
def main() -> None:
    print("hello")
if __name__ == "__main__":
    app()
"""


@pytest.fixture
def bare(tmp_path: Path) -> tuple[str, ...]:
    """Return the command of a bare one-command Typer program, compiled like any installed one."""
    package = tmp_path / "bareapp"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "app.py").write_text(BARE, encoding="utf-8")
    (package / "__main__.py").write_text("from bareapp.app import app\napp()\n", encoding="utf-8")
    return (PYTHON, "-m", "bareapp")


def seconds(command: tuple[str, ...], folder: Path) -> float:
    """Run a command as a user would, with compiled caches, and return its wall time."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(folder)}
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - begun


@pytest.mark.slow
@pytest.mark.parametrize("arguments", ["--version", "--help"])
def test_it_starts_nearly_as_fast_as_a_bare_program(
    bare: tuple[str, ...], arguments: str, tmp_path: Path
) -> None:
    """REQ-P1: at most 1.25 times, pair by pair, so that a drifting machine does not count."""
    ours = (PYTHON, "-m", "mes_optout", arguments)
    for command in (ours, bare):
        seconds(command, tmp_path)
    ratios = [seconds(ours, tmp_path) / seconds(bare, tmp_path) for _ in range(PAIRS)]
    ratio = statistics.median(ratios)
    print(f"\n{arguments}: {ratio:.2f} times a bare Typer program, {PAIRS} pairs")  # noqa: T201
    assert ratio <= 1.25
