"""The table of docs/startup.md is one that `table.py` printed. The numbers are the machine's."""

import re
from pathlib import Path

import pytest

from bench import table

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/startup.md").read_text(encoding="utf-8")
NUMBER = r"\d+\.\d\d"


@pytest.fixture
def shown() -> tuple[list[str], list[str]]:
    """Return the lines of both tables between the markers."""
    between = re.findall(r"<!-- bench -->\n(.+?)\n<!-- /bench -->", PAGE, re.DOTALL)
    assert len(between) == 1
    first, second = between[0].split("\n\n")
    return first.splitlines(), second.splitlines()


def test_every_program_has_its_row(shown: tuple[list[str], list[str]]) -> None:
    head, rows = shown[0][:2], shown[0][2:]
    assert "\n".join(head) == table.HEAD
    found = [re.fullmatch(rf"\| (\S+) (\S+) \| {NUMBER} \| {NUMBER} \|", row) for row in rows]
    assert None not in found
    names = [match[1] for match in found if match]
    assert sorted(names) == sorted([*table.PEERS.values(), "mes-optout"])


def test_ours_says_its_version_first(shown: tuple[list[str], list[str]]) -> None:
    rows = [row.split(" | ") for row in shown[0][2:]]
    assert rows[0][0].startswith("| mes-optout ")
    assert float(rows[0][1]) < min(float(row[1]) for row in rows[1:])


def test_the_versions_are_those_that_are_installed(shown: tuple[list[str], list[str]]) -> None:
    fixed = (ROOT / "tests/bench/peers.sh").read_text(encoding="utf-8")
    for package in table.PEERS.values():
        version = re.search(rf"\b{package}==(\S+)", fixed)
        assert version
        assert f"| {package} {version[1]} |" in "\n".join(shown[0])


def test_the_menu_is_held_against_questionary(shown: tuple[list[str], list[str]]) -> None:
    head, rule, *rows = shown[1]
    assert re.fullmatch(r"\| \| contre questionary \S+ nu \|", head)
    assert rule == "|---|---:|"
    assert [re.sub(NUMBER, "N", row) for row in rows] == [
        f"| {table.FIRST_PAINT} | N |",
        f"| {table.KEY} | N |",
    ]
