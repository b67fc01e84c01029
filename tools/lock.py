"""Pin every package that CI installs, by hash: `python tools/lock.py`, after `pip install uv`.

Two files come of it: what the program needs to run, which is also what the single file holds, and
what its tests and its release need besides, with the same versions. Two more hold other Typers, on
which the tests of the command line run too: the oldest that `pyproject.toml` allows, with the Click
of its day, and the newest there is, beyond the bound as well. All hold for every system and every
Python from 3.11 on. Versions that are pinned stay as long as `pyproject.toml` allows them; with
`--upgrade` all become the newest.
"""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
RUN = Path(".ci/requirements-run.txt")
TEST = Path(".ci/requirements-test.txt")
OLDEST_TYPER = Path(".ci/requirements-typer-oldest.txt")
NEWEST_TYPER = Path(".ci/requirements-typer-newest.txt")
CLICK_OF_THE_OLDEST = "click==8.3.*"  # both are in one Debian release


def lock(target: Path, *choice: str, source: str = "pyproject.toml") -> None:
    """Write one file. Raises CalledProcessError when no versions fit together."""
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", source),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--custom-compile-command", "python tools/lock.py"),
            *("--output-file", str(target), *choice, *sys.argv[1:]),
        ],
        cwd=ROOT,
        check=True,
    )


def lock_typer(target: Path, *wanted: str) -> None:
    """Write a file that holds a Typer and what it brings."""
    with TemporaryDirectory() as temporary:
        source = Path(temporary) / "typer.txt"
        source.write_text("\n".join(wanted), encoding="utf-8")
        lock(target, "--no-annotate", source=str(source))


def oldest_typer() -> str:
    """Return the lower bound in `pyproject.toml` as a version: `typer==0.20.0`."""
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (bound,) = re.findall(r'"typer>=([\d.]+),', project)
    return f"typer=={bound}.0"


if __name__ == "__main__":
    lock(TEST, "--extra", "test", "--extra", "browser")
    lock(RUN, "--constraints", str(TEST))
    lock_typer(OLDEST_TYPER, oldest_typer(), CLICK_OF_THE_OLDEST)
    lock_typer(NEWEST_TYPER, "typer")
