"""Where a finding is, in a file as somebody wrote it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mes_optout.content.lines import find_line, find_lines

STEPS = Path(__file__).parents[2] / "steps"
FILES = sorted(STEPS.rglob("*.toml"))


def values(here: object, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield each key and element with its path, tables and lists too."""
    yield path, here
    parts = here.items() if isinstance(here, dict) else ()
    for key, value in enumerate(here) if isinstance(here, list) else parts:
        yield from values(value, *path, key)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(STEPS)))
def test_each_value_of_the_shipped_files_stands_on_its_line(file: Path) -> None:
    toml = file.read_text(encoding="utf-8")
    lines, written = find_lines(toml), toml.split("\n")
    found = list(values(tomllib.loads(toml)))
    assert {path for path, _ in found} ^ lines.keys() == set()
    for path, value in found:
        line = written[lines[path] - 1]
        if path and isinstance(path[-1], str):
            assert path[-1] in line, path
        if isinstance(value, str | bool | int):
            said = str(value).lower() if isinstance(value, bool) else str(value)
            assert said.split("\n")[0] in line.replace('\\"', '"'), path


TRICKY = '''\
# a "comment" with [[brackets]]
title = "a # in a text, and [one] = two"
"a key.with \\\\" = 1
[table]
list = [ # here
    "one",
    # between
    { id = "two", text = """
lines
""" }, 'three',
    [ 1.5, 2026-11-27T10:00:00Z ],
]
a.b = { c = { d = [] } }
[[steps]]
id = "first"
[[steps.checks]]
id = "x"
[steps.fork]
question = "?"
[[steps]]
id = "second"
[[steps.checks]]
id = "x"
[[steps.checks]]
include = "y/z"
last = 1'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ("", 1),
        ("title", 2),
        ("a key.with \\", 3),
        ("table", 4),
        ("table list 1", 6),
        ("table list two text", 8),
        ("table list 3", 10),
        ("table list 4 2", 11),
        ("table a b c d", 13),
        ("steps first fork question", 19),
        ("steps second checks x id", 23),
        ("steps second checks y/z last", 26),
        ("steps second checks y/z lacking", 24),
        ("steps 1 why", 14),
        ("steps 9 why", 14),
    ],
)
def test_a_place_is_found_or_what_it_stands_in(place: str, line: int) -> None:
    names = [name.replace("_", " ") for name in place.replace("a key.with", "a_key.with").split()]
    if place.startswith("a key"):
        names = ["a key.with \\"]
    assert find_line(find_lines(TRICKY), tomllib.loads(TRICKY), names) == line
