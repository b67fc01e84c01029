"""The terminal: its modes, what waits to be read, and the history of GNU screen."""

import io
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import TextIO

# GNU screen keeps its history however it is asked to clear it. Without one, there is none to keep;
# afterwards there is one again, as long as Debian's. screen takes one order each time it looks, and
# reads 4 KB of what we wrote before: a page on its way is gone before the history is back.
_SCREEN_HISTORY = ("0", "0", "1024")
_SCREEN_SECONDS = 1

_MOST_AT_ONCE = 1 << 16  # bytes, more than a terminal keeps


def remember_modes(descriptor: int) -> Callable[[], None]:
    """Return what gives a terminal back the modes that it has now."""
    if sys.platform != "win32":
        import termios  # noqa: PLC0415  (not needed to leave at once)

        before = termios.tcgetattr(descriptor)
        return lambda: termios.tcsetattr(descriptor, termios.TCSANOW, before)
    else:  # noqa: RET505  (a check of types then sees what is for which system)
        return lambda: None  # what `switch_codes_on` returned gives back all of them


_obeys_codes = True


def switch_codes_on() -> Callable[[], None]:
    """Have a terminal obey escape codes that does so only when it is told to.

    Returns what gives it back the modes that it had.
    """
    if sys.platform == "win32":
        global _obeys_codes  # noqa: PLW0603  (one process, one terminal)
        from mes_optout.system import console  # noqa: PLC0415  (is on Windows only)

        give_back = console.remember_modes()
        _obeys_codes = console.switch_codes_on()
        return give_back
    else:  # noqa: RET505  (as above)
        return lambda: None


def obeys_codes() -> bool:
    """Say whether escape codes may be sent to the terminal; else it would show them."""
    return _obeys_codes


def empty(descriptor: int, codes: bytes) -> None:
    """Send a terminal the `codes` that clear it, and overwrite what it may keep. Raises OSError."""
    if _obeys_codes:
        os.write(descriptor, codes)
    if sys.platform == "win32":
        from mes_optout.system import console  # noqa: PLC0415  (is on Windows only)

        console.empty_buffer()


def measure() -> os.terminal_size:
    """Return how many columns and rows of the terminal can be written to."""
    import shutil  # noqa: PLC0415  (not needed to leave at once)

    size = shutil.get_terminal_size()
    # On Windows, an empty row would follow a full one.
    kept_free = 1 if sys.platform == "win32" else 0
    return os.terminal_size((max(1, size.columns - kept_free), size.lines))


def free_flow_keys(descriptor: int) -> None:
    """Let Ctrl-S and Ctrl-Q of a terminal through as keys."""
    if sys.platform != "win32":
        import termios  # noqa: PLC0415  (not needed to leave at once)

        changed = termios.tcgetattr(descriptor)
        changed[0] &= ~termios.IXON
        termios.tcsetattr(descriptor, termios.TCSANOW, changed)


def has_waiting_keys(descriptor: int) -> bool:
    """Say whether something was typed into a terminal and not read yet, where that can be known."""
    if sys.platform != "win32":
        import select  # noqa: PLC0415  (not needed to leave at once)

        return bool(select.select([descriptor], [], [], 0)[0])
    else:  # noqa: RET505  (as above)
        import msvcrt  # noqa: PLC0415  (is on Windows only)

        return msvcrt.kbhit()


def drop_waiting_keys(descriptor: int) -> bytes:
    """Forget what was typed into a terminal and not read yet; return what is known of it."""
    dropped = b""
    if sys.platform != "win32":
        import termios  # noqa: PLC0415  (not needed to leave at once)

        while has_waiting_keys(descriptor) and (typed := os.read(descriptor, _MOST_AT_ONCE)):
            dropped += typed
        termios.tcflush(descriptor, termios.TCIFLUSH)  # the beginning of a line, too
    else:
        import msvcrt  # noqa: PLC0415  (is on Windows only)

        from mes_optout.system import console  # noqa: PLC0415  (as above)

        while has_waiting_keys(descriptor) and len(dropped) < _MOST_AT_ONCE:
            dropped += msvcrt.getwch().encode("latin-1", "replace")
        console.drop_keys()  # also what is no character
    return dropped


def read_typed_line(source: TextIO) -> str:
    """Read a line from a terminal. Without its end: it was broken off, as Ctrl-D does.

    Raises OSError and ValueError for one that is gone or closed.
    """
    below = getattr(source, "buffer", None)
    if sys.platform != "win32" and isinstance(below, io.BufferedReader):
        # One read: a terminal gives a line at a time, and « readline » would take what Ctrl-D
        # broke off for the beginning of one.
        return below.read1(_MOST_AT_ONCE).decode(source.encoding, source.errors or "strict")
    return source.readline()


def keeps_history() -> bool:
    """Say whether what scrolled away may stay: nothing here can empty it.

    GNU screen keeps it where its variable is missing, as on a machine reached from within. On
    Windows 10, editors that show a console do (microsoft/vscode#116664); not tried.
    """
    environ = os.environ
    if sys.platform == "win32":
        return "TERM_PROGRAM" in environ
    else:  # noqa: RET505  (as above)
        return environ.get("TERM", "").startswith("screen") and not environ.keys() & {"STY", "TMUX"}


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
            child = os.posix_spawnp("screen", order, os.environ, file_actions=silent, setsigmask=())
            while os.waitpid(child, os.WNOHANG) == (0, 0):
                if time.monotonic() > until:
                    os.kill(child, signal.SIGKILL)
                    return
                time.sleep(0.001)
