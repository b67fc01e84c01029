"""Starting up, as a ratio to a bare Typer program of the same version, and to imports alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from support import timing
from support.timing import OURS, PYTHON, held, painted, ratio, whole

pytestmark = pytest.mark.slow

PAIRS = 11
BEGIN = "1\n1\n2 novembre 2026\n1\n"  # the opposition, its first step done


@pytest.fixture
def bare(tmp_path: Path) -> Callable[[], float]:
    """Return what times a bare Typer program that writes where nobody looks."""
    return whole(timing.bare_program(tmp_path), tmp_path)


@pytest.mark.parametrize(
    ("arguments", "limit"), [("--version", 1.05), ("--help", 1.25), ("deadline 2026-11-02", 1.25)]
)
def test_what_needs_no_steps_starts_like_a_bare_program(
    bare: Callable[[], float], arguments: str, limit: float, tmp_path: Path
) -> None:
    """REQ-P1, REQ-P8."""
    ours = whole((*OURS, *arguments.split()), tmp_path)
    held(f"{arguments}, bare Typer", lambda: ratio(ours, bare, PAIRS), limit)


@pytest.mark.parametrize(
    ("arguments", "limit"), [("status", 1.5), ("checklist opposition --format text", 1.6)]
)
def test_what_reads_steps_starts_nearly_as_fast(
    bare: Callable[[], float], arguments: str, limit: float, tmp_path: Path
) -> None:
    """REQ-P2, REQ-P8: with a procedure begun, so that there are steps to read."""
    begin(tmp_path)
    ours = whole((*OURS, *arguments.split()), tmp_path)
    held(f"{arguments}, bare Typer", lambda: ratio(ours, bare, PAIRS), limit)


def test_a_list_on_a_terminal(bare: Callable[[], float], tmp_path: Path) -> None:
    """REQ-P2, REQ-P8: there it is drawn by Rich."""
    begin(tmp_path)
    ours = whole((*OURS, "checklist", "opposition"), tmp_path, terminal=True)
    held("checklist on a terminal, bare Typer", lambda: ratio(ours, bare, PAIRS), 2.05)


def test_the_first_page_stands_as_soon_as_its_libraries(tmp_path: Path) -> None:
    """REQ-P3, REQ-P8: up to the last line of the first page's menu."""
    libraries = (PYTHON, "-c", "import typer, rich.console, rich.panel, questionary")
    ours = painted((*OURS, "guide"), tmp_path, "Quitter")
    theirs = whole(libraries, tmp_path, terminal=True)
    held("first page, its libraries", lambda: ratio(ours, theirs, PAIRS), 1.25)


def begin(home: Path) -> None:
    """Do the first step of a procedure in `home`."""
    running = timing.Running((*OURS, "guide", "opposition", "--simple"), home, terminal=True)
    for line in BEGIN.splitlines():
        running.until(" : ")
        running.press(f"{line}\n")
    running.until("Étape 2")
    running.close()
    assert (home / ".local/state/demarches/notes.json").exists()
