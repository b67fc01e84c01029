"""Fixtures for whoever runs the program: a home for each test, terminals closed after it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.homes import Home, new_home
from support.terminals import Terminal


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which nothing has happened yet."""
    return new_home(tmp_path)


@pytest.fixture
def start(home: Home) -> Iterator[Callable[..., Terminal]]:
    """Start the program in a terminal; whatever still runs is ended after the test."""
    opened: list[Terminal] = []

    def begin(*arguments: str, **how: Any) -> Terminal:  # noqa: ANN401  (as Terminal)
        opened.append(Terminal(home, *arguments, **how))
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()
