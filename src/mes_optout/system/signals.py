"""Signals: who leaves on them, and who stops.

Where it can be done, the signals that end the program are kept from all threads but one, which does
nothing but wait for them. A handler would run in the main thread, and wait there for a disk or for
a terminal that does not answer.
"""

import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from mes_optout.system import process

# Exit codes as Unix gives them, for the events of Windows that mean the same.
_INTERRUPTED = 130
_HUNG_UP = 129


def meet_signals(*, leave: Callable[[int], object], vanish: Callable[[int], object]) -> None:
    r"""Have `leave` called with an exit code on Ctrl-C, Ctrl-\ and when the program shall end.

    `vanish` is called when its terminal is gone. Neither may return.
    """
    if sys.platform != "win32":
        ways = {signal.SIGINT: leave, signal.SIGQUIT: leave, signal.SIGTERM: leave}
        ways[signal.SIGHUP] = vanish
        signal.pthread_sigmask(signal.SIG_BLOCK, ways)  # inherited by every thread

        def wait() -> None:
            # Nothing stops this one: not even another job, which has the terminal by now.
            signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
            number = 0
            while number not in ways:  # macOS was seen to return when nothing had come
                number = signal.sigwait(ways)
            try:
                ways[signal.Signals(number)](128 + number)
            finally:
                process.end_process(128 + number)

        threading.Thread(target=wait, daemon=True).start()
    else:
        from mes_optout.system import console  # noqa: PLC0415  (is on Windows only)

        def end_with(code: int) -> Callable[[], None]:
            def end() -> None:
                try:
                    leave(code)
                finally:
                    process.end_process(code)

            return end

        ways = dict.fromkeys((console.CTRL_C, console.CTRL_BREAK), end_with(_INTERRUPTED))
        gone = (console.CLOSED, console.LOGGED_OFF, console.SHUT_DOWN)
        console.meet_events({**ways, **dict.fromkeys(gone, end_with(_HUNG_UP))})


def meet_stops(*, before: Callable[[], object], after: Callable[[], object]) -> None:
    """Have `before` called when Ctrl-Z is to stop the job, and `after` when it goes on.

    What must finish finishes first. Does nothing where jobs cannot be stopped.
    """
    if sys.platform != "win32":

        def stop() -> None:
            if process.is_leaving():
                return
            before()
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            process.stop_job()  # the program stops inside this line
            signal.signal(signal.SIGTSTP, meet)
            after()

        def meet(_number: int, _frame: FrameType | None) -> None:
            process.call_when_finished(stop)

        signal.signal(signal.SIGTSTP, meet)
