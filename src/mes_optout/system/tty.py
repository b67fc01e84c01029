"""The modes of a terminal that the system keeps: what its keys do, what waits to be read."""

import sys
from collections.abc import Callable

if sys.platform != "win32":
    import termios


def free_flow_keys(descriptor: int) -> Callable[[], None]:
    """Let Ctrl-S and Ctrl-Q of a terminal through as keys; return what undoes it."""
    if sys.platform != "win32":
        before = termios.tcgetattr(descriptor)
        changed = termios.tcgetattr(descriptor)
        changed[0] &= ~termios.IXON
        termios.tcsetattr(descriptor, termios.TCSANOW, changed)
        return lambda: termios.tcsetattr(descriptor, termios.TCSANOW, before)
    else:  # noqa: RET505  (a check of types then sees what is for which system)
        return lambda: None


def drop_waiting_keys(descriptor: int) -> None:
    """Forget what was typed into a terminal and not read yet."""
    if sys.platform != "win32":
        termios.tcflush(descriptor, termios.TCIFLUSH)
