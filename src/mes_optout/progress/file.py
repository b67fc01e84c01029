"""The progress file: JSON with numbers and days, and no word. Reading refuses anything else.

Format 2 is described in `docs/progress-file.md`. Each list stands on a line and has a check sum, so
that damage to one costs that one only.
"""

import json
from pathlib import Path
from typing import Any

from mes_optout.errors import (
    N_,
    Msg,
    ProgressDamagedError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.progress.file_1 import FORMAT_1, read_format_1
from mes_optout.progress.list_line import read_list, write_list
from mes_optout.progress.notes import ListKey, Notes, Progress
from mes_optout.strict import FaultsError

FORMAT = 2

# A hundred times what all procedures together can fill.
LARGEST_FILE = 4 << 20

_BEGINNING = f'{{"format": {FORMAT}, "l": ['
_END = "]}"


def encode(progress: Progress) -> bytes:
    """Write progress as JSON, always the same bytes for the same value."""
    lines = [write_list(key, notes) for key, notes in sorted(progress.lists.items())]
    body = [",\n".join(lines)] if lines else []
    return "\n".join([_BEGINNING, *body, _END, ""]).encode("ascii")


def decode(data: bytes, path: Path) -> Progress:
    """Read what `encode` wrote, or what versions 1 wrote; `path` is only for the message.

    Raises ProgressUnreadableError, its kind ProgressDamagedError when some of it is whole, or
    ProgressTooNewError for a later format.
    """
    if len(data) > LARGEST_FILE:
        raise _unreadable(path, N_("it is much too large"))
    try:
        text = data.decode("utf-8")
    except ValueError:
        text = data.decode("utf-8", "replace")  # each line that is hit has a wrong sum
    try:
        raw = json.loads(data.decode("utf-8"), object_pairs_hook=_refuse_twice)
    except (ValueError, RecursionError):
        rows = _read_lines(text)
        if rows is None:
            raise _unreadable(path, N_("its text is cut or was changed")) from None
        return _join(rows, path, N_("its text is cut or was changed"))
    number = raw.get("format") if isinstance(raw, dict) else None
    if type(number) is int and number > FORMAT:
        raise ProgressTooNewError(path=path)
    if type(number) is int and number not in {FORMAT, FORMAT_1}:
        raise _unreadable(path, N_("its format number is unknown"))
    if type(number) is int and number == FORMAT:
        if raw.keys() == {"format", "l"} and type(raw["l"]) is list:
            return _join(raw["l"], path, N_("it does not hold what it should"))
    else:
        try:
            return read_format_1(raw)
        except (FaultsError, ValueError, OverflowError):
            pass
    raise _unreadable(path, N_("it does not hold what it should"))


def _refuse_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build a table. Raises ValueError when something in it is said twice."""
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError
    return table


def _read_lines(text: str) -> list[object] | None:
    """Parse what one line each holds; None stands for one that is broken.

    Returns None when not even the first line is ours.
    """
    first, *lines = text.rstrip("\n").split("\n")
    if first != _BEGINNING:
        return None
    rows = [_read_line(line) for line in lines]
    if lines and lines[-1] == _END:
        return rows[:-1]
    if len(lines) > 1 and rows[-2] is not None and not lines[-2].endswith(","):
        return rows[:-1]  # the last list is whole, and what closes the file is not
    # Cut: inside a list, or where nobody can tell whether another one followed.
    return rows if rows and rows[-1] is None else [*rows, None]


def _read_line(line: str) -> object:
    try:
        return json.loads(line.removesuffix(","), object_pairs_hook=_refuse_twice)
    except (ValueError, RecursionError):
        return None


def _join(rows: list[object], path: Path, cause: Msg) -> Progress:
    """Return the lists of a file. Raises ProgressDamagedError with those that are whole."""
    read = [read_list(row) for row in rows]
    lists: dict[ListKey, Notes] = {}
    twice: set[ListKey] = set()
    for each in read:
        if each is not None:
            key, notes = each
            twice |= {key} & lists.keys()
            lists[key] = notes
    whole = {key: notes for key, notes in lists.items() if key not in twice}
    if len(whole) == len(rows):
        return Progress(whole)
    if not whole:
        raise _unreadable(path, cause)
    lost = len(rows) - len(whole)
    raise ProgressDamagedError(Progress(whole), path=path, cause=cause, lost=lost, lists=len(rows))


def _unreadable(path: Path, cause: Msg) -> ProgressUnreadableError:
    return ProgressUnreadableError(path=path, cause=cause)
