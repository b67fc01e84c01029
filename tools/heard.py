"""Write what the screen reader yasr says of a walk in plain lines: docs/heard/fr.txt and en.txt.

`python tools/heard.py`, with Debian's yasr and faketime. The real program runs in a terminal that
is read aloud (tests/support/heard.py), in an empty home and on a fixed day.
`python tools/heard.py FOLDER` writes into another folder. Same program, same bytes.
"""

import sys
import tomllib
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

_SAID = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def make(folder: Path) -> list[Path]:
    """Write one file a language; return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for language, said in _SAID.items():
        paths.append(folder / f"{language}.txt")
        lines = _hear_walk(language, said["home"])
        paths[-1].write_bytes((said["above"] + "\n".join([*lines, ""])).encode())
    return paths


def _hear_walk(language: str, home: str) -> Iterator[str]:
    """Yield what is typed, behind an empty line, and what is then heard."""
    procedure = Pack(shipped(), language).procedure(PROCEDURE)
    with open_studio(language, home) as studio:
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
            folder = as_spoken(f"{studio.home.folder}/")
            for line, turn in zip(["", *lines], heard.turns, strict=True):
                yield f"\n> {line}" if line else ""
                yield from (each.replace(folder, f"{studio.alias}/") for each in turn.heard)


def _date(line: str) -> str:
    """Return a line as it is typed in the language that is spoken."""
    return i18n.day_in_words(SENT) if "novembre" in line else line


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if sys.argv[1:] else FOLDER):
        sys.stdout.write(f"{path}\n")
