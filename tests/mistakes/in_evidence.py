"""Slips in what says how sure something is, and why: facts, sources, days, doubts, fingerprints."""

import re
from collections.abc import Callable
from random import Random

from mistakes.raw_files import Files, Slip, Table, list_files, pick, read_tables, rewrite

_FACTS = "faits.toml"
_SOURCES = "sources.toml"
_SURER = {"unverified": "probable", "probable": "sure"}
Spot = tuple[Table, int, "re.Match[str]"]


def _find(files: Files, names: list[str], pattern: str) -> list[Spot]:
    return [
        (table, row, found)
        for name in names
        if name in files
        for table in read_tables(files, name)
        for row, found in table.find(pattern)
    ]


def _retype(files: Files, spot: Spot | None, line: str, key: str) -> Slip | None:
    if spot is None:
        return None
    table, row, found = spot
    return rewrite(files, table, row, (line,) if line else (), key, f"{found[0]} → {line}")


def raise_the_confidence_of_a_fact(files: Files, chance: Random) -> Slip | None:
    """A fact is called surer, with the same sources; the steps that say it go on."""
    return _raise(files, chance, [_FACTS])


def raise_the_confidence_of_a_step(files: Files, chance: Random) -> Slip | None:
    """A step, a letter or an address is called surer by hand."""
    return _raise(files, chance, list_files(files, "fr"))


def _raise(files: Files, chance: Random, names: list[str]) -> Slip | None:
    spots = _find(files, names, r'confidence = "(unverified|probable)"')
    chosen = pick(chance, spots)
    return chosen and _retype(files, chosen, f'confidence = "{_SURER[chosen[2][1]]}"', "confidence")


def forget_a_fact_that_a_step_rests_on(files: Files, chance: Random) -> Slip | None:
    """One of several facts is taken out of `rests_on`: the step may be surer than it was."""
    spots = _find(files, list_files(files, "fr"), r'rests_on = \["[\w-]+"(?:, "[\w-]+")+\]')
    if (chosen := pick(chance, spots)) is None:
        return None
    keys = re.findall(r'"[\w-]+"', chosen[2][0])
    keys.remove(chance.choice(keys))
    return _retype(files, chosen, f"rests_on = [{', '.join(keys)}]", "rests_on")


def mention_a_fact_that_a_step_rests_on(files: Files, chance: Random) -> Slip | None:
    """One of several facts is moved from `rests_on` to `mentions`."""
    spots = _find(files, list_files(files, "fr"), r'rests_on = \["[\w-]+"(?:, "[\w-]+")+\]')
    spots = [
        spot for spot in spots if not any(line.startswith("mentions") for line in spot[0].lines)
    ]
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, found = chosen
    keys = re.findall(r'"[\w-]+"', found[0])
    moved = chance.choice(keys)
    keys.remove(moved)
    lines = (f"rests_on = [{', '.join(keys)}]", f"mentions = [{moved}]")
    return rewrite(files, table, row, lines, "rests_on", f"{moved} only mentioned")


def rest_on_an_unknown_fact(files: Files, chance: Random) -> Slip | None:
    """`rests_on` names a fact that is misspelt."""
    spots = _find(files, list_files(files, "fr"), r'((?:rests_on|mentions) = \["[\w-]+)(".*)')
    if (chosen := pick(chance, spots)) is None:
        return None
    return _retype(files, chosen, f"{chosen[2][1]}9{chosen[2][2]}", chosen[2][1].split(" ")[0])


def name_no_source(files: Files, chance: Random) -> Slip | None:
    """Something that is called sure loses its sources."""
    spots = _find(files, [_FACTS, *list_files(files, "fr")], r"sources = \[(.*\])?")
    spots = [spot for spot in spots if 'confidence = "sure"' in spot[0].lines]
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, found = chosen
    if found[1]:
        return _retype(files, chosen, "sources = []", "sources")
    lines = table.lines
    opened = row - table.row
    closed = lines.index("]", opened)
    text = files[table.file].split("\n")
    text[row : row + closed - opened + 1] = ["sources = []"]
    place = (*table.place, "sources")
    changed = {table.file: "\n".join(text).encode()}
    return Slip(changed, table.file, place, row + 1, "sure without a source")


def cite_an_unknown_source(files: Files, chance: Random) -> Slip | None:
    """The key of a source is misspelt where it is cited."""
    one = r'(sources = \["[\w-]+)(".*)'
    many = r'(    "[A-Z][A-Z0-9]+)(",)'
    spots = _find(files, [_FACTS, *list_files(files, "fr")], f"{one}|{many}")
    if (chosen := pick(chance, spots)) is None:
        return None
    found = chosen[2]
    line = f"{found[1]}Z{found[2]}" if found[1] else f"{found[3]}Z{found[4]}"
    return _retype(files, chosen, line, "sources")


def remove_a_cited_source(files: Files, chance: Random) -> Slip | None:
    """A source is deleted because its page is gone; what cites it stays."""
    tables = [table for table in read_tables(files, _SOURCES) if table.header]
    if (gone := pick(chance, tables)) is None:
        return None
    rows = files[_SOURCES].split("\n")
    kept = [*rows[: gone.row], *rows[gone.row + len(gone.lines) :]]
    changed = {_SOURCES: "\n".join(kept).encode()}
    return Slip(changed, _SOURCES, gone.place, 0, f"source {gone.place[-1]} removed")


def read_it_in_the_future(files: Files, chance: Random) -> Slip | None:
    """2026-11-27 becomes 2062-11-27."""
    return _redate(files, chance, lambda day: day.replace("2026", "2062"))


def read_it_on_no_day(files: Files, chance: Random) -> Slip | None:
    """2026-11-24 becomes 2026-11-42."""
    return _redate(files, chance, lambda day: day[:8] + day[8:][::-1].replace("0", "4"))


def _redate(files: Files, chance: Random, change: Callable[[str], str]) -> Slip | None:
    names = [_FACTS, *list_files(files, "fr")]
    spots = _find(files, names, r"(reviewed|read) = (2026-\d\d-2[4-9])")
    if (chosen := pick(chance, spots)) is None:
        return None
    key, day = chosen[2].groups()
    return _retype(files, chosen, f"{key} = {change(day)}", key)


def forget_the_doubt(files: Files, chance: Random, language: str) -> Slip | None:
    """What is not sure loses the line that says what is in doubt."""
    spots = _find(files, list_files(files, language), r'doubt = ".*"')
    if language == "fr":
        spots = [spot for spot in spots if 'confidence = "sure"' not in spot[0].lines]
    return _retype(files, pick(chance, spots), "", "doubt")


def mistype_a_fingerprint(files: Files, chance: Random) -> Slip | None:
    """The last sign of `original` is lost while it is copied."""
    spots = _find(files, list_files(files, "en"), r'(original = "[0-9a-f]{15})[0-9a-f]"')
    chosen = pick(chance, spots)
    return chosen and _retype(files, chosen, f'{chosen[2][1]}"', "original")


def copy_the_fingerprint_of_another_step(files: Files, chance: Random) -> Slip | None:
    """`original` is that of the step before, copied with its table."""
    spots = _find(files, list_files(files, "en"), r'original = "[0-9a-f]{16}"')
    if len(spots) < 2:
        return None
    at = chance.randrange(1, len(spots))
    return _retype(files, spots[at], spots[at - 1][2][0], "original")
