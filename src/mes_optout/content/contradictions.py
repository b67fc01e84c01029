"""Where a translation of version 1.0 said otherwise than the French, in what is no text.

It repeated that, and what is about to be dropped from it must not be news.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_type_hints

from mes_optout.content.faults import Found, Path
from mes_optout.errors import N_, Fault

Table = Mapping[str, Any]  # as it was parsed

_DEFAULTS: Mapping[str, object] = {"revision": 1, "hotline": True}  # all others: empty


def find_contradictions(french: Table, other: Table, shape: type, path: Path = ()) -> Found:
    """Yield where a translation of version 1.0 contradicts the French in what is no word of it.

    `shape` is the class of `content.words` that has the words.
    """
    hints = get_type_hints(shape)
    for key, value in other.items():
        expected = french.get(key)
        if key in hints and is_part(hints[key]):
            yield from _compare_parts(french, other, get_args(hints[key])[0], (*path, key))
        elif key not in hints and key != "reviewed" and not _is_same(key, value, expected):
            why = N_("is {found}, and in French {expected}; make them the same")
            facts = {"found": _quote(value), "expected": _quote(expected)}
            yield (*path, key), Fault("", why, **facts)


def _compare_parts(french: Table, other: Table, shape: type, path: Path) -> Found:
    key = str(path[-1])
    originals = [each for _, each in list_tables(french, key)]
    known = {each.get("id"): each for each in originals}
    found = list(list_tables(other, key))
    by_place = key == "problems" and not all("id" in each for _, each in found)
    if by_place and len(found) != len(originals):
        why = N_("has {count} problems and the French has {expected}; make them the same")
        yield path, Fault("", why, count=len(found), expected=len(originals))
        return
    for number, each in found:
        original = originals[number] if by_place else known.get(each.get("id"))
        if original is None:
            why = N_("is not in the French; remove it, or write the French first")
            yield (*path, number), Fault("", why)
        else:
            yield from find_contradictions(original, each, shape, (*path, number))


def _is_same(key: str, value: object, expected: object) -> bool:
    default = _DEFAULTS.get(key)
    return (value or default) == (default if expected is None else expected or default)


def _quote(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    return "“”" if value is None else f"“{value}”"


def is_part(hint: object) -> bool:
    """Say whether a field of `content.words` is a list of such things."""
    return any(hasattr(each, "__dataclass_fields__") for each in get_args(hint))


def list_tables(table: Any, key: str) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
    """Yield (place, table) for each table of a list; nothing where there is no such list."""
    found = table.get(key, ())
    for number, each in enumerate(found if isinstance(found, list) else ()):
        if isinstance(each, dict):
            yield number, each
