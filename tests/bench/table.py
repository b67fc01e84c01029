"""Print the table of docs/startup.md: how long other command lines take, and ours, as ratios.

    sh tests/bench/peers.sh /tmp/peers
    MES_OPTOUT_PYTHON=WHEEL/bin/python python tests/bench/table.py /tmp/peers

Every number is the median of pairs run in turn, so that the machine does not matter. `--version`
and `--help` are held against a bare Typer program, in seconds of the processor; a menu against bare
questionary.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from support import timed_menus
from support.timing import OURS, PYTHON, Command, bare_program, painted, ratio, whole

PAIRS, KEYS = 15, 201
# A program's name, and the package that holds it.
PEERS = {
    "copier": "copier",
    "cookiecutter": "cookiecutter",
    "cz": "commitizen",
    "pipx": "pipx",
    "nox": "nox",
    "http": "httpie",
    "rich": "rich-cli",
}
ASKED = ("--version", "--help")
OTHERWISE = {("cz", "--version"): "version"}  # it has a command for that
HEAD = "| | `--version` | `--help` |\n|---|---:|---:|"
FIRST_PAINT = "Le premier menu, à l'écran"
KEY = "Une touche dans un menu, à l'écran"
VERSION = """
import sys
from importlib.metadata import version
print(*map(version, sys.argv[1:]))
"""


def versions(python: str, *packages: str) -> list[str]:
    """Return the installed versions of packages."""
    command = [python, "-c", VERSION, *packages]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.split()


def starting(peers: Path, home: Path) -> Iterator[tuple[str, list[float]]]:
    """Yield each program with its version, and its ratios to a bare Typer program."""
    bare = whole(bare_program(home), home)
    there = versions(str(peers / "bin/python"), *PEERS.values())
    programs: dict[str, tuple[Command, str]] = {
        "mes-optout": (OURS, versions(PYTHON, "mes-optout")[0])
    }
    for (name, package), version in zip(PEERS.items(), there, strict=True):
        programs[package] = ((str(peers / "bin" / name),), version)
    for package, (command, version) in programs.items():
        name = Path(command[0]).name
        words = [OTHERWISE.get((name, asked), asked) for asked in ASKED]
        found = [ratio(whole((*command, word), home), bare, PAIRS) for word in words]
        yield f"{package} {version}", found


def table(peers: Path, home: Path) -> Iterator[str]:
    """Yield the lines of both tables; the quickest `--version` comes first."""
    rows = sorted(starting(peers, home), key=lambda row: row[1])
    yield HEAD
    for name, found in rows:
        yield f"| {name} | {found[0]:.2f} | {found[1]:.2f} |"
    version = versions(PYTHON, "questionary")[0]
    yield f"\n| | contre questionary {version} nu |\n|---|---:|"
    ours = painted((*OURS, "guide"), home, "Quitter")
    bare = painted(timed_menus.BARE_COMMAND, home, timed_menus.LAST)
    yield f"| {FIRST_PAINT} | {ratio(ours, bare, PAIRS):.2f} |"
    with closing(timed_menus.ours(home)) as here, closing(timed_menus.bare(home)) as there:
        found_key = ratio(timed_menus.keys(here), timed_menus.keys(there), KEYS)
    yield f"| {KEY} | {found_key:.2f} |"


def main() -> None:
    """Measure in a home of its own, and print."""
    with tempfile.TemporaryDirectory() as home:
        print(*table(Path(sys.argv[1]), Path(home)), sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
