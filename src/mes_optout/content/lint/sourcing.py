"""Every source that is cited exists, every one that exists is cited, and each was read lately."""

from collections.abc import Iterator
from datetime import date

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.evidence import list_told
from mes_optout.content.lint.findings import Findings, Loaded, at, error, warning
from mes_optout.content.resting import NAME as FACTS
from mes_optout.errors import N_

_FILE = "sources.toml"

SIX_MONTHS = 183  # days, then it should be read again
EIGHTEEN_MONTHS = 548  # days, then it must


def find_bad_citations(original: Loaded) -> Findings:
    """Look at each source that the French or a fact cites, and at each that there is."""
    known = original.sources
    if known is None:
        return
    used: set[str] = set()
    for file, place, keys in _list_citations(original):
        used.update(keys)
        for number, key in enumerate(keys, start=1):
            here = at(place, "sources", number)
            if key not in known:
                why = N_("“{key}” is not in sources.toml; add it there, or mend the key")
                yield error(file, here, why, key=key)
            elif key in keys[: number - 1]:
                yield error(file, here, N_("“{key}” is cited twice; remove one"), key=key)
    # A file that could not be loaded may cite what seems idle.
    if original.complete:
        for key in known:
            if key not in used:
                yield error(
                    _FILE, at("sources", key), N_("nothing cites it; cite it, or remove it")
                )


def _list_citations(loaded: Loaded) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for key, fact in loaded.evidence.items():
        yield FACTS, at("facts", key), fact.sources
    for file, place, told in list_told(loaded):
        if not told.rests_on:  # else they are those of its facts
            yield file, place, told.sources


def find_old_readings(loaded: Loaded, today: date) -> Findings:
    """Look at each day on which a step, a letter or a fact was last read against its sources."""
    for key, fact in loaded.evidence.items():
        yield from _judge_age(FACTS, at("facts", key, "read"), fact.read, today)
    for file, place, step in loaded.steps():
        yield from _judge_age(file, at(place, "reviewed"), step.reviewed, today)
    for letter in loaded.french_letters:
        here = at("letters", letter.id, "reviewed")
        yield from _judge_age(loaded.file(LETTERS), here, letter.reviewed, today)
    if loaded.reading:
        yield from _judge_age(loaded.file("reperes"), "reviewed", loaded.reading.reviewed, today)


def _judge_age(file: str, place: str, reviewed: date, today: date) -> Findings:
    days = (today - reviewed).days
    if days < 0:
        why = N_("{day} has not come yet; write the day on which it was read again")
        yield error(file, place, why, day=reviewed.isoformat())
    elif days > EIGHTEEN_MONTHS:
        why = N_("{day} is more than 18 months ago; read the sources again, then write the day")
        yield error(file, place, why, day=reviewed.isoformat())
    elif days > SIX_MONTHS:
        why = N_("{day} is more than 6 months ago; read the sources again soon")
        yield warning(file, place, why, day=reviewed.isoformat())
