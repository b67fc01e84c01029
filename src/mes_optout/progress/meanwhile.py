"""What a window knows of a folder, and what befell that meanwhile: nothing is kept anew unasked."""

from dataclasses import dataclass, field
from pathlib import Path

from mes_optout.errors import N_, OptoutError
from mes_optout.progress.lock import LOCK
from mes_optout.progress.notes import Progress
from mes_optout.system import disk


class ForgottenMeanwhileError(OptoutError):
    """What this window read or wrote is no longer there. Fact: `path`."""

    code = 4
    what = N_(
        "{path} no longer holds what this window knew."
        " It was deleted, moved or set aside meanwhile."
    )
    remedy = N_("What you answered since is not kept.")


class ReplacedMeanwhileError(ForgottenMeanwhileError):
    """Something else was begun in its place. Fact: `path`."""

    what = N_(
        "Something else is kept in {path} now."
        " What this window knew was deleted or moved meanwhile."
    )


@dataclass(slots=True)
class Known:
    """What was met in a folder: that there was a `file`, and what tells its `lock` from others."""

    file: bool = False
    lock: int | None = None
    # What was written last, by its bytes: nothing that is found unchanged is taken apart again.
    written: dict[bytes, Progress] = field(default_factory=dict)

    def look_at_lock(self, folder: Path) -> None:
        """Know the lock from now on: it stays as long as what it is for."""
        self.lock = disk.tell_apart(folder / LOCK)

    def check(self, file: Path) -> None:
        """Raise ForgottenMeanwhileError where the file is gone, or its kind where it is another.

        Only once: what is there is then taken as it is.
        """
        if not self.file:
            return
        try:
            file.lstat()
        except (FileNotFoundError, NotADirectoryError):
            self.file = False
            raise ForgottenMeanwhileError(path=file.parent) from None
        except OSError:
            return  # reading it will say why
        lock = disk.tell_apart(file.parent / LOCK)
        if None not in {self.lock, lock} and lock != self.lock:
            self.file = False
            raise ReplacedMeanwhileError(path=file.parent)
