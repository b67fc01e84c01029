"""What the global options come to, and how a command reaches steps and progress."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from mes_optout.clock import find_today

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack
    from mes_optout.content.location import Reader
    from mes_optout.progress.store import Store


class Settings(NamedTuple):  # a dataclass takes five times as long to make, at every start
    """The language, and the folder of steps if one was chosen."""

    language: str
    steps: Path | None

    @property
    def today(self) -> date:
        """The day it is now: a command asks once. Raises DayNotPinnedError."""
        return find_today()

    def reader(self) -> "Reader":
        """Return what reads the files of the pack."""
        from mes_optout.content import location

        return location.folder(self.steps) if self.steps else location.shipped()

    def pack(self) -> "Pack":
        """Return the pack, not read yet."""
        from mes_optout.content.loader import Pack

        return Pack(self.reader(), self.language, own=self.steps is not None)

    def store(self) -> "Store":
        """Return the progress on disk, not read yet. Raises CannotSaveError without a home."""
        from mes_optout.progress.store import Store
        from mes_optout.system.home import state_folder

        return Store(state_folder(os.environ))


def choose_steps(given: Path | None) -> Path | None:
    """Return the folder of steps `given` by `--steps`, or else by MES_OPTOUT_STEPS."""
    named = os.environ.get("MES_OPTOUT_STEPS")
    return given or (Path(named) if named else None)


def get_settings(context: typer.Context) -> Settings:
    """Return the settings that the root command put into the context."""
    found = context.find_object(Settings)
    if found is None:
        raise TypeError(context)
    return found
