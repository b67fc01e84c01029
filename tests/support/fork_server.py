"""Start the program many times at the price of one: as copies of a process that waits.

Most of a start is spent on importing libraries. A process that has imported them waits; asked for a
run it forks, and the copy goes on as `python -m mes_optout` does: it has its own arguments, folder,
environment and streams, imports the program itself, and ends as Python ends. What depends on how
Python starts (its variables, the locale, `--no-trace`) is no case for this: see `can_copy`.
"""

import atexit
import gc
import gettext
import importlib
import io
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

COLD = "MES_OPTOUT_TESTS_COLD"  # set it, and every run starts Python anew

_FREE = ("MES_OPTOUT_", "TERM", "ACCESSIBLE", "NO_COLOR", "CLICOLOR")
_SECONDS = 60
_LONGEST_INPUT = 32_768  # bytes: half of what a pipe takes at once
_LIBRARIES = (
    "filelock",
    "platformdirs",
    "questionary",
    "rich.console",
    "rich.panel",
    "typer.core",
)
# What is told of a copy: its number when all its files are open, then how it ended.
_BEGUN, _ENDED = b"B", b"E"
_MESSAGE = 16


def can_copy(
    arguments: Sequence[str], changes: Mapping[str, str | None], entered: bytes = b""
) -> bool:
    """Say whether a copy behaves as a new process would, whose environment has these changes."""
    if os.environ.get(COLD) or len(entered) > _LONGEST_INPUT:
        return False
    if not hasattr(os, "fork") or not Path("/proc/self/fd").exists():
        return False
    return "--no-trace" not in arguments and all(name.startswith(_FREE) for name in changes)


class Copy:
    """A run of the program. `streams` are the files that are its stdin, stdout and stderr."""

    def __init__(
        self,
        arguments: Sequence[str],
        streams: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
    ) -> None:
        reader, writer = os.pipe()
        order = [arguments, [*streams, _shared(writer)], str(folder), dict(environment)]
        orders = _waiting().stdin
        assert orders is not None
        orders.write(json.dumps(order).encode() + b"\n")
        self._said = os.fdopen(reader, "rb", buffering=0)
        self.pid = self._read(_BEGUN)  # comes when all its files are open
        os.close(writer)

    def wait(self, seconds: float | None = None) -> int | None:
        """Return how it ended, as os.waitpid tells, or None if it still runs after a while."""
        if not select.select([self._said], [], [], seconds)[0]:
            return None
        with self._said:
            return self._read(_ENDED)

    def _read(self, kind: bytes) -> int:
        ready = select.select([self._said], [], [], _SECONDS)[0]
        message = self._said.read(_MESSAGE) if ready else b"nothing"
        assert message.startswith(kind), message
        return int(message[1:])


def run(
    arguments: Sequence[str], entered: bytes, folder: Path, environment: Mapping[str, str]
) -> tuple[bytes, bytes, int]:
    """Run the program through pipes; return its stdout, its stderr and its exit code.

    Raises subprocess.TimeoutExpired after a minute.
    """
    pipes = [os.pipe() for _ in range(3)]
    (theirs_in, our_in), (our_out, theirs_out), (our_err, theirs_err) = pipes
    theirs = (theirs_in, theirs_out, theirs_err)
    begun = Copy(arguments, [_shared(each) for each in theirs], folder, environment)
    for each in theirs:
        os.close(each)
    with suppress(BrokenPipeError), os.fdopen(our_in, "wb", buffering=0) as stdin:
        stdin.write(entered)  # some runs end without reading it
    said: dict[int, bytes] = {our_out: b"", our_err: b""}
    reading = set(said)
    while reading:
        ready = select.select(reading, [], [], _SECONDS)[0]
        if not ready:
            os.kill(begun.pid, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(arguments), _SECONDS)
        for each in ready:
            if data := os.read(each, 1 << 16):
                said[each] += data
            else:
                reading.remove(each)
                os.close(each)
    status = begun.wait()
    assert status is not None
    return said[our_out], said[our_err], os.waitstatus_to_exitcode(status)


def _shared(descriptor: int) -> str:
    """Return a name under which another process can open one of our files."""
    return f"/proc/{os.getpid()}/fd/{descriptor}"


@cache
def _waiting() -> subprocess.Popen[bytes]:
    """Return the process that waits for orders on its stdin, which begins now.

    It ends when this process does.
    """
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,  # never read: the streams are made for pipes, as those of a run
        stderr=subprocess.PIPE,
        bufsize=0,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    atexit.register(process.communicate)  # which also ends it
    return process


def _wait_for_orders() -> None:
    """Fork for each order that comes; return only in the copies, where all is in place."""
    with os.fdopen(os.dup(0), "rb") as orders:
        for line in orders:
            if os.fork() == 0:
                _become(*json.loads(line))
                return
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
    os._exit(0)


def _become(arguments: list[str], files: list[str], folder: str, environ: dict[str, str]) -> None:
    """Fork once more: the child is the program, the parent stays to tell how it ended."""
    *streams, telling = files
    told = os.open(telling, os.O_WRONLY)
    child = os.fork()
    if child:
        os.write(told, _message(_ENDED, os.waitpid(child, 0)[1]))
        os._exit(0)
    os.setsid()  # so that the first terminal that it opens is its own
    for number, file in enumerate(streams):
        one_way = os.O_WRONLY if number else os.O_RDONLY
        opened = os.open(file, os.O_RDWR if file.startswith("/dev/") else one_way)
        os.dup2(opened, number)
        os.close(opened)
    os.write(told, _message(_BEGUN, os.getpid()))
    os.close(told)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["mes_optout", *arguments]
    sys.path[0] = folder
    assert isinstance(sys.stdout, io.TextIOWrapper)
    sys.stdout.reconfigure(line_buffering=os.isatty(1))


def _message(kind: bytes, number: int) -> bytes:
    return kind + str(number).encode().rjust(_MESSAGE - 1)


def _look_up_late(name: str) -> None:
    """Let Click, which takes `gettext` when it is imported, follow the language of each copy."""
    plain = getattr(gettext, name)

    def late(*arguments: str | int) -> str:
        current = getattr(gettext, name)
        return str((plain if current is late else current)(*arguments))

    setattr(gettext, name, late)


if __name__ == "__main__":
    for function in ("gettext", "ngettext"):
        _look_up_late(function)
    for library in _LIBRARIES:
        importlib.import_module(library)
    gc.freeze()
    _wait_for_orders()
    runpy.run_module("mes_optout", run_name="__main__", alter_sys=True)
