"""Leaving at once, or for a while: wipe the screen, say nothing, end or stop.

Light on purpose: it is imported before anything else, so that a signal during the imports is met.
"""

import atexit
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import NoReturn, TextIO

from mes_optout.system import process, signals, tty

# What a menu may have set, for it is left in the middle: pastes are not marked, arrows are the
# usual ones, lines are wrapped. Leave the alternate screen, reset colours, show the cursor.
_PUT_RIGHT = b"\033[?2004l\033[?1l\033[?7h\033[?1049l\033[0m\033[?25h"

# Go home, clear the screen, then the history. In this order: clearing the history first leaves text
# behind in tmux and VTE.
WIPE = _PUT_RIGHT + b"\033[H\033[2J\033[3J"

PANIC = 130
QUIT = 131


def can_wipe() -> bool:
    """Say whether there is a terminal that can be cleared."""
    try:
        return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    except (AttributeError, ValueError):  # no stdout, or a closed one
        return False


def clear() -> None:
    """Clear screen and history, if there is a terminal; a broken one must not stop the exit."""
    if can_wipe():
        with contextlib.suppress(OSError, ValueError):
            tty.empty(sys.stdout.fileno(), WIPE)


def wipe() -> None:
    """Clear screen and history, also the one that GNU screen keeps."""
    clear()
    if can_wipe():
        with contextlib.suppress(OSError):  # there is no such program; nothing more can be done
            tty.empty_screen_history()


@contextlib.contextmanager
def wipe_on_error() -> Iterator[None]:
    """Wipe when an exception ends it, before anybody says why: the page is gone, the reason stays.

    Not after a signal, which has its own way out.
    """
    try:
        yield
    except Exception:
        wipe()
        raise


_restores: list[Callable[[], None]] = []


def register_restore(how: Callable[[], None]) -> None:
    """Have the terminal put right by `how` when the program leaves at once, or is stopped."""
    _restores.append(how)


def restore() -> None:
    """Put the terminal right for whoever has it next."""
    for each in _restores:
        with contextlib.suppress(Exception):  # a broken terminal must not stop the exit
            each()


def leave(code: int) -> NoReturn:
    """Wipe at once, let a save finish that is running, and end. Nothing more is written."""
    process.stop_writing()
    clear()
    process.let_finish()
    wipe()  # also what was typed meanwhile
    restore()
    process.end_process(code)


def vanish(code: int) -> NoReturn:
    """Let a save finish that is running, and end. Nothing is written: others may see it by now."""
    process.stop_writing()
    process.let_finish()
    process.end_process(code)


def end(code: int) -> NoReturn:
    """End after an ordinary run, without taking the interpreter apart.

    That would take a quarter of a short command's time, and nothing needs it: what has to last is
    on the disk, and what was said goes out here.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # said already, where it can be said
            stream.flush()
    restore()
    with process.writing():  # not while it leaves at once, and has not wiped yet
        process.end_process(code)


def meet_signals() -> None:
    """Leave when a signal says so; without a wipe when it says that the terminal is gone.

    To be called once, by the program itself: it may start a thread.
    """
    signals.meet_signals(leave=leave, vanish=vanish)


def switch_codes_on() -> None:
    """Have a terminal obey escape codes until the program ends, where it has to be told so."""
    register_restore(tty.switch_codes_on())
    atexit.register(restore)


def prepare_terminal(source: TextIO, again: Callable[[], None]) -> None:
    """Have a terminal put right however the program ends, and emptied before it is stopped.

    `again` shows once more what stood there, after the program went on.
    """
    register_restore(tty.remember_modes(source.fileno()))

    def make_room() -> None:
        wipe()
        restore()

    signals.meet_stops(before=make_room, after=again)


def prepare_lines(source: TextIO, again: Callable[[], None]) -> None:
    """Do so for typed lines, and let Ctrl-S not freeze them. Does nothing without a terminal."""
    if not source.isatty():
        return

    def free_keys() -> None:
        with process.writing():
            tty.free_flow_keys(source.fileno())

    def go_on() -> None:
        free_keys()
        again()

    prepare_terminal(source, go_on)
    free_keys()
