"""The progress file: JSON with numbers and days, and no word. Reading refuses anything else.

Format 2 is described in `docs/progress-file.md`. Each list stands on a line and has a check sum, so
that damage to one costs that one only.
"""

import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mes_optout.errors import (
    N_,
    Msg,
    ProgressDamagedError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.progress.entries import check_count, read_day, read_day_of_sending
from mes_optout.progress.notes import Aside, ListKey, Notes, Progress, Tick

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT, FORMAT_1 = 2, 1

# A hundred times what all procedures together can fill.
LARGEST_FILE = 4 << 20

_BEGINNING = f'{{"format": {FORMAT}, "l": ['
_END = "]}"

# The names of fields in a list are single letters, and say nothing.
_ASIDES = (Aside.LATER, Aside.NOT_FOR_ME)  # by their numbers, from 1 on
# What reading something of another shape ends in; a day of sending may have no last day.
_NOT_OURS = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
_HIGHEST_KEY = (1 << 32) - 1


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
        from mes_optout.progress.file_1 import read_format_1  # noqa: PLC0415  (few still have one)

        if (progress := read_format_1(raw)) is not None:
            return progress
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
    raise ProgressDamagedError(Progress(whole), path=path, lost=lost, lists=len(rows))


def write_list(key: ListKey, notes: Notes) -> str:
    """Return the line for a list, always the same for the same; last stands the sum of the rest."""
    row: dict[str, object] = {"p": key.procedure, "t": key.turn}
    filled: dict[str, Mapping[int, object]] = {
        "b": {box: [tick.day.isoformat(), tick.revision] for box, tick in notes.boxes.items()},
        "a": {step: _ASIDES.index(aside) + 1 for step, aside in notes.asides.items()},
        "f": notes.answers,
        "n": {after: day.isoformat() for after, day in notes.again.items()},
    }
    row |= {name: dict(sorted(table.items())) for name, table in filled.items() if table}
    if notes.sent is not None:
        row["d"] = notes.sent.isoformat()
    if notes.begun:
        row["o"] = 1
    text = _compact(row)
    return f'{text[:-1]},"c":{zlib.crc32(text.encode())}}}'


def read_list(row: object) -> tuple[ListKey, Notes] | None:
    """Return what a parsed line holds; None when it is not exactly what we write."""
    if not isinstance(row, dict):
        return None
    try:
        key = ListKey(_check_key(row["p"]), check_count(row["t"]))
        notes = _read_notes(row)
        # So nothing else can stand in it: no other field, no other order, no other sum.
        same = notes != Notes() and write_list(key, notes) == _compact(row)
    except _NOT_OURS:
        return None
    return (key, notes) if same else None


def _read_notes(row: dict[str, Any]) -> Notes:
    return Notes(
        boxes={
            _read_key(box): Tick(read_day(day), check_count(revision))
            for box, (day, revision) in row.get("b", {}).items()
        },
        asides={
            _read_key(step): _ASIDES[check_count(number) - 1]
            for step, number in row.get("a", {}).items()
        },
        answers={_read_key(fact): _check_key(value) for fact, value in row.get("f", {}).items()},
        again={_read_key(after): read_day(day) for after, day in row.get("n", {}).items()},
        sent=read_day_of_sending(row["d"]) if "d" in row else None,
        begun=row.get("o") == 1,
    )


def _read_key(text: str) -> int:
    """Return a key from the left of an entry, where JSON wants a text."""
    if not (text.isascii() and text.isdecimal()):
        raise ValueError(text)
    return _check_key(int(text))


def _check_key(number: object) -> int:
    if type(number) is not int or not 0 <= number <= _HIGHEST_KEY:
        raise ValueError(number)
    return number


def _compact(row: dict[str, Any]) -> str:
    return json.dumps(row, separators=(",", ":"))


def _unreadable(path: Path, cause: Msg) -> ProgressUnreadableError:
    return ProgressUnreadableError(path=path, cause=cause)
