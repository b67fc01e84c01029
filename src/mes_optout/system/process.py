"""This process: which signals reach it, how it stops and ends, and on which system it runs.

Light on purpose: it is imported before anything else, so that a signal during the imports is met.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import NoReturn


def meet_signals(
    *,
    interrupted: Callable[[], object],
    terminated: Callable[[], object],
    hung_up: Callable[[], object],
) -> None:
    """Say who is called on Ctrl-C, when the program shall end, and when its terminal is gone.

    `terminated` is called once: further requests to end are then ignored.
    """

    def terminate(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        terminated()

    signal.signal(signal.SIGINT, lambda _number, _frame: interrupted())
    signal.signal(signal.SIGTERM, terminate)
    if sys.platform != "win32":
        signal.signal(signal.SIGHUP, lambda _number, _frame: hung_up())


def ignore_interrupts() -> None:
    """Let further presses of Ctrl-C change nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def finish_first() -> Iterator[None]:
    """Let what is inside finish before the program leaves or is stopped."""
    if sys.platform != "win32":
        waiting = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP}
        before = signal.pthread_sigmask(signal.SIG_BLOCK, waiting)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        yield


def meet_stops(*, before: Callable[[], object], after: Callable[[], object]) -> None:
    """Have `before` called when Ctrl-Z is to stop the job, and `after` when it goes on.

    Does nothing where jobs cannot be stopped.
    """
    if sys.platform != "win32":

        def stop(_number: int, _frame: FrameType | None) -> None:
            before()
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            stop_job()  # the program stops inside this line
            signal.signal(signal.SIGTSTP, stop)
            after()

        signal.signal(signal.SIGTSTP, stop)


def stop_job() -> None:
    """Stop, as Ctrl-Z does, with all that runs in this job; returns when it is continued."""
    if sys.platform != "win32":
        os.kill(0, signal.SIGTSTP)


def end_process(code: int) -> NoReturn:
    """End now: no handler runs, nothing is flushed."""
    os._exit(code)


def which_system() -> str:
    """Return "linux", "darwin", "win32" or another name that Python gives to a system."""
    return sys.platform
