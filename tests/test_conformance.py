"""`docs/conformance.md`: no row is missing, and none stands without a proof or a reason."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/mes_optout"
WRITTEN = (ROOT / "docs/conformance.md").read_text(encoding="utf-8")

# What could be read of GitHub's standard, and what else GitHub says of command lines.
GITHUB = ("P1 (must)", "P2 (must)", *(f"G{number}" for number in range(1, 20)))
A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1"
    " 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7"
    " 4.1.2"
)
AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7"
    " 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
)
OBSOLETE = "4.1.1 (A, removed)"  # WCAG 2.2 took it out
WCAG = (*(f"{each} (A)" for each in A.split()), *(f"{each} (AA)" for each in AA.split()), OBSOLETE)

PROVEN, NOT_MET, NOTHING = KINDS = ("Proven", "Not met", "Does not apply")
FEWEST = 3  # words of a reason


class Row(NamedTuple):
    """A row of either table."""

    id: str
    asked: str
    here: str
    result: str

    @property
    def kind(self) -> str:
        """How it ends, or nothing known."""
        found = re.match(r"\*\*(.+?)\*\*: ", self.result)
        return found[1] if found and found[1] in KINDS else ""

    @property
    def named(self) -> list[str]:
        """What stands between backticks behind that."""
        return re.findall(r"`(.+?)`", self.result)

    @property
    def reason(self) -> str:
        """What stands there besides."""
        return re.sub(r"`.+?`|\*\*.+?\*\*: |, (?=`)", "", self.result).strip()


def rows(page: str) -> list[Row]:
    """Return the rows of both tables, without their heads."""
    lines = (line for line in page.splitlines() if re.match(r"\| (?!Id )\S", line))
    return [Row(*line.strip("| ").split(" | ")) for line in lines]


def order(name: str) -> tuple[bool, list[int]]:
    """Return what puts the rows in the order of the texts."""
    return name[0].isdigit(), [int(each) for each in re.findall(r"\d+", name)]


def counted(listed: Iterable[Row]) -> str:
    """Return how many rows end in each way."""
    ends = [row.kind for row in listed]
    proven, lacking, nothing = map(ends.count, KINDS)
    return f"{proven} are proven, {lacking} are not met, {nothing} do not apply"


@cache
def find_tests(file: str) -> frozenset[str]:
    """Return the tests of a file, those of a class behind its name; none if there is no file."""
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    return frozenset(_walk(ast.parse(path.read_text(encoding="utf-8")).body, ""))


def _walk(body: Iterable[ast.stmt], inside: str) -> Iterator[str]:
    for each in body:
        if isinstance(each, ast.ClassDef):
            yield from _walk(each.body, f"{inside}{each.name}::")
        elif isinstance(each, ast.FunctionDef) and each.name.startswith("test_"):
            yield inside + each.name


def is_test(name: str) -> bool:
    file, _, test = name.partition("::")
    return file.startswith("tests/") and test in find_tests(file)


def faults(page: str) -> list[str]:
    """Return what is wrong with the page, a sentence each."""
    listed = rows(page)
    ids = [row.id for row in listed]
    parts = [[row for row in listed if (row.id in GITHUB) is first] for first in (True, False)]
    return [
        *(f"{each} is missing" for each in (*GITHUB, *WCAG) if each not in ids),
        *(f"{each} is no row of either text" for each in ids if each not in {*GITHUB, *WCAG}),
        *(f"{each} stands there twice" for each in sorted({i for i in ids if ids.count(i) > 1})),
        *(f"{row.id} has an empty cell" for row in listed if not all(map(str.strip, row))),
        *(fault for row in listed for fault in _faults_of(row)),
        *(
            f"not said: {said}"
            for said in map(counted, parts)
            if said not in " ".join(page.split())
        ),
    ]


def _faults_of(row: Row) -> Iterator[str]:
    known = [name for name in row.named if is_test(name)]
    if not row.kind:
        yield f"{row.id} ends in none of the three ways"
    elif row.kind == PROVEN and (not known or row.reason):
        yield f"{row.id} is not proven by tests alone"
    elif row.kind != PROVEN and len(re.findall(r"\w+", row.reason)) < FEWEST:
        yield f"{row.id} has no reason"
    if row.id == OBSOLETE and row.kind != NOTHING:
        yield f"{row.id} is asked for no more"
    for name in row.named:
        if name not in known and ("/" in name or row.kind == PROVEN):
            yield f"{row.id} names {name}, which is no test"


def test_every_row_is_there_with_its_proof_or_its_reason() -> None:
    assert len(A.split()) == 31
    assert len(AA.split()) == 24
    assert faults(WRITTEN) == []
    ids = [row.id for row in rows(WRITTEN)]
    assert ids[: len(GITHUB)] == [*GITHUB]
    assert ids[len(GITHUB) :] == sorted(ids[len(GITHUB) :], key=order)


ROW = {row.id: row for row in rows(WRITTEN)}
P2, COUNTS = ROW["P2 (must)"], counted(row for row in ROW.values() if row.id in GITHUB)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("| 2.2.1 (A) |", "| 2.2.9 (A) |", "2.2.1 (A) is missing"),
        ("| 2.2.1 (A) |", "| 2.2.1 (AA) |", "2.2.1 (AA) is no row of either text"),
        ("| 2.2.1 (A) |", "| 2.2.2 (A) |", "2.2.2 (A) stands there twice"),
        ("| G19 |", "| G20 |", "G19 is missing"),
        (P2.here, "", "P2 (must) has an empty cell"),
        (P2.result, "**Fine**: see README.", "P2 (must) ends in none of the three ways"),
        (P2.result, "**Proven**: it is so.", "P2 (must) is not proven by tests alone"),
        (P2.result, "**Proven**: `later`", "P2 (must) is not proven by tests alone"),
        (P2.result, "**Not met**: `tests/test_cli.py::test_x`", "P2 (must) has no reason"),
        ("::test_it_is_said`", "::test_it_is`", "is no test"),
        ("tests/test_dates.py::", "tests/test_data.py::", "is no test"),
        (P2.result, f"{P2.result}, `later`", "P2 (must) names later, which is no test"),
        (ROW[OBSOLETE].result, P2.result, "4.1.1 (A, removed) is asked for no more"),
        (COUNTS, "All are proven", f"not said: {COUNTS}"),
    ],
)
def test_each_fault_is_seen(old: str, new: str, said: str) -> None:
    assert old in WRITTEN
    found = faults(WRITTEN.replace(old, new, 1))
    assert any(said in fault for fault in found), found


def test_tests_are_found_in_classes_too_and_nothing_else_is_one() -> None:
    here = "tests/test_conformance.py"
    assert test_each_fault_is_seen.__name__ in find_tests(here)
    assert is_test("tests/e2e/test_commands.py::TestStatus::test_nothing_yet")
    assert not is_test("tests/e2e/test_commands.py::test_nothing_yet")
    assert not is_test(f"{here}::is_test")
    assert not is_test("src/mes_optout/cli.py::test_nothing_yet")


# What could bring a page that changes without a key: clocks, threads, what moves in a terminal.
CLOCKS = {"asyncio", "sched", "select", "selectors", "signal", "threading", "time"}
MOVING = {"rich.live", "rich.progress", "rich.spinner", "rich.status", "rich.progress_bar"}
TIMED = {"refresh_interval", "timeout"}


def timed(source: str) -> set[str]:
    """Return the clocks, and what moves, that a module uses by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{each.name}" for each in node.names)}
        elif isinstance(node, ast.keyword):
            found.add(node.arg or "")
    return found & (CLOCKS | MOVING | TIMED)


