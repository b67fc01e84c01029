"""A small pack as data, so that each of its values can be broken, and how to write it as TOML."""

import copy
import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from hostile import FILES
from in_memory import words_of

from mes_optout.content.words import ProcedureWords, ReadingWords, TriageWords

READING = """\
title = "Avant"
reviewed = 2026-11-24
recheck = ["Le prix."]
[[sections]]
id = "prix"
title = "Le prix"
text = ["Rien."]
sources = ["PLAN"]
[[resources]]
id = "ligne"
name = "Une ligne"
purpose = "Écouter."
contact = "Par téléphone."
sources = ["PLAN"]
confidence = "sure"
url = "https://www.cnil.fr/"
"""
FRENCH = {**FILES, "fr/reperes.toml": READING}
SHAPES = {"situations": TriageWords, "sortie": ProcedureWords, "reperes": ReadingWords}
ENGLISH = {
    f"en/{name}.toml": words_of(FRENCH[f"fr/{name}.toml"], shape) for name, shape in SHAPES.items()
}
ALL = {**FRENCH, **ENGLISH, "pack.toml": 'hosts = ["example.net"]\n'}

Raw = dict[str, object]
Route = tuple[str | int, ...]  # keys and indexes that lead to a value


def parsed() -> dict[str, Raw]:
    """Return every file of the pack as plain data."""
    return {name: tomllib.loads(text) for name, text in ALL.items()}


def plant(folder: Path, files: dict[str, bytes]) -> None:
    """Write the pack into a folder, with some files replaced."""
    for name, data in {**{name: text.encode() for name, text in ALL.items()}, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def routes(value: object, route: Route = ()) -> Iterator[Route]:
    """Yield the way to each value, also to lists and tables."""
    if route:
        yield route
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from routes(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from routes(inner, (*route, index))


def at(value: object, route: Route) -> object:
    """Return what stands at the end of a way."""
    for part in route:
        assert isinstance(value, dict | list)
        value = value[part]  # type: ignore[index]
    return value


def changed(raw: Raw, route: Route, new: object) -> Raw:
    """Return a copy with another value at the end of a way; None takes it away."""
    result = copy.deepcopy(raw)
    inner = at(result, route[:-1])
    assert isinstance(inner, dict | list)
    if new is None:
        del inner[route[-1]]  # type: ignore[arg-type]
    else:
        inner[route[-1]] = new  # type: ignore[index, call-overload]
    return result


def named(raw: Raw, route: Route) -> str:
    """Name a place as `steps check` is to do: by the ids of what it lies in."""
    names = []
    for length, part in enumerate(route, start=1):
        here = at(raw, route[:length])
        if isinstance(part, str):
            names.append(part)
        elif isinstance(here, dict) and isinstance(here.get("id"), str):
            names.append(str(here["id"]))
        else:
            names.append(str(part + 1))
    return " › ".join(names)


def written(raw: Raw) -> bytes:
    """Write data as TOML, one top-level key on a line or more."""
    return "".join(f"{_key(key)} = {_value(value, 0)}\n" for key, value in raw.items()).encode()


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)


def _value(value: object, depth: int) -> str:
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case list():
            between = ",\n" if depth == 0 else ", "
            return f"[{between.join(_value(inner, depth + 1) for inner in value)}]"
        case dict():
            pairs = (f"{_key(key)} = {_value(inner, depth + 1)}" for key, inner in value.items())
            return "{" + ", ".join(pairs) + "}"
        case _:
            return str(value)
