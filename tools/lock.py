"""Pin every package that CI installs, by hash: `python tools/lock.py`, after `pip install uv`.

Six files come of it: what the program needs to run, which is also what the single file holds; what
its tests and its release need besides; what the tests in a browser need, with the same versions; by
themselves the tools with which people install it; and two other Typers, on which the tests of the
command line run too: the oldest that `pyproject.toml` allows, with the Click of its day, and the
newest there is, beyond the bound as well. All hold for every system and every Python from 3.11 on.
Versions that are pinned stay as long as what is asked for allows them; with `--upgrade` all become
the newest.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN = Path(".ci/requirements-run.txt")
TEST = Path(".ci/requirements-test.txt")
BROWSER = Path(".ci/requirements-browser.txt")
# What is asked for outside `pyproject.toml`, with the name of the file that it makes.
BESIDES = {
    Path(f".ci/{name}.in"): Path(f".ci/requirements-{name}.txt")
    for name in ("installers", "typer-oldest", "typer-newest")
}


def lock(target: Path, *choice: str, asked: Path = Path("pyproject.toml")) -> None:
    """Write one file from what is `asked`. Raises CalledProcessError when no versions fit."""
    subprocess.run(
        [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", str(asked)),
            *("--universal", "--python-version", "3.11", "--generate-hashes"),
            *("--custom-compile-command", "python tools/lock.py"),
            *("--output-file", str(target), *choice, *sys.argv[1:]),
        ],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    lock(TEST, "--extra", "test")
    lock(BROWSER, "--extra", "browser", "--constraints", str(TEST))
    lock(RUN, "--constraints", str(TEST))
    for asked, target in BESIDES.items():
        lock(target, asked=asked)
