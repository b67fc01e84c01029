"""Progress that is kept nowhere: for those who want no trace, or when the disk refuses."""

from collections.abc import Callable
from pathlib import Path

from mes_optout.progress.notes import Progress


class Memory:
    """Progress that is kept nowhere.

    It is held until the program ends, without a folder, a file or a lock.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress or Progress()

    def read(self) -> Progress:
        """Return what was noted so far."""
        return self._progress

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        """Apply a change and return the result."""
        self._progress = change(self._progress)
        return self._progress

    def forget(self) -> None:
        """Begin anew."""
        self._progress = Progress()

    def put_file_aside(self) -> Path:
        """Raise FileNotFoundError: there is never a file, so never one that cannot be read."""
        raise FileNotFoundError
