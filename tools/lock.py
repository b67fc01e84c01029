"""Pin every package that CI installs, by hash: `python tools/lock.py`, after `pip install uv`.

Four files come of it: what the program needs to run, which is also what the single file holds; what
its tests and its release need besides; what the tests in a browser need, with the same versions;
and by themselves the tools with which people install it. All hold for every system and every Python
from 3.11 on. Versions that are pinned stay as long as `pyproject.toml` or `.ci/installers.in` allow
them; with `--upgrade` all become the newest.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN = Path(".ci/requirements-run.txt")
TEST = Path(".ci/requirements-test.txt")
BROWSER = Path(".ci/requirements-browser.txt")
INSTALLERS = Path(".ci/requirements-installers.txt")
INSTALLERS_ASKED = Path(".ci/installers.in")


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
    lock(INSTALLERS, asked=INSTALLERS_ASKED)
