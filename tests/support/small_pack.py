"""A small pack: as it is read, and as data of which each value can be broken and written again."""

import codecs
import copy
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from mes_optout.content.conversion import keep_words
from mes_optout.content.location import Reader
from mes_optout.content.words import (
    CaseWords,
    ProcedureWords,
    ReadingWords,
    SharedWords,
    TriageWords,
)
from support.case_texts import CASE, CONDITIONED, INCLUDE, SHARED

TRIAGE = """\
note = "Note."
procedures = ["sortie"]

[[questions]]
id = "debut"
text = "Où ?"

[[questions.answers]]
id = "ici"
label = "Ici"
situation = "dedans"

[[questions.answers]]
id = "ailleurs"
label = "Ailleurs"
question = "suite"

[[questions]]
id = "suite"
text = "Encore ?"

[[questions.answers]]
id = "oui"
label = "Oui"
situation = "dedans"

[[situations]]
id = "dedans"
procedure = "sortie"
note = "Note."
timing = "Faites-le dès que vous le pouvez."
sources = ["PLAN"]
"""
PROCEDURE = """\
id = "sortie"
title = "Titre"
summary = "Résumé."
finished = "Fini."
afterwards = ["Après."]
if_late = "sortie"
[[steps]]
id = "porte"
title = "Titre"
why = "Pourquoi."
before = "Avant."
needs = ["une main"]
body = ["Un.", "Deux."]
link = "https://www.cnil.fr/a"
keep = "À garder."
doubt = "Doute."
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
more = ["Plus."]
change = "Changé."
formerly = ["portail"]
[[steps.checks]]
id = "ouverte"
number = 1
text = "Ouverte"
formerly = ["portail/ouvert"]
[[steps.problems]]
id = "signe"
symptom = "Signe"
remedy = "Remède."
otherwise = "Sinon."
"""
SOURCES = """\
[sources."PLAN"]
title = "Titre"
url = "https://example.org/a"
date = "2022"
"""
FILES = {"fr/situations.toml": TRIAGE, "fr/sortie.toml": PROCEDURE, "sources.toml": SOURCES}
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


_TEXT = re.compile(r'(\bid = )?"[^"]*"')
_WORD = re.compile(r"(?<![\w.])[^\W\d_]+(?![\w-]|\.\w)")  # but no host, and no article
_DENIALS = (
    (re.compile(r"\bni (?=\S+ ni )"), "neither "),
    (re.compile(r"\b(?:n'|ne )(\w+) personne\b"), r"\1 nobody"),
    (re.compile(r"\bni\b"), "nor"),
    (re.compile(r"\bnulle part\b"), "nowhere"),
    (re.compile(r"\b(?:pas|non)\b"), "not"),
    (re.compile(r"\b[Rr]ien\b"), "nothing"),
    (re.compile(r"\b[Jj]amais\b"), "never"),
    (re.compile(r"\b[Aa]ucune?\b"), "no"),
)
_DENIED = frozenset(["neither", "never", "no", "nobody", "nor", "not", "nothing", "nowhere"])
_NUMBERS = {"un": "one", "une": "one", "deux": "two", "trois": "three", "six": "six"}
_UNITS = {"jour": "days", "semaine": "weeks", "mois": "months", "an": "years"}
_LENGTH = re.compile(rf"\b({'|'.join(_NUMBERS)}) ({'|'.join(_UNITS)})s?\b", re.IGNORECASE)
_KEPT = _DENIED.union(_NUMBERS.values(), _UNITS.values(), ["August"])
_ENGLISH = re.compile(r"\b(?:is|not)\b")


def disguise(words: str) -> str:
    """Return a file of a translation in no language, as long and with as many denials and figures.

    A text that is English already stays.
    """
    return _TEXT.sub(_disguise_text, words)


def _disguise_text(text: re.Match[str]) -> str:
    if text[1] or _ENGLISH.search(text[0]):
        return text[0]
    said = text[0]
    for pattern, denial in _DENIALS:
        said = pattern.sub(denial, said)
    said = _LENGTH.sub(lambda length: f"{_NUMBERS[length[1].lower()]} {_UNITS[length[2]]}", said)
    said = said.replace("août", "August")
    return _WORD.sub(_turn, said)


def _turn(word: re.Match[str]) -> str:
    if word[0] in _KEPT:
        return word[0]
    return codecs.encode(word[0].translate({ord(each): "b" for each in "aà"}), "rot13")


def words_of(
    french: str,
    shape: type,
    originals: Mapping[str, str] | None = None,
    say: Callable[[str], str] = str,
) -> str:
    """Return a file of a translation that says the French: the keys that its `shape` has.

    `originals` are fingerprints, by the ids of steps; `say` may say the words otherwise.
    """
    document: Any = tomlkit.parse(french)
    keep_words(document, shape)
    text = say(str(tomlkit.dumps(document)))
    for name, value in (originals or {}).items():
        begin = f'[[steps]]\nid = "{name}"\n'
        assert begin in text
        text = text.replace(begin, f'{begin}original = "{value}"\n')
    return text


SHAPES = {"situations": TriageWords, "sortie": ProcedureWords, "reperes": ReadingWords}
ENGLISH = {
    f"en/{name}.toml": words_of(FRENCH[f"fr/{name}.toml"], shape) for name, shape in SHAPES.items()
}
# With facts, a step that depends on some, and one that is included.
WITH_CASE = {
    "fr/sortie.toml": PROCEDURE + CONDITIONED + INCLUDE,
    "fr/cas.toml": CASE,
    "fr/commun.toml": SHARED,
    "en/cas.toml": words_of(CASE, CaseWords),
    "en/commun.toml": words_of(SHARED, SharedWords),
}
ALL = {**FRENCH, **ENGLISH, **WITH_CASE, "pack.toml": 'hosts = ["example.net"]\n'}

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
        inner[route[-1]] = new  # type: ignore[index]
    return result


def named(raw: Raw, route: Route) -> str:
    """Name a place as `steps check` is to do: by the ids of what it lies in."""
    names = []
    for length, part in enumerate(route, start=1):
        here = at(raw, route[:length])
        if isinstance(part, str):
            names.append(part)
        elif isinstance(here, dict) and isinstance(here.get("id", here.get("include")), str):
            names.append(str(here.get("id", here.get("include"))))
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


def reader(files: Mapping[str, str]) -> Reader:
    """Return what reads the files of a pack, by their names."""
    return lambda name: files[name].encode() if name in files else None
