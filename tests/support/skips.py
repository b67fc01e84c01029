"""No test is skipped unawares.

Where MES_OPTOUT_SKIPS names a place, only reasons that `.ci/skips.txt` lists for it are taken. A
session in which a test is skipped for another reason fails, and says which.
"""

import os
from pathlib import Path

import pytest

ALLOWED = Path(__file__).parents[2] / ".ci/skips.txt"
PLACE = "MES_OPTOUT_SKIPS"


def allowed(place: str, written: str) -> set[str]:
    """Return the reasons that are allowed at a place. A line is « place | reason | why »."""
    lines = (line for line in written.splitlines() if line.strip() and not line.startswith("#"))
    parts = ([part.strip() for part in line.split("|")] for line in lines)
    return {reason for where, reason, why in parts if where == place and why}


def _skipped(config: pytest.Config) -> list[tuple[str, str]]:
    """Return each skipped test or file with its reason; pytest-xdist brings them here too."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [
        (report.nodeid, report.longrepr[2].removeprefix("Skipped: "))
        for report in reports
        if isinstance(report.longrepr, (tuple, list))
    ]


def _unlisted(config: pytest.Config) -> list[str]:
    place = os.environ.get(PLACE)
    if not place or hasattr(config, "workerinput"):  # a worker of pytest-xdist knows its part only
        return []
    listed = allowed(place, ALLOWED.read_text(encoding="utf-8"))
    return [f"{test}: {reason}" for test, reason in _skipped(config) if reason not in listed]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the session fail for a skip that is not listed."""
    if session.exitstatus == pytest.ExitCode.OK and _unlisted(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was skipped, by reason; and what should not have been."""
    reasons = [reason for _, reason in _skipped(terminalreporter.config)]
    for reason in sorted(set(reasons)):
        terminalreporter.write_line(f"skipped {reasons.count(reason)}: {reason}")
    if lines := _unlisted(terminalreporter.config):
        terminalreporter.section(f"skipped, but not listed for {os.environ[PLACE]!r}")
        for line in lines:
            terminalreporter.write_line(line)
