"""A home for each test, terminals that are closed after it, a line of figures for each sweep."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from driver import Home, Terminal, new_home
from inside import Tally


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which nothing has happened yet."""
    return new_home(tmp_path)


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


@pytest.fixture
def tally(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Tally]:
    """Count what a sweep tries and finds; its line is said also when pytest captures."""
    counted = Tally()
    yield counted
    with capsys.disabled():
        print(f"\n{request.node.name}: {counted.line()}")  # noqa: T201  (the line of figures)
