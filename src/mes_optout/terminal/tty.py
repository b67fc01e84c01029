"""Terminals in which lines are typed: Ctrl-S does not freeze them, Ctrl-Z leaves nothing there."""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TextIO

from mes_optout.terminal import leaving

if sys.platform != "win32":
    import termios


def prepare_lines(source: TextIO, again: Callable[[], None]) -> None:
    """Make a terminal fit for typed lines until the program ends, however it ends.

    `again` writes the question once more, after the program was stopped and went on.
    """
    if sys.platform != "win32" and source.isatty():
        _without_flow_control(source.fileno())
        _wiped_when_stopped(source.fileno(), again)


def _without_flow_control(descriptor: int) -> None:
    """Let Ctrl-S and Ctrl-Q through as keys."""
    before = termios.tcgetattr(descriptor)

    def restore() -> None:
        termios.tcsetattr(descriptor, termios.TCSANOW, before)

    _change(descriptor)
    leaving.restore_first(restore)
    atexit.register(restore)


def _change(descriptor: int) -> None:
    changed = termios.tcgetattr(descriptor)
    changed[0] &= ~termios.IXON
    termios.tcsetattr(descriptor, termios.TCSANOW, changed)


def _wiped_when_stopped(descriptor: int, again: Callable[[], None]) -> None:
    """Wipe before a stop, put the terminal right for the shell, and ask again afterwards."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        leaving.wipe()
        leaving.restore()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0, signal.SIGTSTP)  # the program stops inside this line
        signal.signal(signal.SIGTSTP, stop)
        _change(descriptor)
        again()

    signal.signal(signal.SIGTSTP, stop)
