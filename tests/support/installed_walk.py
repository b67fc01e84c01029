"""One walk through the installed program, answered page by page, whatever befalls its disk.

MES_OPTOUT_PYTHON names the interpreter of an environment with the wheel; without it, this one.
"""

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from support.homes import environment

PROGRAM = (os.environ.get("MES_OPTOUT_PYTHON", sys.executable), "-m", "mes_optout")

# A short procedure: a box, a fork, a step put off, two boxes, a fork that leads away from it, back
# from there to answer otherwise, one box of two, the other, a fork, the end.
PROCEDURE = "majeur-protege"
FORK = "pour une autre personne"
AWAY, STAYING = "l'espace n'existe pas encore", "avec de l'aide"
ASKED = "non : c'est une opposition"
ANSWERS = (
    *("continuer", "continuer", "1", FORK, "0", "faire cette", "1", "1"),
    *(AWAY, "retour", STAYING, "1", "continuer", "2", ASKED, "terminer"),
)

WITHOUT = "continuer sans enregistrer"
AGAIN = "réessayer"
REFUSED = re.compile("^Votre réponse n'a pas pu être enregistrée$", re.MULTILINE)
UNREADABLE = re.compile(
    "^(Votre suivi ne peut pas être lu|Une partie de votre suivi ne peut pas être lue)$",
    re.MULTILINE,
)
MEANWHILE = re.compile(
    "^(Ce qui était gardé n'est plus là|Autre chose est gardé ici maintenant)$", re.MULTILINE
)

_ASKS = "(?:Votre choix|Numéros, 0 pour (?:aucun|ne rien changer), ou x|Date, ou 0 si [^:]+) : "
_PROMPT = re.compile(f"{_ASKS}$")
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A home of its own. The folder of the progress file is made by the program, and one above.

    `written` are the files below `home` that are looked at instead of the progress file.
    """

    home: Path
    written: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        """The folder of the progress file."""
        return self.home / "etat" / "demarches"

    @property
    def notes(self) -> Path:
        """The progress file."""
        return self.folder / "notes.json"

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every path that is touched by a save, or by writing what is `written`."""
        if self.written:
            targets = [self.home / name for name in self.written]
            folders = dict.fromkeys(path.parent for path in targets)
            return (*folders, *targets, *(path.with_name(f"{path.name}.new") for path in targets))
        names = ("notes.json", "notes.json.new", "notes.json.old1", ".lock")
        return (
            self.home,
            self.folder.parent,
            self.folder,
            *(self.folder / name for name in names),
        )

    def files(self) -> dict[str, bytes]:
        """Return what lies in the folder."""
        if not self.folder.is_dir():
            return {}
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def everything(self) -> dict[str, bytes]:
        """Return every file that lies anywhere in the home, by its path there."""
        found = (path for path in self.home.rglob("*") if path.is_file())
        return {str(path.relative_to(self.home)): path.read_bytes() for path in found}


@dataclass(slots=True)
class Walked:
    """What a walk came to. `pages` end with their prompt, but for what comes after the last one.

    `kept` holds the progress file as it was when each page stood there, None for none.
    """

    pages: list[str] = field(default_factory=list)
    kept: list[bytes | None] = field(default_factory=list)
    err: str = ""
    code: int = 0
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def shown(self) -> int:
        """How many pages stood there with their question."""
        return len(self.kept)

    @property
    def last(self) -> bytes | None:
        """The progress file afterwards."""
        return self.files.get("notes.json")

    @property
    def said(self) -> str:
        """All that could be read."""
        return "".join(self.pages) + self.err


def count_pages(said: str) -> int:
    """Return how many pages asked their question in what was printed."""
    return len(re.findall(_ASKS, said))


def status(place: Place) -> subprocess.CompletedProcess[str]:
    """Ask the program where one stands."""
    return subprocess.run(
        [*PROGRAM, "status", "--json"],
        cwd=place.home / "tmp",
        env=environment_of(place),
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )


def walk(  # noqa: PLR0913  (each is one thing that may differ between two walks)
    place: Place,
    before: Sequence[str] = (),
    *,
    program: Sequence[str] = PROGRAM,
    when_refused: Sequence[str] = (WITHOUT,),
    env: Mapping[str, str | None] | None = None,
    answers: Sequence[str] = ANSWERS,
    procedure: str = PROCEDURE,
    meanwhile: Callable[[int, str, int], object] = lambda _number, _page, _process: None,
) -> Walked:
    """Go through a procedure; `before` are words that start the program, such as strace's.

    A page that says that an answer could not be saved, or is to be kept anew, is answered by
    `when_refused`, one after the other, the last one for good. When no answer is left, the input
    ends. Before each answer, `meanwhile` is told how many pages were shown, the last of them, and
    the process's number.
    """
    running = subprocess.Popen(
        [*before, *program, "guide", procedure, "--simple"],
        cwd=place.home / "tmp",
        env=environment_of(place, env),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    assert running.stderr is not None
    walked, left, refusals = Walked(), list(answers), list(when_refused)
    with running:
        try:
            for page in _pages(running.stdout):
                walked.pages.append(page)
                if not _PROMPT.search(page):
                    break
                walked.kept.append(place.notes.read_bytes() if place.notes.is_file() else None)
                meanwhile(walked.shown, page, running.pid)
                if any(each.search(page) for each in (REFUSED, UNREADABLE, MEANWHILE)):
                    line = refusals.pop(0) if len(refusals) > 1 else refusals[0]
                elif left:
                    line = left.pop(0)
                else:
                    running.stdin.close()
                    continue
                with suppress(BrokenPipeError):  # killed while its question stands
                    running.stdin.write(f"{line}\n".encode())
            walked.err = running.stderr.read().decode()
            walked.code = running.wait(_SECONDS)
        finally:
            if running.poll() is None:
                running.kill()
    if walked.code < 0:
        walked.code = 128 - walked.code  # as a shell says it
    walked.files = place.files()
    return walked


def environment_of(place: Place, changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Return the environment of a run in a place."""
    # Unbuffered: what was acknowledged is seen at once, as on a terminal.
    ours = {"MES_OPTOUT_HOME": str(place.folder), "PYTHONUNBUFFERED": "1"}
    return environment(place.home, **{**ours, **(changes or {})})


def _pages(out: IO[bytes]) -> Iterator[str]:
    """Yield what is written up to each prompt, and what comes after the last one."""
    data = b""
    while select.select([out], [], [], _SECONDS)[0]:
        part = os.read(out.fileno(), 1 << 16)
        data += part
        text = data.decode(errors="replace").replace("\r\n", "\n")
        if not part or _PROMPT.search(text):
            yield text
            data = b""
        if not part:
            return
    raise AssertionError(f"Nothing more came.\n{data.decode(errors='replace')}")


@dataclass(frozen=True, slots=True)
class Places:
    """Makes places, each in a folder of its own."""

    folder: Path
    made: Iterator[int] = field(default_factory=lambda: iter(range(1 << 30)))

    def new(self, written: tuple[str, ...] = (), files: Mapping[str, bytes] | None = None) -> Place:
        """Return a place in which nothing has happened yet, but that there may be `files`."""
        place = Place(self.folder / f"h{next(self.made)}", written)
        (place.home / "tmp").mkdir(parents=True)
        for name, content in (files or {}).items():
            path = place.home / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_bytes(content)
        return place
