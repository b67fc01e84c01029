"""What is imported before a signal can be met."""

import subprocess
import sys

# Each of these takes a millisecond or more.
HEAVY = {"dataclasses", "inspect", "json", "pathlib", "shutil", "subprocess", "typer"}
IMPORTED = """
import sys
before = {*sys.modules}
from mes_optout.terminal import leaving
print(*sys.modules.keys() - before)
"""


def test_little_is_imported_before_signals_are_met() -> None:
    """REQ-S1."""
    command = (sys.executable, "-c", IMPORTED)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "mes_optout.terminal.leaving" in imported
    assert imported & HEAVY == set()
