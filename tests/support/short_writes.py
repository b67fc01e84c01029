"""Disks on which a file ends after so many bytes, in the middle of a write.

The system writes up to the limit on the size of a file, byte for byte. What comes after is refused:
Python ignores the signal of that, so it is a disk that becomes full. With the signal's own effect
the program is killed there instead. Pipes have no size; of compiled files none is written.
"""

import resource
from pathlib import Path

# As a shell says that SIGXFSZ has ended a program.
DEAD = 153
_UNLIMITED = resource.RLIM_INFINITY
_BEGIN = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_DFL)"
FULL = {"PYTHONDONTWRITEBYTECODE": "1"}


def deadly(folder: Path) -> dict[str, str]:
    """Return the environment in which a program that reaches the limit is killed."""
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_BEGIN, encoding="utf-8")
    return {**FULL, "PYTHONPATH": str(folder)}


def limited(size: int) -> tuple[str, ...]:
    """Return how to start a program whose files can have so many bytes."""
    return ("prlimit", f"--fsize={size}:unlimited", "--core=0", "--")


def limit(process: int, size: int = _UNLIMITED) -> None:
    """Let the files of a process that runs have so many bytes, or as many as they like again."""
    resource.prlimit(process, resource.RLIMIT_CORE, (0, 0))
    resource.prlimit(process, resource.RLIMIT_FSIZE, (size, _UNLIMITED))


def cuts(size: int) -> list[int]:
    """Return where a write of so many bytes is cut: after one, half, all but one."""
    return sorted({1, size // 2, size - 1})
