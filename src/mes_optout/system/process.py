"""This process: what it finishes before it ends, who may write until then, how it stops and ends.

Light on purpose: it is imported before anything else, so that a signal during the imports is met.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import NoReturn

# However slow a terminal is, whoever wants to leave waits no longer for what it is being sent.
_SECONDS_FOR_WRITING = 0.1

# Both are of the kind that the same thread may take again: what must finish may be part of more
# that must.
_to_finish = threading.RLock()
_writing = threading.RLock()

_depth = 0  # of what must finish
_busy = 0  # how deep one is in that or in a writing
_ending = False
_put_off: list[Callable[[], object]] = []


@contextlib.contextmanager
def finish_first() -> Iterator[None]:
    """Let what is inside finish before the program leaves or is stopped.

    Once it is leaving, nothing begins that must finish: whoever wants to waits here for the end.
    """
    global _depth  # noqa: PLW0603  (one process, one count)
    with _putting_off(), _to_finish:
        _depth += 1
        try:
            yield
        finally:
            _depth -= 1


@contextlib.contextmanager
def _putting_off() -> Iterator[None]:
    global _busy  # noqa: PLW0603  (as above)
    _busy += 1
    try:
        yield
    finally:
        _busy -= 1
        while _put_off and not _busy:
            _put_off.pop()()


def call_when_finished(action: Callable[[], object]) -> None:
    """Call `action` now or, in the middle of what must finish or of a writing, at its end, once."""
    if not _busy:
        action()
    elif action not in _put_off:
        _put_off.append(action)


@contextlib.contextmanager
def writing() -> Iterator[bool]:
    """Write to a terminal, or change it, inside of this: what leaves waits for it, a moment.

    Once the program is leaving this never returns, so that nothing comes after the wipe. Only what
    must finish goes on: it is told by False that nothing may be written.
    """
    with _putting_off():  # what is put off may write: a stream takes nothing in the middle
        with _writing:
            if not _ending:
                yield True
                return
        if not _depth:
            threading.Event().wait()  # for the end, which another thread brings
        yield False


def is_leaving() -> bool:
    """Say whether the program has begun to leave at once."""
    return _ending


def stop_writing() -> None:
    """Begin to leave at once: nothing more is written by anybody but the caller."""
    global _ending  # noqa: PLW0603  (one process, one end)
    _ending = True
    if _writing.acquire(timeout=_SECONDS_FOR_WRITING):
        _writing.release()


def let_finish() -> None:
    """Wait until what must finish has finished; nothing of that kind begins any more."""
    _to_finish.acquire()


def can_stop() -> bool:
    """Say whether Ctrl-Z stops a job here; on Windows it is the end of what is typed."""
    return sys.platform != "win32"


def stop_job() -> None:
    """Stop, as Ctrl-Z does, with all that runs in this job; returns when it is continued."""
    if sys.platform != "win32":
        import signal  # noqa: PLC0415  (absent from the first lines, which it would delay)

        os.kill(0, signal.SIGTSTP)


def end_process(code: int) -> NoReturn:
    """End now: no handler runs, nothing is flushed."""
    os._exit(code)


def which_system() -> str:
    """Return "linux", "darwin", "win32" or another name that Python gives to a system."""
    return sys.platform
