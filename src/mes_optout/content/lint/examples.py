"""What to write where something is missing: as the steps that come with the program have it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from mes_optout.content import location
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.links import NAME as VALUES
from mes_optout.content.lint.findings import Finding, split_place
from mes_optout.content.parsing import parse, read_names
from mes_optout.content.resting import COMPUTED
from mes_optout.content.resting import NAME as FACTS
from mes_optout.content.words import FILES
from mes_optout.errors import N_, Fault
from mes_optout.languages import LANGUAGES, ORIGINAL
from mes_optout.strict import MISSING

_BESIDE = ("sources.toml", FACTS, VALUES)  # the folders of the languages
_LONGEST = 60  # characters of a text that is shown


def give_examples(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; one that says that a key is missing shows what a good one looks like."""
    for each in found:
        example = _find_example(each) if each.fault.reason == MISSING else None
        if example is None:
            yield each
        else:
            why = N_("is missing; for example: {example}")
            yield replace(each, fault=Fault(each.fault.place, why, example=example))


def _find_example(finding: Finding) -> str | None:
    here: Any = _read_shipped(finding.file if finding.file in _BESIDE else _language_of(finding))
    *path, key = split_place(finding.fault.place)
    for name in path:
        here = here[name] if name in here else _open(here)
        if not isinstance(here, dict):
            return None
    if key in COMPUTED and key not in here:  # where that rests on facts, as ours does
        here = _open(_read_shipped(FACTS)["facts"])
    return _write(path, key, here[key]) if key in here else None


def _language_of(finding: Finding) -> str:
    language, slash, _ = finding.file.partition("/")
    return language if slash and language in LANGUAGES else ORIGINAL


def _open(here: dict[str, Any]) -> Any:  # noqa: ANN401  (whatever a file holds)
    """Return what stands for a table: of a list, which are one here, or with a name of its own."""
    named = all(isinstance(each, dict) for each in here.values())
    return next(iter(here.values()), here) if named else here


@cache
def _read_shipped(name: str) -> dict[str, Any]:
    """Return each key of the program's own files in a language, or of one file beside these.

    Each has its first value.
    """
    held: dict[str, Any] = {}
    for found in [_parse(name)] if name in _BESIDE else _parse_all(name):
        _add(held, found)
    return held


def _parse_all(language: str) -> Iterator[dict[str, Any]]:
    """Yield the procedures, what is beside them, then the steps that procedures include."""
    triage = f"{ORIGINAL}/situations.toml"
    homes: set[str] = set()
    for name in read_names(triage, location.shipped()(triage) or b""):
        found = _parse(f"{language}/{name}.toml")
        homes |= {each["include"].split("/")[0] for each in found["steps"] if "include" in each}
        yield found
    for name in (*FILES, LETTERS, *sorted(homes)):
        yield _parse(f"{language}/{name}.toml")


def _parse(file: str) -> dict[str, Any]:
    return parse(file, location.shipped()(file) or b"")


def _add(held: dict[str, Any], found: dict[str, Any]) -> None:
    for key, value in found.items():
        tables = value if isinstance(value, list) else [value]
        if tables and all(isinstance(table, dict) for table in tables):
            inner = held.setdefault(key, {})
            for table in tables:
                if isinstance(table, dict) and isinstance(inner, dict):
                    _add(inner, table)
        else:
            held.setdefault(key, value)


def _write(path: list[str], key: str, value: object) -> str:
    """Return how a value is written, cut where it is long."""
    match value:
        case dict():
            names = [*(name for name in path if name in {"steps", "questions"}), key]
            return f"[[{'.'.join(names)}]]"
        case list():
            # Of lines, some of which are tables: a plain one.
            first = next((each for each in value if not isinstance(each, dict)), "")
            return f"{key} = [{_write_one(first)}]"
        case _:
            return f"{key} = {_write_one(value)}"


def _write_one(value: object) -> str:
    if isinstance(value, str):
        short = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
        return json.dumps(short, ensure_ascii=False)
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)
