"""The single file's first menu, as a ratio to the program as it is installed in the same Python.

`PYTHONPATH=tests python -m support.single_file FILE`, in an environment that has the program. It
ends with 1 where the file is too slow.
"""

import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from support.timing import OURS, PYTHON, painted, ratio

LIMIT = 1.3
PAIRS = 11
TRIES = 3  # what else runs on a machine only ever slows


def measured(single: Path, home: Path) -> float:
    """Return how many times longer the file takes to its first menu."""
    ours = painted((*OURS, "guide"), home, "Quitter")
    theirs = painted((PYTHON, str(single), "guide"), home, "Quitter")
    return ratio(theirs, ours, PAIRS)


def main() -> int:
    """Say it, for this version of Python."""
    single = Path(sys.argv[1]).resolve()
    with TemporaryDirectory() as temporary:
        best = float("inf")
        for _ in range(TRIES):
            best = min(best, measured(single, Path(temporary)))
            if best <= LIMIT:
                break
    version = platform.python_version()
    sys.stdout.write(f"Python {version}: first menu {best:.2f} times the installed (<= {LIMIT})\n")
    return best > LIMIT


if __name__ == "__main__":
    sys.exit(main())
