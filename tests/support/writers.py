"""Each way in which the program writes files, but for progress, or deletes them: one run of each.

They are told from outside: words, what lies there before, what is typed, what is said when done.
"""

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support.installed_walk import PROCEDURE, PROGRAM, Place, Places, Walked, environment_of
from support.strace import Point

# What a file is written with, and deleted; other calls look at it.
WRITING = ("openat", "write", "fsync", "rename", "link", "unlink", "mkdir", "rmdir", "flock")
STATE = "etat/demarches"
_SECONDS = 60
_OLD = b"What somebody wrote before.\n" * 40
_PACK = Path(__file__).parents[1] / "content" / "pack_1_0"
_TAKEN_AWAY = ("continuer", "continuer", "0", "autres", "emporter", "la liste", "2")
_FORGOTTEN = ("continuer", "effacer", "oui")


def those_that_write(seen: Sequence[Point]) -> list[Point]:
    """Return the calls that write: enough where another command takes the same way."""
    return [point for point in seen if point.call in WRITING]


def some_of_each(seen: Sequence[Point]) -> list[Point]:
    """Return the first, the middle and the last of each call, where file after file is written."""
    last = Counter(point.call for point in seen)
    return [point for point in seen if point.number in {1, last[point.call] // 2, last[point.call]}]


@dataclass(frozen=True, slots=True)
class Writer:
    """A run that writes `targets`, or deletes them; paths are below the home of a place.

    `words` are the command, in which {home} stands for that home, and `typed` what is answered.
    `before` is what lies there. `done` is said when all has reached the disk, `refused` when it has
    not; `goes_on` is a run that says that on a page, and does not end there. `choose` says at which
    of its calls it is to be disturbed.
    """

    name: str
    words: Sequence[str]
    targets: tuple[str, ...]
    before: Mapping[str, bytes] = field(default_factory=dict)
    typed: Sequence[str] = ()
    done: str = "^Écrit : "
    refused: str = (
        r"^Erreur : \S+ n'a pas pu être écrit : [^.:]+\."
        r" Choisissez un autre endroit pour le fichier\.$"
    )
    goes_on: bool = False
    choose: Callable[[Sequence[Point]], list[Point]] = list

    def new(self, places: Places) -> Place:
        """Return a place for a run."""
        return places.new(self.targets, self.before)

    def run(
        self,
        place: Place,
        before: Sequence[str] = (),
        env: Mapping[str, str | None] | None = None,
    ) -> Walked:
        """Run it once; `before` are words that start the program. It has one page, all it said."""
        # Else Python lists the folder in which it starts, and a refusal there is not ours.
        changes = {"PYTHONSAFEPATH": "1", **(env or {})}
        done = subprocess.run(
            [*before, *PROGRAM, *(word.format(home=place.home) for word in self.words)],
            cwd=place.home / "tmp",
            env=environment_of(place, changes),
            input="".join(f"{line}\n" for line in self.typed),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
        code = 128 - done.returncode if done.returncode < 0 else done.returncode
        files = {name: data for name, data in place.everything().items() if name != "trace"}
        return Walked([done.stdout], [], done.stderr, code, files)


def taking_away() -> Iterator[Writer]:
    """Yield what writes one file: each command, each format, anew and in the place of another."""
    lists = {name: ("checklist", PROCEDURE, "--format", name) for name in _FORMATS}
    formats = {f"list, {name}": (words, f"a.{_FORMATS[name]}") for name, words in lists.items()}
    commands = {
        **formats,
        "letter": (("letter", "opposition"), "a.txt"),
        "reminder": (("deadline", "2 novembre 2026"), "a.ics"),
    }
    for name, (words, file) in commands.items():
        option = "--ics" if file == "a.ics" else "--output"
        whole = (*words, option, f"{{home}}/tmp/{file}")
        target = f"tmp/{file}"
        choose = those_that_write if name in formats and name != "list, text" else list
        yield Writer(name, whole, (target,), choose=choose)
        forced = (*whole, "--force")
        yield Writer(f"{name}, --force", forced, (target,), {target: _OLD}, choose=choose)
    yield Writer(
        "list, in a walk",
        ("guide", PROCEDURE, "--simple"),
        ("tmp/liste.html",),
        typed=_TAKEN_AWAY,
        done="^Le fichier est écrit$",
        refused="^Rien n'a été écrit$",
        goes_on=True,
    )


_FORMATS = {"text": "txt", "markdown": "md", "html": "html", "json": "json", "pdf": "pdf"}


def converting() -> Writer:
    """Return what writes a folder of files."""
    names = sorted(str(path.relative_to(_PACK)) for path in _PACK.rglob("*.toml"))
    words = ("steps", "convert", str(_PACK), "{home}/tmp/new")
    targets = tuple(f"tmp/new/{name}" for name in names)
    return Writer("steps convert", words, targets, choose=some_of_each)


def forgetting(notes: bytes) -> Iterator[Writer]:
    """Yield what deletes all that is kept, where there is as much as can be."""
    names = ("notes.json", "notes.json.new", "notes.json.old1", ".lock")
    kept = {f"{STATE}/{name}": notes for name in names} | {f"{STATE}/.lock": b""}
    failed = r"^Erreur : .* n'a pas pu être \w+[^.:]* : [^.:]+\. .*$"
    last = "^Ce qui n'est pas effacé"
    yield Writer("forget", ("forget", "--yes"), tuple(kept), kept, done=last, refused=failed)
    yield Writer(
        "forget, in a walk",
        ("guide", "--simple"),
        tuple(kept),
        kept,
        _FORGOTTEN,
        done="^Pour qui êtes-vous ici",
        refused=failed,
    )
