"""Turn parsed TOML or JSON into our types, strictly, and say everything that is wrong at once.

By default cattrs is obliging: 3 becomes "3", a text becomes a tuple of letters. Here a value is
taken only when it has the type that is asked for, and an unknown key is a fault.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin

from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, override

from mes_optout.errors import N_, Fault, Msg

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

# Fields that the program fills in and a file must not hold.
_NEVER_WRITTEN = ("language",)


class FaultsError(Exception):
    """What is wrong with some data, all of it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults)
        self.faults = faults


class _WrongTypeError(Exception):
    def __init__(self, value: object, expected: type) -> None:
        super().__init__()
        self.value = value
        self.expected = expected


class _NotOnOfferError(Exception):
    def __init__(self, value: str, offered: tuple[str, ...]) -> None:
        super().__init__()
        self.value = value
        self.offered = offered


def structure(raw: object, shape: type[T]) -> T:
    """Build a `shape` (a dataclass) from `raw`. Raises FaultsError.

    Twice where there is a fault: the way that says where each one is takes long to get ready.
    """
    try:
        return _converter(detailed=False).structure(raw, shape)
    except Exception:  # noqa: BLE001  (whatever it was, the second time says it)
        return _with_places(raw, shape)


def _with_places(raw: object, shape: type[T]) -> T:
    try:
        return _converter(detailed=True).structure(raw, shape)
    except (BaseValidationError, _WrongTypeError) as error:
        raise FaultsError(list(_faults(error, raw, ()))) from None


@cache
def _converter(*, detailed: bool) -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=detailed)
    for plain in (str, int, bool, date):
        converter.register_structure_hook(plain, _exactly(plain))
    # By its own name: cattrs looks hooks up along the bases, where `str` comes before `Enum`.
    converter.register_structure_hook(StrEnum, _enum)
    converter.register_structure_hook_factory(is_dataclass, _table(converter))
    converter.register_structure_hook_factory(_generic(tuple), _items(converter))
    converter.register_structure_hook_factory(_generic(Mapping), _entries(converter))
    return converter


def _generic(origin: object) -> Callable[[object], bool]:
    return lambda kind: bool(get_origin(kind) == origin)


def _exactly(expected: type[T]) -> Callable[[object, object], T]:
    def check(value: object, _: object) -> T:
        # `is`, for True is an instance of int and a datetime one of date.
        if type(value) is not expected:
            raise _WrongTypeError(value, expected)
        return value

    return check


_text, _list, _dict = _exactly(str), _exactly(list), _exactly(dict)


def _enum(value: object, kind: type[StrEnum]) -> StrEnum:
    text = _text(value, str)
    offered = tuple(str(member.value) for member in kind)
    if text not in offered:
        raise _NotOnOfferError(text, offered)
    return kind(text)


# Hooks are made once for each type, and take a value and the type.
_Hook = Callable[[Any, Any], Any]
_Factory = Callable[[Any], _Hook]


def _table(converter: Converter) -> _Factory:
    def make(shape: Any) -> _Hook:  # noqa: ANN401  (cattrs' own typing)
        hidden: dict[str, Any] = {
            name: override(omit=True) for name in _NEVER_WRITTEN if name in shape.__slots__
        }
        build = make_dict_structure_fn(shape, converter, **hidden)

        def check(value: object, kind: object) -> Any:  # noqa: ANN401
            return build(_dict(value, dict), kind)

        return check

    return make


def _items(converter: Converter) -> _Factory:
    def make(kind: object) -> _Hook:
        item = get_args(kind)[0]
        hook = converter.get_structure_hook(item)
        return lambda value, _: tuple(_each(enumerate(_list(value, list)), item, hook))

    return make


def _entries(converter: Converter) -> _Factory:
    def make(kind: object) -> _Hook:
        item = get_args(kind)[1]
        hook = converter.get_structure_hook(item)

        def check(value: object, _: object) -> dict[str, object]:
            table = _dict(value, dict)
            return dict(zip(table, _each(table.items(), item, hook), strict=True))

        return check

    return make


def _each(pairs: Iterable[tuple[int | str, object]], item: object, hook: _Hook) -> list[object]:
    """Structure every value and keep all the errors, each with its key or index."""
    done, errors = [], []
    for key, value in pairs:
        try:
            done.append(hook(value, item))
        except Exception as error:  # noqa: BLE001  (kept, and raised together below)
            error.__notes__ = [IterableValidationNote("", key, item)]
            errors.append(error)
    if errors:
        raise IterableValidationError("", errors, list)
    return done


def _faults(error: BaseException, raw: object, path: tuple[object, ...]) -> Iterator[Fault]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            path = (*path, note.name)
        elif isinstance(note, IterableValidationNote):
            path = (*path, note.index)
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _faults(inner, raw, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(error.extra_fields, key=str):
            yield Fault(place(raw, (*path, name)), N_("this key is not known; remove it"))
    else:
        reason, facts = _reason(error)
        yield Fault(place(raw, path), reason, **facts)


def _reason(error: BaseException) -> tuple[Msg, dict[str, object]]:
    match error:
        case KeyError():
            return N_("is missing"), {}
        case _NotOnOfferError(value=value, offered=offered):
            known = ", ".join(offered)
            return N_("“{value}” is not one of: {known}"), {"value": value, "known": known}
        case _WrongTypeError(value=value, expected=expected):
            found = _NAMES.get(type(value), N_("something else"))
            return N_("must be {expected}, not {found}"), {
                "expected": _NAMES[expected],
                "found": found,
            }
    raise error


def place(raw: object, path: tuple[object, ...]) -> str:
    """Name a spot in `raw`: « steps › page › title », by ids where a list's tables have them."""
    names: list[str] = []
    here: Any = raw
    for part in path:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
        named = here.get("id") if isinstance(here, dict) and isinstance(part, int) else None
        if isinstance(named, str):
            names.append(named)
        else:
            names.append(str(part + 1) if isinstance(part, int) else str(part))
    return " › ".join(names) or "."
