"""What Python compiles of the program and keeps beside it, unless it is told not to."""

from contextlib import suppress
from pathlib import Path


def remove_first_compiled(own: Path) -> None:
    """Remove what was compiled of the first lines, before they could say that it shall not be.

    `own` is the compiled file of the entry point. Where that of `cli` is beside it, the whole
    program was compiled before, and it stays.
    """
    if own.with_name(own.name.replace("__main__", "cli")).exists():
        return
    for first in ("__main__", "__init__"):
        with suppress(OSError):
            own.with_name(own.name.replace("__main__", first)).unlink()
    with suppress(OSError):  # something else is in there
        own.parent.rmdir()
