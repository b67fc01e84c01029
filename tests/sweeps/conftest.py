"""One line of figures a sweep, said at the end of the run, also when pytest captures."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from walking import Places

_FIGURES = "figures of a sweep"


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return what takes the figures of a sweep, to be said at the end."""
    return partial(record_property, _FIGURES)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Return a maker of homes."""
    return Places(tmp_path / "places")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say the figures of all sweeps; pytest-xdist brings them here too."""
    lines = [
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "call"
        for name, value in report.user_properties
        if name == _FIGURES
    ]
    if lines:
        terminalreporter.section("figures of the sweeps")
        for line in lines:
            terminalreporter.write_line(line)
