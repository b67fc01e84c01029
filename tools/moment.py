"""When a release counts as made: the same for each of its files."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def moment() -> int:
    """Return when the release counts as made, in seconds since 1970.

    Raises CalledProcessError where there is neither SOURCE_DATE_EPOCH nor a commit.
    """
    asked = os.environ.get("SOURCE_DATE_EPOCH")
    log = ("git", "log", "-1", "--format=%ct")
    return int(asked or subprocess.run(log, cwd=ROOT, capture_output=True, check=True).stdout)
