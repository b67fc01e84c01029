"""What is known, one sentence a fact, and how sure; what rests on facts is as sure as they are."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from mes_optout.content.faults import Found, find_empty, report
from mes_optout.content.parsing import cut_table, parse
from mes_optout.content.procedure import Confidence
from mes_optout.errors import N_, Fault
from mes_optout.strict import FaultsError, name_place, structure

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

Table = dict[str, Any]  # as it was parsed

NAME = "faits.toml"  # beside the folders of the languages


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact in one sentence, the keys of the sources in which it was `read`, and how sure it is.

    The sentence is for editors: what people read says the same in words of its own.
    """

    text: str
    confidence: Confidence
    sources: tuple[str, ...]
    read: date


@dataclass(frozen=True, slots=True)
class AllEvidence:
    """Every fact of a pack by its key."""

    facts: Mapping[str, Evidence]


# From the surest to the least sure.
ORDER = (Confidence.SURE, Confidence.PROBABLE, Confidence.UNVERIFIED)

# What is computed from the facts, and so not written beside them, by the lists of a file.
_SOURCES = frozenset({"sources"})
COMPUTED = frozenset({*_SOURCES, "confidence"})
_IN_LISTS = {
    "steps": COMPUTED,
    "letters": COMPUTED,
    "resources": COMPUTED,
    "sections": _SOURCES,
    "situations": _SOURCES,
}
_KEY = re.compile(r"[A-Za-z0-9-]{1,40}")  # written bare in TOML, so that it is found as it stands


def find_weakest(facts: Iterable[Evidence]) -> Confidence:
    """Return how sure the least sure of some facts is. Raises ValueError where there is none."""
    return max((each.confidence for each in facts), key=ORDER.index)


def load_evidence(pack: "Pack") -> dict[str, Evidence]:
    """Load every fact of a pack, none without a file of them. Raises as `Pack.triage`."""
    found = pack.load(NAME, AllEvidence, _find_faults)
    return dict(found.facts) if found else {}


def _find_faults(found: AllEvidence) -> Found:
    for key, fact in found.facts.items():
        wrong = None if _KEY.fullmatch(key) else N_("must be 1 to 40 of a-z, A-Z, 0-9 and -")
        yield from report(("facts", key), wrong)
        yield from find_empty(fact.sources, ("facts", key, "sources"))


def _pick(pack: "Pack", keys: Iterable[str]) -> Mapping[str, Evidence]:
    """Return those of some facts that there are. Raises as `Pack.triage`.

    Of the program's own only these are parsed, for a page waits: tests look at the whole.
    """
    if pack.own:
        return load_evidence(pack)
    data = pack.read(NAME) or b""
    parts = b"".join(cut_table(data, f"facts.{key}") for key in dict.fromkeys(keys))
    return structure(parse(NAME, parts), AllEvidence).facts if parts else {}


def settle(raw: Table, pack: "Pack") -> Table:
    """Give what rests on facts their sources and confidence.

    `rests_on` names the facts on which a reader acts: the least sure of them decides. `mentions`
    names those that a sentence says with a doubt of its own. Raises FaultsError, and as
    `Pack.triage`.
    """
    named = {
        (name, index): keys
        for name in _IN_LISTS
        for index, table in enumerate(_list(raw.get(name)))
        if (keys := _name_facts(table))
    }
    if not named:
        return raw
    known = _pick(pack, (key for keys in named.values() for key in keys))
    faults = [
        Fault(name_place(raw, (*where, *path)), fault.reason, **fault.facts)
        for where, keys in named.items()
        for path, fault in _find_lost(raw[where[0]][where[1]], keys, known)
    ]
    if faults:
        raise FaultsError(faults)
    return raw | {
        name: [
            {**table, **_compute(table, known, _IN_LISTS[name])}
            if (name, index) in named
            else table
            for index, table in enumerate(raw[name])
        ]
        for name in dict.fromkeys(name for name, _ in named)
    }


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _name_facts(table: object) -> list[str]:
    """Return the keys of the facts on which a table rests; none where it names them badly."""
    if not isinstance(table, dict) or not _is_keys(table.get("rests_on")):
        return []
    mentions = table.get("mentions", [])
    return [*table["rests_on"], *mentions] if _is_keys(mentions) or not mentions else []


def _is_keys(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, str) for each in value)


def _find_lost(table: Table, keys: list[str], known: Mapping[str, Evidence]) -> Iterator[Any]:
    for key in sorted(COMPUTED):
        if key in table:
            yield (key,), Fault("", N_("comes from “rests_on”; remove it here"))
    for position, key in enumerate(keys):
        first = len(table["rests_on"])
        here = ("rests_on", position) if position < first else ("mentions", position - first)
        if key not in known:
            yield (
                here,
                Fault(
                    "",
                    N_("“{key}” is no fact of {file}; mend the key, or add the fact"),
                    key=key,
                    file=NAME,
                ),
            )
        elif key in keys[:position]:
            yield here, Fault("", N_("is named twice; keep one"))


def _compute(table: Table, known: Mapping[str, Evidence], computed: Collection[str]) -> Table:
    facts = [known[key] for key in _name_facts(table)]
    found = {
        "sources": list(dict.fromkeys(key for fact in facts for key in fact.sources)),
        "confidence": str(find_weakest(known[key] for key in table["rests_on"])),
    }
    return {key: found[key] for key in found if key in computed}
