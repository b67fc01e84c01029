"""From the bytes of a file to plain data, within limits, or why not."""

import re
import tomllib
from typing import Any, TypeVar

from mes_optout.content.location import LARGEST_FILE, LONGEST_LINE, MOST_DOTS, MOST_VALUES
from mes_optout.content.names import Names, find_names_faults
from mes_optout.errors import N_, PackSyntaxError, PackUnreadableError
from mes_optout.strict import FaultsError, structure

T = TypeVar("T")

NOT_UTF_8 = N_("it is not UTF-8 text")


def parse(name: str, data: bytes) -> dict[str, object]:
    """Parse TOML within limits. Raises PackUnreadableError or PackSyntaxError."""
    if len(data) > LARGEST_FILE:
        raise PackUnreadableError(file=name, cause=N_("it is larger than 256 kilobytes"))
    lines = data.split(b"\n")
    if max(map(len, lines)) > LONGEST_LINE:
        raise PackUnreadableError(file=name, cause=N_("a line is longer than 2,000 bytes"))
    if max(line.count(b".") for line in lines) > MOST_DOTS:
        raise PackUnreadableError(file=name, cause=N_("a line has more than 200 dots"))
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise PackUnreadableError(file=name, cause=NOT_UTF_8) from None
    except RecursionError:
        raise PackUnreadableError(file=name, cause=N_("it is nested too deeply")) from None
    except ValueError as error:  # TOMLDecodeError, and whole numbers of thousands of digits
        line = re.search(r"\(at line (\d+)", str(error))
        at_end = str(data.count(b"\n") + 1) if "end of document" in str(error) else "?"
        where = line[1] if line else at_end
        raise PackSyntaxError(file=name, line=where, said=str(error)) from None
    if _count_values(raw) > MOST_VALUES:
        raise PackUnreadableError(file=name, cause=N_("it holds more than 20,000 values"))
    return raw


def _parse_head(name: str, data: bytes) -> dict[str, object]:
    """Parse the keys of a file itself, which stand before its first table; none if that fails.

    Whoever reads the whole is told what is amiss.
    """
    try:
        return parse(name, data.partition(b"\n[")[0] + b"\n")
    except PackSyntaxError:
        return {}


def read_names(name: str, data: bytes) -> tuple[str, ...]:
    """Read the ids of all procedures in the head of a triage; none where anything is amiss."""
    try:
        found = structure({"procedures": _parse_head(name, data).get("procedures", [])}, Names)
    except FaultsError:
        return ()
    return () if any(find_names_faults(found.procedures)) else found.procedures


def read_title(name: str, data: bytes) -> str:
    """Read the title of a procedure in the head of its file; nothing where there is none."""
    found = _read_keys(name, data.partition(b"\n[")[0], ("title",)).get("title")
    return found if isinstance(found, str) else ""


def cut_table(data: bytes, name: str) -> bytes:
    """Return a table as it is written, whose header stands on a line of its own; or nothing.

    No line inside a text may begin with a bracket.
    """
    return _cut(data, f"\n[{name}]\n")


def read_table(
    name: str, data: bytes, tables: str, id_: str, keys: tuple[str, ...]
) -> dict[str, Any]:
    """Read some `keys` of one table of a list of `tables`; none where that fails.

    It is found as the program's own files have it: its id stands first, each key on a line.
    """
    return _read_keys(name, _cut(data, f'\n[[{tables}]]\nid = "{id_}"\n'), keys)


def _cut(data: bytes, begin: str) -> bytes:
    """Return what begins so, up to the next header; or nothing."""
    start = data.find(begin.encode())
    if start < 0:
        return b""
    end = data.find(b"\n[", start + 1)
    return data[start:] if end < 0 else data[start:end]


def _read_keys(name: str, data: bytes, keys: tuple[str, ...]) -> dict[str, Any]:
    """Read some keys, each on a line of its own; none where that fails."""
    begins = tuple(f"{key} = ".encode() for key in keys)
    lines = [line for line in data.split(b"\n") if line.startswith(begins)]
    try:
        return parse(name, b"\n".join(lines))
    except PackSyntaxError:
        return {}


def _count_values(raw: object) -> int:
    """Count what is in some data: texts, numbers, lists, tables."""
    waiting, count = [raw], 0
    while waiting:
        value = waiting.pop()
        count += 1
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return count


def is_outdated(raw: object) -> bool:
    """Tell a triage of version 1.0: each of its situations says `urgency`, which none does now."""
    found = raw.get("situations") if isinstance(raw, dict) else None
    tables = [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return bool(tables) and all("urgency" in each and "timing" not in each for each in tables)


def require(found: T | None, name: str) -> T:
    """Return what was `found` of a file. Raises PackUnreadableError where that is nothing."""
    if found is None:
        raise PackUnreadableError(file=name, cause=N_("there is no such file or folder"))
    return found