def test_nothing_moves_by_itself() -> None:
    """No room that shows or asks has a clock, so a question stands until it is answered."""
    rooms = [
        path for room in ("terminal", "walkthrough") for path in (PACKAGE / room).rglob("*.py")
    ]
    assert len(rooms) > 30
    assert {path.name: used for path in rooms if (used := timed(path.read_text("utf-8")))} == {}
    every = {path.name: timed(path.read_text("utf-8")) & MOVING for path in PACKAGE.rglob("*.py")}
    assert {name for name, used in every.items() if used} == set()


@pytest.mark.parametrize(
    "line",
    ["import time", "from rich import live", "from rich.live import Live", "f(refresh_interval=1)"],
)
def test_what_moves_is_seen(line: str) -> None:
    assert timed(line)


def test_papers_leave_colour_and_focus_alone() -> None:
    """A PDF names no colour, so it is black on white; a page hides and covers no focus."""
    pdf, html = (PACKAGE / "documents" / name for name in ("page.typ", "paper.css"))
    written = re.sub(r"//.*|fill='none'", "", pdf.read_text("utf-8"))
    assert re.findall(r"\b(?:rgb|luma|cmyk|oklab|oklch|color|fill|gray|white)\b", written) == []
    assert re.findall(r"\b(?:outline|position|z-index)\b", html.read_text("utf-8")) == []
