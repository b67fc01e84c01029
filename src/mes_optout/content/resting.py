"""What rests on facts has their sources, and is as sure as the least sure of them."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mes_optout.content.parsing import cut_table
from mes_optout.content.procedure import Confidence
from mes_optout.errors import N_, Fault
from mes_optout.strict import FaultsError, name_place

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

Table = dict[str, Any]  # as it was parsed
Basis = tuple[str, tuple[str, ...]]  # how sure a fact is, and the keys of its sources

NAME = "faits.toml"  # beside the folders of the languages

# From the surest to the least sure.
ORDER = tuple(Confidence)

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


def _find_known(pack: "Pack", keys: Collection[str]) -> dict[str, Basis]:
    """Return those of some facts that there are. Raises as `Pack.triage`.

    Of the program's own only these are looked at, without a parser, for a page waits: tests hold
    this to what is parsed.
    """
    if pack.own:
        from mes_optout.content.evidence import load_evidence  # noqa: PLC0415  (when it is asked for)

        facts = load_evidence(pack)
        return {key: (str(fact.confidence), fact.sources) for key, fact in facts.items()}
    data = pack.read(NAME) or b""
    tables = ((key, cut_table(data, f"facts.{key}").decode()) for key in keys)
    return {key: _read_written(table) for key, table in tables if table}


def _read_written(table: str) -> Basis:
    """Return what a table says as it is written, one key a line."""
    confidence = table.partition('\nconfidence = "')[2].partition('"')[0]
    sources = table.partition("\nsources = [")[2].partition("]")[0]
    return confidence, tuple(sources.split('"')[1::2])


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
    known = _find_known(pack, {key for keys in named.values() for key in keys})
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


def _find_lost(table: Table, keys: list[str], known: Mapping[str, Basis]) -> Iterator[Any]:
    for key in sorted(COMPUTED):
        if key in table:
            yield (key,), Fault("", N_("comes from “rests_on”; remove it here"))
    for position, key in enumerate(keys):
        first = len(table["rests_on"])
        here = ("rests_on", position) if position < first else ("mentions", position - first)
        if key not in known:
            why = N_("“{key}” is no fact of {file}; mend the key, or add the fact")
            yield here, Fault("", why, key=key, file=NAME)
        elif key in keys[:position]:
            yield here, Fault("", N_("is named twice; keep one"))


def _compute(table: Table, known: Mapping[str, Basis], computed: Collection[str]) -> Table:
    cited = (source for key in _name_facts(table) for source in known[key][1])
    found = {
        "sources": list(dict.fromkeys(cited)),
        "confidence": max((known[key][0] for key in table["rests_on"]), key=ORDER.index),
    }
    return {key: found[key] for key in found if key in computed}
