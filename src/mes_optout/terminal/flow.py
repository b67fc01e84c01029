"""Ctrl-S must not freeze a terminal in which somebody types lines."""

import atexit
import sys
from typing import TextIO

from mes_optout.terminal import exit as leaving

if sys.platform != "win32":
    import termios


def without_flow_control(source: TextIO) -> None:
    """Let Ctrl-S and Ctrl-Q through as keys until the program ends, however it ends."""
    if sys.platform != "win32" and source.isatty():
        _switch_off(source.fileno())


def _switch_off(descriptor: int) -> None:
    before = termios.tcgetattr(descriptor)
    changed = termios.tcgetattr(descriptor)
    changed[0] &= ~termios.IXON

    def restore() -> None:
        termios.tcsetattr(descriptor, termios.TCSANOW, before)

    termios.tcsetattr(descriptor, termios.TCSANOW, changed)
    leaving.restore_first(restore)
    atexit.register(restore)
