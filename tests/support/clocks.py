"""A clock of its own for the program, that a test moves while it runs: Debian's faketime."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mes_optout.clock import PINNED_BY

_LIBRARY = "*/faketime/libfaketimeMT.so.1"  # the one for programs with threads


@dataclass(frozen=True, slots=True)
class Clock:
    """What the program takes for the time. It stands still until it is moved.

    `file` is where the moment lies; `zone` is where on earth the computer is.
    """

    file: Path
    zone: str = "Europe/Paris"

    def move(self, moment: str) -> None:
        """Put the clock to a moment: what it shows there, such as 2026-12-01 23:59:00."""
        beside = self.file.with_suffix(".new")
        beside.write_text(f"{moment}\n", encoding="ascii")
        beside.replace(self.file)  # whole at every moment: the program reads it all the time

    def read_at(self, instant: datetime) -> str:
        """Return what a clock shows there at an instant: maybe not the day of other places."""
        return instant.astimezone(ZoneInfo(self.zone)).strftime("%Y-%m-%d %H:%M:%S")

    @property
    def environment(self) -> dict[str, str | None]:
        """What a program needs to live by this clock, and by no pinned day."""
        return {
            PINNED_BY: None,
            "SOURCE_DATE_EPOCH": None,
            "TZ": self.zone,
            "LD_PRELOAD": os.fspath(next(Path("/usr/lib").glob(_LIBRARY))),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
