"""System calls on the folder of the progress file: which there are, and faults put into them."""

import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from support.installed_walk import Place

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")

_CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<rest>.*)$", re.MULTILINE)
_NOT_OURS = {"execve", "exit_group"}


class Call(NamedTuple):
    """One system call of a trace. `path` is the last part of where it acts."""

    name: str
    path: str
    text: str


class Point(NamedTuple):
    """The `number`th time that a call is made."""

    call: str
    number: int


def watched(place: Place, trace: Path | None = None) -> tuple[str, ...]:
    """Return how to start a program so that its calls on the data folder are seen."""
    paths = [part for path in place.paths for part in ("-P", str(path))]
    return ("strace", "-f", "-qq", "-y", "-o", str(trace or "/dev/null"), *paths)


def killed_at(place: Place, point: Point) -> tuple[str, ...]:
    """Return how to start a program that is killed before a call is made.

    Without --seccomp-bpf, which silently never delivers signals.
    """
    inject = f"inject={point.call}:signal=SIGKILL:when={point.number}"
    return (*watched(place), "-e", f"trace={point.call}", "-e", inject)


def failing_at(
    place: Place, point: Point, error: str, *, ever_after: bool = False
) -> tuple[str, ...]:
    """Return how to start a program to which a call is refused, or that one and all later ones."""
    when = f"{point.number}+" if ever_after else str(point.number)
    inject = f"inject={point.call}:error={error}:when={when}"
    return (*watched(place), "--seccomp-bpf", "-e", f"trace={point.call}", "-e", inject)


def calls(trace: str) -> list[Call]:
    """Read a trace: what was called on the data folder, in order."""
    found = []
    for match in _CALL.finditer(trace):
        name, rest = match["name"], match["rest"]
        if name not in _NOT_OURS:
            found.append(Call(name, _path(name, rest), match.group()))
    return found


def points(seen: Sequence[Call], only: Sequence[str] = ()) -> list[Point]:
    """Return every point of a trace, or those of some calls."""
    counted = Counter(call.name for call in seen if not only or call.name in only)
    return [Point(name, n) for name, last in sorted(counted.items()) for n in range(1, last + 1)]


def two_saves(seen: Sequence[Call]) -> list[Call]:
    """Return the calls up to the end of the second save: one with a file there, one without."""
    ends = [n for n, call in enumerate(seen) if call.name == "flock" and "LOCK_UN" in call.text]
    return list(seen[: ends[1] + 2])  # its lock is closed after


def _path(name: str, rest: str) -> str:
    """Return where a call acts: the last path named in quotes, or the one of its descriptor."""
    quoted = re.findall(r'"(/[^"]*)"', rest)
    held = re.match(r"\d+<([^>]*)>", rest)
    if quoted and name not in {"write", "read"}:
        return str(quoted[-1])
    return held[1] if held else ""
