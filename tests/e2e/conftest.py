"""A home for each test, and terminals that are closed after it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driver import Home, Terminal, new_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which nothing has happened yet."""
    return new_home(tmp_path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a copy of the shipped steps that a test may change."""
    folder = tmp_path / "pack"
    shutil.copytree(Path(__file__).parents[2] / "steps", folder)
    return folder


@pytest.fixture
def start(home: Home) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal; whatever still runs is ended after the test."""
    opened: list[Terminal] = []

    def begin(*arguments: str, **how: object) -> Terminal:
        opened.append(Terminal(home, *arguments, **how))
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()
