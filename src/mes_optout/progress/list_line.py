"""One list of the progress file, on a line with a check sum; what we would not write is damage.

The names of its fields are single letters, and say nothing: see `docs/progress-file.md`.
"""

import json
import zlib
from typing import TYPE_CHECKING, Any

from mes_optout.progress.file_1 import check_count, read_day, read_day_of_sending
from mes_optout.progress.notes import Aside, ListKey, Notes, Tick

if TYPE_CHECKING:
    from collections.abc import Mapping

_ASIDES = (Aside.LATER, Aside.NOT_FOR_ME)  # by their numbers, from 1 on
# What reading something of another shape ends in; a day of sending may have no last day.
_NOT_OURS = (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError)
_HIGHEST_KEY = (1 << 32) - 1


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
