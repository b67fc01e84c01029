"""Pipes to other programs: in which letters they read, and that one has stopped reading."""

import errno
import os
import stat
import sys
from collections.abc import Mapping
from typing import TextIO


def is_closed_pipe(error: OSError, descriptor: int) -> bool:
    """Say whether `descriptor` could not be written to because nobody reads there any more."""
    if isinstance(error, BrokenPipeError):
        return True
    # Windows has no word of its own for it.
    return sys.platform == "win32" and error.errno == errno.EINVAL and _is_pipe(descriptor)


def find_encoding(stream: TextIO, environment: Mapping[str, str]) -> str | None:
    """Return the encoding in which whoever reads `stream` takes text, where Python takes another.

    None where it is Python's, or where the person has chosen one. On Windows, cmd and PowerShell
    read a pipe as the console shows text; a file stays as Notepad reads it.
    """
    found = None
    if sys.platform == "win32":
        chosen = environment.get("PYTHONIOENCODING") or sys.flags.utf8_mode
        if not chosen and _is_pipe(stream.fileno()):
            from ctypes import windll  # noqa: PLC0415  (is on Windows only)

            found = name_code_page(windll.kernel32.GetConsoleOutputCP())
    return found


def name_code_page(number: int) -> str | None:
    """Return Python's name of a code page, or None where there is no console: it has number 0."""
    if not number:
        return None
    return "utf-8" if number == _UTF_8 else f"cp{number}"


_UTF_8 = 65001


def _is_pipe(descriptor: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    except OSError:
        return False
