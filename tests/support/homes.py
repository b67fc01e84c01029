"""Homes in which the program runs through pipes, and what it leaves there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mes_optout.clock import PINNED_BY
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure
from mes_optout.progress.store import Store
from support import fork_server
from support.noted import boxes_ticked
from support.straight import pages_straight_on

PROGRAM = (sys.executable, "-m", "mes_optout")
TODAY = date(2026, 11, 27)
NOON = "1795780800"  # that day, 12:00 UTC
# The day on which the steps that are shipped, or their facts, were last read: none is from later.
READ_ON = max(
    day
    for file in (Path(__file__).parents[2] / "steps").rglob("*.toml")
    for day in re.findall(
        r"^(?:reviewed|read) = ([0-9-]+)", file.read_text(encoding="utf-8"), re.MULTILINE
    )
)


def environment(home: Path, **changes: str | None) -> dict[str, str]:
    """Return a clean environment whose every folder is in `home`; None removes a variable."""
    folders = {
        "HOME": home,
        "MES_OPTOUT_HOME": home / "state",
        "TMPDIR": home / "tmp",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "xdg-state",
    }
    base = {
        "PATH": os.environ["PATH"],
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        PINNED_BY: TODAY.isoformat(),
        "SOURCE_DATE_EPOCH": NOON,
        **{name: str(folder) for name, folder in folders.items()},
    }
    return {name: value for name, value in {**base, **changes}.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Finished:
    """What a plain run left behind."""

    out: str
    err: str
    code: int

    @property
    def json(self) -> Any:  # noqa: ANN401  (whatever the document holds)
        """The one document on stdout."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Home:
    """A home of its own for the program, and the runs that happen in it."""

    folder: Path

    @property
    def state(self) -> Path:
        """The folder of the progress file, which need not exist yet."""
        return self.folder / "state"

    @property
    def notes(self) -> Path:
        """The progress file."""
        return self.state / "notes.json"

    def run(
        self,
        *arguments: str,
        input: str | None = "",  # noqa: A002  (subprocess's own name for it)
        env: Mapping[str, str | None] | None = None,
        program: Sequence[str] = PROGRAM,
    ) -> Finished:
        """Run the program without a terminal. `input=None` closes stdin instead of piping."""
        whole = environment(self.folder, **(env or {}))
        entered = None if input is None else input.encode()
        usual = program is PROGRAM
        if usual and entered is not None and fork_server.can_copy(arguments, env or {}, entered):
            out, err, code = fork_server.run(arguments, entered, self.folder, whole)
            return Finished(out.decode(), err.decode(), code)
        done = subprocess.run(
            [*program, *arguments],
            input=entered,
            preexec_fn=(lambda: os.close(0)) if input is None else None,
            capture_output=True,
            cwd=self.folder,
            env=whole,
            timeout=60,
            check=False,
        )
        return Finished(done.stdout.decode(), done.stderr.decode(), done.returncode)

    def status(self, procedure: str) -> dict[str, Any]:
        """Return what `status --json` says of one procedure, or an empty record."""
        records = self.run("status", "--json").json["procedures"]
        return next((record for record in records if record["id"] == procedure), {})

    def ticked(self) -> set[tuple[str, str]]:
        """Return step and box of each tick in the progress file."""
        if not self.notes.exists():
            return set()
        progress, pack = Store(self.state).read(), Pack(shipped())
        return {
            (step, check)
            for procedure in map(pack.procedure, pack.names)
            for turn in progress.turns(procedure.id)
            for box in boxes_ticked(progress, procedure, turn.turn)
            for step, _, check in [box.partition("/")]
        }


def new_home(folder: Path) -> Home:
    """Make a home in `folder` in which nothing has happened yet."""
    (folder / "home" / "tmp").mkdir(parents=True)
    return Home(folder / "home")


def all_lines(procedure: Procedure) -> list[str]:
    """Return the lines that lead through a procedure in the linear mode, everything ticked."""
    lines = ["1", "1", *(["2 novembre 2026", "1"] if procedure.if_late else [])]
    for page in pages_straight_on(procedure):
        lines += [page.boxes, *page.on]
    return [*lines, "1"]


def typed(*lines: str) -> str:
    """Return lines as they come through a pipe."""
    return "".join(f"{line}\n" for line in lines)
