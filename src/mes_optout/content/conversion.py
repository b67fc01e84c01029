"""A pack as version 1.0 had it, turned into one of today; comments and layout stay.

There, a translation repeated numbers, sources and dates, a problem had no id, and a situation said
`urgency`. Here only what is so is changed: a pack of today comes out as it went in.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from itertools import count
from typing import Any, get_args, get_type_hints

from mes_optout.content.contradictions import find_contradictions, is_part, list_tables
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.letters import Letters, fingerprint_letter
from mes_optout.content.loader import Pack
from mes_optout.content.parsing import parse, require
from mes_optout.content.procedure import Procedure
from mes_optout.content.resting import settle
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import ProcedureWords, ReadingWords, TriageWords
from mes_optout.errors import Fault, PackInvalidError
from mes_optout.languages import ORIGINAL
from mes_optout.strict import FaultsError, name_place, structure
from mes_optout.text import fold

# What the pages of 1.0 said for each `urgency`: texts of a pack, in its two languages.
_TIMING = {
    "high": ("Faites-le aujourd'hui si vous le pouvez.", "Do it today if you can."),
    "medium": (
        "Bientôt : le mieux est d'agir dans les prochains jours.",
        "Soon: this is best done in the next days.",
    ),
    "low": ("Rien ne presse.", "No hurry."),
}
_TRIAGE, _READING = "situations", "reperes"
# What a fingerprint of 1.0 covered of a step, its boxes and problems, and of a letter.
_COVERED = frozenset(
    {
        *("id", "title", "why", "before", "body", "checks", "number", "text", "problems"),
        *("symptom", "remedy", "otherwise", "needs", "link", "keep", "doubt", "more", "purpose"),
        *("to", "subject", "blanks", "enclosures", "send"),
    }
)
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class _File:
    """A file being converted: `document` is changed, `raw` stays what stood there."""

    name: str
    raw: dict[str, Any]
    document: Any  # of tomlkit, whose types say little


def convert(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a pack as they are written today, by their names in it.

    Raises PackUnreadableError or PackSyntaxError, and PackInvalidError where a translation says
    otherwise than the French. Needs tomlkit.
    """
    kit = import_module("tomlkit")
    opened = {
        name: _File(name, parse(name, data), kit.parse(data.decode("utf-8-sig")))
        for name, data in files.items()
    }
    pack = Pack(files.get, own=True)
    triage = f"{ORIGINAL}/{_TRIAGE}.toml"
    listed = require(opened.get(triage), triage).raw.get("procedures", ())
    shapes: dict[str, type] = dict.fromkeys(map(str, listed), ProcedureWords)
    shapes |= {_TRIAGE: TriageWords, _READING: ReadingWords, LETTERS: Letters}
    for name, shape in shapes.items():  # the French first: translations are held to it
        french = opened.get(f"{ORIGINAL}/{name}.toml")
        if french is None:
            continue
        _convert_french(french)
        for file in opened.values():
            language, _, rest = file.name.partition("/")
            if language != ORIGINAL and rest == f"{name}.toml":
                _convert_translation(file, french, shape, pack)
    return {name: kit.dumps(file.document).encode() for name, file in opened.items()}


def _convert_french(file: _File) -> None:
    _say_timing(file, 0)
    if "steps" in file.raw:
        file.document.pop("urgency", None)
    retired = file.raw.get("retired")
    for _, step in list_tables(file.document, "steps"):
        taken = {str(name).rpartition("/")[2] for name in retired} if retired else set()
        problems = [each for _, each in list_tables(step, "problems")]
        taken.update(str(each.get("id")) for each in problems)
        _put_ids(step, [each.get("id") or _make_id(each, taken) for each in problems])


def _convert_translation(file: _File, french: _File, shape: type, pack: Pack) -> None:
    if shape is not Letters:  # of which a translation always held words only
        _refuse_contradictions(file, french, shape)
        _say_timing(file, 1)
        found = list_tables(french.document, "steps")
        steps = {step["id"]: step for _, step in found if "include" not in step}
        for _, step in list_tables(file.document, "steps"):
            problems = list_tables(steps[step["id"]], "problems")
            _put_ids(step, [str(each["id"]) for _, each in problems])
        keep_words(file.document, shape)
    if shape is ProcedureWords:
        _renew_fingerprints(file, french, "steps", fingerprint, pack)
    elif shape is Letters:
        _renew_fingerprints(file, french, "letters", fingerprint_letter, pack)


