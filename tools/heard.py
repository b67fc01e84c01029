"""Write what the screen reader yasr says of a walk in plain lines: docs/heard/fr.txt and en.txt.

`python tools/heard.py`, with Debian's yasr and faketime. The real program runs in a terminal that
is read aloud (tests/support/heard.py), in an empty home and on a fixed day.
`python tools/heard.py FOLDER` writes into another folder. Same program, same bytes.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from camera import open_studio  # first: it finds the tests
from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from support.clocks import Clock
from support.heard import hear
from support.heard_units import as_spoken
from support.homes import TODAY, all_lines

PROCEDURE = "opposition"
SENT = date(2026, 11, 2)
FOLDER = Path(__file__).parents[1] / "docs/heard"

_HOMES = {"fr": "/home/mon-nom", "en": "/home/my-name"}
_ABOVE = {
    "fr": """\
Ce que dit le lecteur d'écran yasr pendant « mes-optout guide opposition --simple », jusqu'à la fin.
Le 27 novembre 2026. Chaque ligne est dite d'un trait. Ce qui suit « > » est tapé, et n'est pas dit.
« mon-nom » tient la place du nom d'un compte. Écrit par tools/heard.py.""",
    "en": """\
What the screen reader yasr says during “mes-optout guide opposition --simple”, to the end.
On 27 November 2026. Each line is said in one go. What follows “>” is typed, and is not said.
“my-name” stands for the name of an account. Written by tools/heard.py.""",
}


def make(folder: Path) -> list[Path]:
    """Write one file a language; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for language, above in _ABOVE.items():
        paths.append(folder / f"{language}.txt")
        paths[-1].write_bytes("\n".join([above, *_hear_walk(language), ""]).encode())
    return paths


def _hear_walk(language: str) -> Iterator[str]:
    """Yield what is typed, behind an empty line, and what is then heard."""
    procedure = Pack(shipped(), language).procedure(PROCEDURE)
    with open_studio(language, _HOMES[language]) as studio:
        # By a clock, not by a pinned day, of which the first page would speak.
        clock = Clock(studio.home.folder / "tmp/clock")
        clock.move(f"{TODAY} 12:00:00")
        env = {
            **clock.environment,
            "MES_OPTOUT_HOME": f"{studio.home.folder}/.local/state/demarches",
        }
        guide = ("--lang", language, "guide", PROCEDURE, "--simple")
        with hear(studio.home, *guide, env=env) as heard:
            lines = [_date(line) for line in all_lines(procedure)]
            for line in lines:
                heard.type(line)
            folder = as_spoken(str(studio.home.folder))
            for line, turn in zip(["", *lines], heard.turns, strict=True):
                yield f"\n> {line}" if line else ""
                yield from (each.replace(folder, studio.alias) for each in turn.heard)


def _date(line: str) -> str:
    """Return a line as it is typed in the language that is spoken."""
    return i18n.day_in_words(SENT) if "novembre" in line else line


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if sys.argv[1:] else FOLDER):
        sys.stdout.write(f"{path}\n")
