"""The streams: none is missing, and one that fails is known."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class OutputLostError(OSError):
    """What was printed did not arrive. `errno` says why; a closed pipe is none of these."""


class _Output(io.BufferedWriter):
    """Bytes on their way out. A failure is told apart from all others, once; then it is silent."""

    def write(self, content: "ReadableBuffer", /) -> int:
        with self._told_apart():
            return super().write(content)

    def flush(self) -> None:
        with self._told_apart():
            super().flush()

    @contextmanager
    def _told_apart(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            # What still waits in here would fail once more when the program ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            if isinstance(error, BrokenPipeError):
                raise
            raise OutputLostError(error.errno, "") from None


def mend_streams() -> None:
    """Put something in the place of each closed stream, and let one that fails be known.

    To be called before a file is opened: it would be given the number of the closed stream.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    # Not to be written to: what is printed there is lost, and that is said.
    sys.stdout = _known(sys.stdout, os.O_RDONLY)
    sys.stderr = _known(sys.stderr, os.O_WRONLY)


def _known(stream: TextIO | None, otherwise: int) -> TextIO:
    if stream is None:
        raw = io.FileIO(os.open(os.devnull, otherwise), "w")
        return io.TextIOWrapper(_Output(raw), "utf-8")
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    # Where Python was told not to buffer, there is nothing raw below.
    below: Any = getattr(stream.buffer, "raw", stream.buffer)
    return io.TextIOWrapper(
        _Output(below),
        stream.encoding,
        stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
