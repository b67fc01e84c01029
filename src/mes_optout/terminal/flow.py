"""Ctrl-S must not freeze a terminal in which somebody types lines."""

import atexit
from typing import TextIO

from mes_optout.terminal import exit as leaving

try:
    import termios
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]


def without_flow_control(source: TextIO) -> None:
    """Let Ctrl-S and Ctrl-Q through as keys until the program ends, however it ends."""
    if termios is not None and source.isatty():
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
