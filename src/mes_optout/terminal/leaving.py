"""Leaving at once: wipe the screen, say nothing, end.

Light on purpose: it is imported before anything else, so that a signal during the imports is met.
"""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn

# Leave the alternate screen, reset colours, show the cursor, go home, clear the screen, then the
# history. In this order: clearing the history first leaves text behind in tmux and VTE.
WIPE = b"\033[?1049l\033[0m\033[?25h\033[H\033[2J\033[3J"

# GNU screen keeps its history however it is asked to clear it. Without one, there is none to keep;
# afterwards there is one again, as long as Debian's. screen takes one order each time it looks, and
# reads 4 KB of what we wrote before: a page on its way is gone before the history is back.
_SCREEN_HISTORY = ("0", "0", "1024")
_SCREEN_SECONDS = 1

HANGUP = 129
PANIC = 130
TERMINATED = 143


class Stop(BaseException):
    """SIGTERM came; the terminal is put right on the way up."""


def can_wipe() -> bool:
    """Say whether there is a terminal that understands how to be cleared."""
    try:
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    except (AttributeError, ValueError):  # no stdout, or a closed one
        return False


def clear() -> None:
    """Clear screen and history, if there is a terminal; a broken one must not stop the exit."""
    if can_wipe():
        with contextlib.suppress(OSError, ValueError):
            os.write(sys.stdout.fileno(), WIPE)


def wipe() -> None:
    """Clear screen and history, also the one that GNU screen keeps."""
    clear()
    if can_wipe() and os.environ.get("STY") and sys.platform != "win32":
        with contextlib.suppress(OSError):  # there is no such program; nothing more can be done
            _empty_gnu_screen()


@contextlib.contextmanager
def wiped_if_broken_off() -> Iterator[None]:
    """Wipe when an exception ends it, before anybody says why: the page is gone, the reason stays.

    Not after a signal, which has its own way out.
    """
    try:
        yield
    except Exception:
        wipe()
        raise


def _empty_gnu_screen() -> None:
    """Empty the history of the window of GNU screen that this runs in. Raises OSError.

    Nothing here is shared with what a signal may have interrupted. A screen that does not answer is
    left after a moment.
    """
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


_restores: list[Callable[[], None]] = []


def restore_first(how: Callable[[], None]) -> None:
    """Have the terminal put right by `how` when the program leaves at once, or is stopped."""
    _restores.append(how)


def restore() -> None:
    """Put the terminal right for whoever has it next."""
    for each in _restores:
        with contextlib.suppress(Exception):  # a broken terminal must not stop the exit
            each()


def leave(code: int) -> NoReturn:
    """Wipe and end now. What was confirmed is saved already; nothing more is written."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # further presses change nothing
    wipe()
    restore()
    os._exit(code)


def end(code: int) -> NoReturn:
    """End after an ordinary run, without taking the interpreter apart.

    That would take a quarter of a short command's time, and nothing needs it: what has to last is
    on the disk, and what was said goes out here.
    """
    restore()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # said already, where it can be said
            stream.flush()
    os._exit(code)


def on_signals() -> None:
    """Meet SIGINT, SIGTERM and SIGHUP. A save that is running blocks them until it is done."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        # Not by an exception: Click would turn KeyboardInterrupt into an exit without a wipe.
        leave(PANIC)

    def terminate(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Stop

    def hang_up(_number: int, _frame: FrameType | None) -> None:
        os._exit(HANGUP)  # unwinding would write to a terminal that somebody else may see

    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, terminate)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, hang_up)
