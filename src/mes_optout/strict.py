"""Turn parsed TOML or JSON into our types, strictly, and say everything that is wrong at once.

A value is taken only when it has the very type that is asked for: 3 is never "3", nor a text a
list of letters. An unknown key is a fault.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mes_optout.errors import N_, Fault, Msg
from mes_optout.text import find_nearest

T = TypeVar("T")

_NAMES: dict[type, Msg] = {
    str: N_("a text"),
    int: N_("a whole number"),
    bool: N_("true or false"),
    date: N_("a date"),
    list: N_("a list"),
    dict: N_("a table"),
    float: N_("a number with a point"),
}

MISSING = N_("is missing")

MOST_FAULTS = 100  # said of one file: nobody reads thousands, and most have one cause

# Fields that the program fills in and a file must not hold.
_NEVER_WRITTEN = frozenset({"language", "home"})

_Path = tuple[object, ...]
# Where a fault is, why it is one, and the facts of that.
_Found = list[tuple[_Path, Msg, dict[str, object]]]
# Takes a value and where it stands, notes what is wrong with it, and returns what it stands for:
# something that nobody uses once anything was noted.
_Reader = Callable[[Any, _Path, _Found], Any]


class FaultsError(Exception):
    """What is wrong with some data, all of it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


def structure(raw: object, shape: type[T]) -> T:
    """Build a `shape` (a dataclass) from `raw`. Raises FaultsError."""
    found: _Found = []
    kind: Any = shape
    built: T = _reader(kind)(raw, (), found)
    if found:
        raise FaultsError(
            [Fault(name_place(raw, path), why, **facts) for path, why, facts in found]
        )
    return built


@cache
def _reader(kind: Any) -> _Reader:  # noqa: ANN401  (any annotation of a model)
    """Return what reads a `kind`; each is made once."""
    if isinstance(kind, UnionType):  # « X | None »: a file leaves the key out
        return _reader(next(each for each in get_args(kind) if each is not NoneType))
    if is_dataclass(kind):
        return _read_table(kind)
    origin = get_origin(kind)
    if origin is tuple:
        return _read_list(_reader(get_args(kind)[0]))
    if origin is Mapping:
        return _read_mapping(_reader(get_args(kind)[1]))
    return _read_choice(kind) if issubclass(kind, StrEnum) else _read_plain(kind)


def _is(value: object, expected: type, path: _Path, found: _Found) -> bool:
    """Say whether a value is of a type; note it where it is not."""
    # `is`, for True is an instance of int and a datetime one of date.
    if type(value) is expected:
        return True
    kind = _NAMES.get(type(value), N_("something else"))
    facts: dict[str, object] = {"expected": _NAMES[expected], "found": kind}
    found.append((path, N_("must be {expected}, not {found}"), facts))
    return False


def _read_plain(expected: type) -> _Reader:
    def read(value: object, path: _Path, found: _Found) -> object:
        if type(value) is not expected:
            _is(value, expected, path, found)
        return value

    return read


def _read_choice(kind: type[StrEnum]) -> _Reader:
    offered = {str(member): member for member in kind}

    def read(value: Any, path: _Path, found: _Found) -> object:  # noqa: ANN401
        if not _is(value, str, path, found):
            return None
        if value not in offered:
            facts = {"value": value, "known": ", ".join(offered)}
            found.append((path, N_("“{value}” is not one of: {known}"), facts))
        return offered.get(value)

    return read


def _read_list(item: _Reader) -> _Reader:
    def read(value: Any, path: _Path, found: _Found) -> object:  # noqa: ANN401
        if not _is(value, list, path, found):
            return ()
        return tuple([item(each, (*path, index), found) for index, each in enumerate(value)])

    return read


def _read_mapping(entry: _Reader) -> _Reader:
    def read(value: Any, path: _Path, found: _Found) -> object:  # noqa: ANN401
        if not _is(value, dict, path, found):
            return {}
        return {key: entry(each, (*path, key), found) for key, each in value.items()}

    return read


def _read_table(shape: Any) -> _Reader:  # noqa: ANN401  (a dataclass)
    # A table of a text and what is rarely said of it may be written as that text alone.
    short = getattr(shape, "SHORT", None)

    def read(value: Any, path: _Path, found: _Found) -> object:  # noqa: ANN401
        if short is not None and type(value) is str:
            return shape(**{short: value})
        if type(value) is shape:  # built before, out of another file
            return value
        # Whoever wrote neither is told of the text, which is what is nearly always meant.
        if type(value) is not dict:
            _is(value, str if short else dict, path, found)
            return None
        readers, needed = _list_keys(shape)
        before, built = len(found), {}
        for name in needed:
            if name not in value:
                found.append(((*path, name), MISSING, {}))
        for name, each in value.items():
            reader = readers.get(name)
            if reader is None:
                found.append(((*path, name), *_judge_unknown(name, readers, len(found))))
            else:
                built[name] = reader(each, (*path, name), found)
        return shape(**built) if len(found) == before else None

    return read


def _judge_unknown(
    name: str, known: Mapping[str, object], before: int
) -> tuple[Msg, dict[str, object]]:
    """Say that a key is not known; what it may be meant for is looked up for the first of many."""
    guess = find_nearest(name, known) if before < MOST_FAULTS else None
    if guess is None:
        return N_("this key is not known; remove it"), {}
    return N_("this key is not known; did you mean “{guess}”? Otherwise remove it"), {
        "guess": guess
    }


@cache
def _list_keys(shape: Any) -> tuple[dict[str, _Reader], list[str]]:  # noqa: ANN401  (a dataclass)
    """Return what reads each key of a table, and the keys that it must have.

    Asked for when there is one: to look at annotations takes long, and few files have all tables.
    """
    hints = get_type_hints(shape)
    written = [each for each in fields(shape) if each.name not in _NEVER_WRITTEN]
    readers = {each.name: _reader(hints[each.name]) for each in written}
    needed = [
        each.name
        for each in written
        if each.default is NO_DEFAULT and each.default_factory is NO_DEFAULT
    ]
    return readers, needed


@cache
def name_fields(shape: Any) -> tuple[str, ...]:  # noqa: ANN401  (a dataclass)
    """Return the names of all fields of a dataclass; asking for them takes long."""
    return tuple(each.name for each in fields(shape))


def name_place(raw: object, path: tuple[object, ...]) -> str:
    """Name a spot in `raw`: « steps › page › title », by ids where a list's tables have them."""
    names: list[str] = []
    here: Any = raw
    for part in path:
        if isinstance(here, str) and names:  # a table that is written as its text alone
            break
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
        named = _name_table(here) if isinstance(here, dict) and isinstance(part, int) else None
        if isinstance(named, str):
            names.append(named)
        else:
            names.append(str(part + 1) if isinstance(part, int) else str(part))
    return " › ".join(names) or "."


def _name_table(table: dict[str, Any]) -> object:
    """Return the id of a table, or what stands in its place where it takes that of another."""
    return table.get("id", table.get("include"))


def cut_faults(faults: list[Fault]) -> list[Fault]:
    """Return as many faults as are said, and how many more there are."""
    left = len(faults) - MOST_FAULTS
    if left <= 0:
        return faults
    return [*faults[:MOST_FAULTS], Fault(".", N_("and {count} more; mend these first"), count=left)]
