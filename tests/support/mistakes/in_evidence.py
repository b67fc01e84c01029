"""Slips in what says how sure something is, and why: facts, sources, days, doubts, fingerprints."""

from collections.abc import Callable
from random import Random

from support.mistakes.raw_files import (
    Files,
    Slip,
    Spot,
    find_lines,
    find_lists,
    list_files,
    pick,
    read_tables,
    rewrite,
)

_FACTS = "faits.toml"
_SOURCES = "sources.toml"
_SURER = {"unverified": "probable", "probable": "sure"}


def raise_the_confidence_of_a_fact(files: Files, chance: Random) -> Slip | None:
    """Call a fact surer, with the same sources, while the steps that say it go on."""
    return _raise(files, chance, [_FACTS])


def raise_the_confidence_of_a_step(files: Files, chance: Random) -> Slip | None:
    """Call a step, a letter or an address surer by hand."""
    return _raise(files, chance, list_files(files, "fr"))


def _raise(files: Files, chance: Random, names: list[str]) -> Slip | None:
    spot = pick(chance, find_lines(files, names, r'confidence = "(unverified|probable)"'))
    new = _SURER[spot.found[1]] if spot else ""
    return rewrite(files, spot, "confidence", f'confidence = "{new}"')


def write_a_confidence_beside_facts(files: Files, chance: Random) -> Slip | None:
    """Write `confidence = "sure"` where it is computed from the facts."""
    spots = find_lists(files, list_files(files, "fr"), "rests_on")
    if (chosen := pick(chance, spots)) is None:
        return None
    first, _ = chosen
    whole = first.table.lines[first.row - first.table.row :][: first.height]
    return rewrite(files, first, "confidence", 'confidence = "sure"', *whole)


def forget_a_fact_that_a_step_rests_on(files: Files, chance: Random) -> Slip | None:
    """Take one of several facts out of `rests_on`: the step may be surer than it was."""
    spot, kept, _ = _part(files, chance)
    return rewrite(files, spot, "rests_on", _list("rests_on", kept))


def mention_a_fact_that_a_step_rests_on(files: Files, chance: Random) -> Slip | None:
    """Move one of several facts from `rests_on` to `mentions`."""
    spot, kept, moved = _part(files, chance)
    return rewrite(files, spot, "rests_on", _list("rests_on", kept), _list("mentions", [moved]))


def _part(files: Files, chance: Random) -> tuple[Spot | None, list[str], str]:
    """Choose a fact among several on which something rests alone."""
    spots = [
        (spot, keys)
        for spot, keys in find_lists(files, list_files(files, "fr"), "rests_on")
        if len(keys) > 1 and not any(line.startswith("mentions") for line in spot.table.lines)
    ]
    if (chosen := pick(chance, spots)) is None:
        return None, [], ""
    spot, keys = chosen
    moved = chance.choice(keys)
    return spot, [key for key in keys if key != moved], moved


def _list(key: str, texts: list[str]) -> str:
    quoted = ", ".join(f'"{text}"' for text in texts)
    return f"{key} = [{quoted}]"


def rest_on_an_unknown_fact(files: Files, chance: Random) -> Slip | None:
    """Misspell a fact in `rests_on` or `mentions`."""
    return _misspell(files, chance, list_files(files, "fr"), "rests_on|mentions")


def cite_an_unknown_source(files: Files, chance: Random) -> Slip | None:
    """Misspell the key of a source where it is cited."""
    return _misspell(files, chance, [_FACTS, *list_files(files, "fr")], "sources")


def _misspell(files: Files, chance: Random, names: list[str], key: str) -> Slip | None:
    spots = [(spot, texts) for spot, texts in find_lists(files, names, key) if texts]
    if (chosen := pick(chance, spots)) is None:
        return None
    spot, texts = chosen
    texts[chance.randrange(len(texts))] += "Z"
    return rewrite(files, spot, spot.found[1], _list(spot.found[1], texts))


def name_no_source(files: Files, chance: Random) -> Slip | None:
    """Take the sources away from what is called sure."""
    spots = [
        spot
        for spot, _ in find_lists(files, [_FACTS, *list_files(files, "fr")], "sources")
        if 'confidence = "sure"' in spot.table.lines
    ]
    return rewrite(files, pick(chance, spots), "sources", "sources = []")


def remove_a_cited_source(files: Files, chance: Random) -> Slip | None:
    """Delete a source because its page is gone, while what cites it stays."""
    tables = [table for table in read_tables(files, _SOURCES) if table.header]
    if (gone := pick(chance, tables)) is None:
        return None
    rows = files[_SOURCES].split("\n")
    kept = [*rows[: gone.row], *rows[gone.row + len(gone.lines) :]]
    changed = {_SOURCES: "\n".join(kept).encode()}
    return Slip(changed, _SOURCES, gone.place, 0, f"source {gone.place[-1]} removed")


def read_it_in_the_future(files: Files, chance: Random) -> Slip | None:
    """Write 2062-11-27 for 2026-11-27."""
    return _redate(files, chance, lambda day: day.replace("2026", "2062"))


def read_it_on_no_day(files: Files, chance: Random) -> Slip | None:
    """Write 2026-11-72 for 2026-11-27, which no calendar has: the file is not read."""
    slip = _redate(files, chance, lambda day: day[:8] + day[8:][::-1])
    return slip and Slip(slip.changed, slip.file, (), slip.line, slip.what)


def _redate(files: Files, chance: Random, change: Callable[[str], str]) -> Slip | None:
    names = [_FACTS, *list_files(files, "fr")]
    spots = find_lines(files, names, r"(reviewed|read) = (2026-\d\d-2[4-9])")
    if (spot := pick(chance, spots)) is None:
        return None
    key, day = spot.found.groups()
    return rewrite(files, spot, key, f"{key} = {change(day)}")


def forget_the_doubt(files: Files, chance: Random, language: str) -> Slip | None:
    """Delete the line that says what is in doubt, of something that is not sure."""
    spots = [
        spot
        for spot in find_lines(files, list_files(files, language), r'doubt = ".*"')
        if 'confidence = "sure"' not in spot.table.lines
    ]
    return rewrite(files, pick(chance, spots), "doubt")


def lose_a_sign_of_a_fingerprint(files: Files, chance: Random) -> Slip | None:
    """Copy `original` without its last sign."""
    spots = find_lines(files, list_files(files, "en"), r'(original = "[0-9a-f]{15})[0-9a-f]"')
    spot = pick(chance, spots)
    return rewrite(files, spot, "original", f'{spot.found[1]}"' if spot else "")


def copy_the_fingerprint_of_another_step(files: Files, chance: Random) -> Slip | None:
    """Leave in `original` what a table had from which this one was copied."""
    spots = find_lines(files, list_files(files, "en"), r'original = "[0-9a-f]{16}"')
    if len(spots) < 2:
        return None
    one, other = chance.sample(spots, 2)
    return rewrite(files, one, "original", other.found[0])
