"""This process and its system: how it ends, what it runs in, and where it runs."""

import os
import signal
import sys
import time
from typing import NoReturn

# GNU screen keeps its history however it is asked to clear it. Without one, there is none to keep;
# afterwards there is one again, as long as Debian's. screen takes one order each time it looks, and
# reads 4 KB of what we wrote before: a page on its way is gone before the history is back.
_SCREEN_HISTORY = ("0", "0", "1024")
_SCREEN_SECONDS = 1


def end_process(code: int) -> NoReturn:
    """End now: no handler runs, nothing is flushed."""
    os._exit(code)


def which_system() -> str:
    """Return "linux", "darwin", "win32" or another name that Python gives to a system."""
    return sys.platform


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
