"""A command that still writes while it leaves a console of Windows, under Wine."""

from collections.abc import Callable

import pytest

from support.terminals import CTRL_C
from support.windows_console import Console, needs_windows

pytestmark = [pytest.mark.slow, needs_windows]

# The process ends once somebody has written after the wipe, or has tried to for long enough.
LATE = """
import threading
from mes_optout.system import process
from mes_optout.terminal import leaving
wiped, written, end = threading.Event(), threading.Event(), process.end_process
def end_late(code):
    wiped.set()
    written.wait(1)
    end(code)
process.end_process = end_late
def write(*_, how={how}):
    how("Begun")
    wiped.wait()
    how("Too late")
    written.set()
from mes_optout.reports import status
status.status_text = write
"""


@pytest.mark.parametrize("how", ["__import__('typer').echo", "print"])
def test_nothing_is_written_after_the_wipe(how: str, open_console: Callable[..., Console]) -> None:
    """By whichever function, for Click has a way of its own to a console."""
    console = open_console()
    console.start("status", code=LATE.format(how=how))
    console.wait_for("Begun")
    console.send(CTRL_C)
    assert console.leave() == 130
    assert console.is_as_before(), console.text
