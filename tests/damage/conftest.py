"""A home for each test, terminals that are closed after it, a line of figures for each sweep."""

from collections.abc import Callable, Iterator

import pytest

from support.fixtures import home, start
from support.in_process import Tally

__all__ = ["home", "start"]


@pytest.fixture
def tally(request: pytest.FixtureRequest, figures: Callable[[str], None]) -> Iterator[Tally]:
    """Count what a sweep tries and finds; its line is said at the end of the run."""
    counted = Tally()
    yield counted
    figures(f"{request.node.name}: {counted.line()}")
