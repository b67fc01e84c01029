"""The terminal: what its keys do, what waits to be read, and the history of GNU screen."""

import os
import signal
import sys
import time
from collections.abc import Callable

# GNU screen keeps its history however it is asked to clear it. Without one, there is none to keep;
# afterwards there is one again, as long as Debian's. screen takes one order each time it looks, and
# reads 4 KB of what we wrote before: a page on its way is gone before the history is back.
_SCREEN_HISTORY = ("0", "0", "1024")
_SCREEN_SECONDS = 1


def free_flow_keys(descriptor: int) -> Callable[[], None]:
    """Let Ctrl-S and Ctrl-Q of a terminal through as keys; return what undoes it."""
    if sys.platform != "win32":
        import termios  # noqa: PLC0415  (not needed to leave at once)

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
        import termios  # noqa: PLC0415  (not needed to leave at once)

        termios.tcflush(descriptor, termios.TCIFLUSH)


def empty_screen_history() -> None:
    """Empty the history of the window of GNU screen that this runs in, if any. Raises OSError.

    Nothing here is shared with what a signal may have interrupted. A screen that does not answer is
    left after a moment.
    """
    if sys.platform != "win32" and os.environ.get("STY"):
        window = os.environ.get("WINDOW")
        ours = ("-p", window) if window else ()
        silent = [(os.POSIX_SPAWN_OPEN, out, os.devnull, os.O_WRONLY, 0) for out in (1, 2)]
        until = time.monotonic() + _SCREEN_SECONDS
        for lines in _SCREEN_HISTORY:
            order = ("screen", *ours, "-X", "scrollback", lines)
            child = os.posix_spawnp("screen", order, os.environ, file_actions=silent)
            while os.waitpid(child, os.WNOHANG) == (0, 0):
                if time.monotonic() > until:
                    os.kill(child, signal.SIGKILL)
                    return
                time.sleep(0.001)
