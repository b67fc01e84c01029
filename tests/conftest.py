"""What every test stands on: no real home, no network, a known day, and French."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.clock import PINNED_BY
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from support.homes import TODAY

pytest_plugins = ["support.skips", "support.systems"]

_FIGURES = "figures of a sweep"


@pytest.fixture(autouse=True)
def _away_from_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point every folder that a program may write to into the test's own."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)  # a walk can write what one carries away where one is
    monkeypatch.setenv("MES_OPTOUT_HOME", str(home / "state"))
    monkeypatch.setenv(PINNED_BY, TODAY.isoformat())
    given = ("MES_OPTOUT_STEPS", "MES_OPTOUT_LANG", "MES_OPTOUT_SIMPLE", "ACCESSIBLE")
    for name in (*given, "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    i18n.set_language("fr")


@pytest.fixture
def today() -> date:
    """Return the day on which the tests happen."""
    return TODAY


class _ReadOnce(Pack):
    """A pack that no test changes: what was read for one test serves for all."""

    procedure = cache(Pack.procedure)


@pytest.fixture(scope="session")
def pack() -> Pack:
    """Return the pack that is shipped, in French."""
    return _ReadOnce(shipped(), "fr")


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Return what takes the figures of a sweep, to be said at the end."""
    return partial(record_property, _FIGURES)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say the figures of all sweeps, a line each; pytest-xdist brings them here too."""
    lines = [
        str(value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", None) == "teardown"  # the last one holds them all
        for name, value in report.user_properties
        if name == _FIGURES
    ]
    if lines:
        terminalreporter.section("figures of the sweeps")
        for line in lines:
            terminalreporter.write_line(line)
