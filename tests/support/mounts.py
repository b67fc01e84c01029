"""File systems that only one program sees, and what it starts."""

import subprocess
from pathlib import Path

import pytest

from support.systems import IS_ROOT

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root may mount and be somebody else")

# On which not one page is left.
FULL = """
mount -t tmpfs -o size=64k,mode=700 none "$1"
cp -a "$1.before/." "$1"
cat /dev/zero > "$1/filler" 2> /dev/null || true
shift
"$@"
"""


def mounted(script: str, folder: Path) -> tuple[str, ...]:
    """Return how to start a program that sees something else at `folder`; nobody else does."""
    return ("unshare", "-m", "sh", "-c", script, "sh", str(folder))


def can_mount(script: str, folder: Path) -> bool:
    """Say whether the system lets us."""
    done = subprocess.run(
        [*mounted(f"set -e{script}", folder), "true"], capture_output=True, check=False
    )
    return done.returncode == 0
