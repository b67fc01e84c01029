"""Copies of the process that waits, in pseudo-terminals."""

import os
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

import pexpect
from ptyprocess import PtyProcess

from support import fork_server
from support.homes import PROGRAM


class InTerminal(PtyProcess):  # type: ignore[misc]  # it has no types
    """A copy in a pseudo-terminal: what pexpect asks of it, it answers without being a parent."""

    begun: fork_server.Copy
    terminated: bool
    exitstatus: int | None
    signalstatus: int | None

    @classmethod
    def begin(
        cls,
        arguments: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        size: tuple[int, int],
    ) -> "InTerminal":
        """Start the program in a terminal of so many rows and columns."""
        ours, theirs = os.openpty()
        termios.tcsetwinsize(theirs, size)  # before anybody looks
        begun = fork_server.Copy(arguments, [os.ttyname(theirs)] * 3, folder, environment)
        made = cls(begun.pid, ours)
        os.close(theirs)
        made.begun = begun
        return made

    def isalive(self) -> bool:
        """Say whether it still runs."""
        return not self._has_ended(0)

    def wait(self) -> int | None:
        """Wait for its end and return its exit status."""
        self._has_ended(None)
        return self.exitstatus

    def _has_ended(self, seconds: float | None) -> bool:
        if not self.terminated and (status := self.begun.wait(seconds)) is not None:
            self.terminated, self.status = True, status
            self.exitstatus = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
            self.signalstatus = os.WTERMSIG(status) if os.WIFSIGNALED(status) else None
        return self.terminated


class CopiedChild(pexpect.spawn):  # type: ignore[misc]  # it has no types
    """A child of pexpect's that is a copy of a process that waited, instead of a new one."""

    def _spawnpty(
        self,
        args: Sequence[str],
        *,
        cwd: str,
        env: Mapping[str, str],
        dimensions: tuple[int, int],
        **_how: object,
    ) -> InTerminal:
        return InTerminal.begin(args[len(PROGRAM) :], Path(cwd), env, dimensions)


def takes_lines(descriptor: int) -> bool:
    """Say whether a terminal shows what is typed, waits for whole lines and knows Ctrl-C."""
    modes = termios.tcgetattr(descriptor)[3]
    return bool(modes & termios.ECHO and modes & termios.ICANON and modes & termios.ISIG)