def _refuse_contradictions(file: _File, french: _File, shape: type) -> None:
    faults = [
        Fault(name_place(file.raw, path), fault.reason, **fault.facts)
        for path, fault in find_contradictions(french.raw, file.raw, shape)
    ]
    if faults:
        raise PackInvalidError(file=file.name, faults=faults)


def _say_timing(file: _File, language: int) -> None:
    """Put the words that a page showed in the place of what they were shown for."""
    for number, situation in list_tables(file.document, "situations"):
        if texts := _TIMING.get(str(situation.get("urgency"))):
            situations = file.document["situations"]
            _put(situations, number, "timing", texts[language], instead="urgency")


def _put_ids(step: Any, ids: list[str]) -> None:  # noqa: ANN401
    """Put the id of each problem of a step before its symptom."""
    for number, problem in list_tables(step, "problems"):
        if "id" not in problem:
            _put(step["problems"], number, "id", ids[number])


def _put(tables: Any, number: int, key: str, text: str, *, instead: str = "") -> None:  # noqa: ANN401
    """Put a text into a table of a list, at its beginning or in the place of another.

    What tomlkit adds by itself would stand below the comment on the next table.
    """
    kit, old = import_module("tomlkit"), tables[number]
    if not isinstance(old, kit.items.Table):  # of one line
        old.pop(instead, None)
        old[key] = text
        return
    new = kit.table()
    if not instead:
        new.append(key, text)
    for name, item in old.value.body:  # comments too, which have no name
        replaced = name is not None and name.key == instead
        new.append(key if replaced else name, text if replaced else item)
    tables.insert(number, new)
    del tables[number + 1]


def _make_id(problem: Mapping[str, object], taken: set[str]) -> str:
    """Make an id of the longer words of a symptom: « Je ne vois rien » is “vois-rien”."""
    name = ""
    for word in re.findall("[0-9]+|[a-z0-9]{3,}", fold(str(problem.get("symptom")))):
        if len(name) + len(word) + len("--99") <= _LONGEST_ID:
            name = f"{name}-{word}".strip("-")
    name = name or "probleme"
    numbered = (f"{name}-{number}" for number in count(2))
    chosen = name if name not in taken else next(each for each in numbered if each not in taken)
    taken.add(chosen)
    return chosen


def keep_words(table: Any, shape: type) -> None:  # noqa: ANN401  (a table of tomlkit)
    """Leave in a table only what a class of `content.words` has."""
    hints = get_type_hints(shape)
    for key in list(table):
        if key not in hints:
            del table[key]
        elif is_part(hints[key]):
            alone = [table[key]] if isinstance(table[key], dict) else []
            for each in (*alone, *(each for _, each in list_tables(table, key))):
                keep_words(each, get_args(hints[key])[0])


def _renew_fingerprints(
    file: _File, french: _File, kind: str, take: Callable[[Any], str], pack: Pack
) -> None:
    """Write today's fingerprint where that of 1.0 was that of the French; leave the others."""
    data = import_module("tomlkit").dumps(french.document).encode()
    raw = parse(french.name, data)
    own = {**raw, kind: [each for _, each in list_tables(raw, kind) if "include" not in each]}
    try:
        found = structure(settle(own, pack), Letters if kind == "letters" else Procedure)
    except FaultsError as error:
        raise PackInvalidError(file=french.name, faults=error.faults) from None
    today = {each.id: take(each) for each in getattr(found, kind)}
    before = {
        each["id"]: _digest_as_before(each) for each in french.raw[kind] if "include" not in each
    }
    for _, each in list_tables(file.document, kind):
        if before.get(each.get("id"), "") == each.get("original"):
            each["original"] = today[each["id"]]


def _digest_as_before(table: Mapping[str, object]) -> str:
    plain = json.dumps(_cover(table), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()[:16]


def _cover(value: object) -> object:
    if isinstance(value, list):
        return [_cover(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _cover(each) for key, each in value.items() if key in _COVERED and each != []}
