"""Slips with whole tables and lines: removed, copied, moved, cut in two, taken for history."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from support.mistakes.in_names import BOX, tell_as_gone
from support.mistakes.raw_files import (
    Files,
    Slip,
    Table,
    find_lines,
    list_procedures,
    pick,
    read_tables,
    rewrite,
)


def remove_the_last_step(files: Files, chance: Random) -> Slip | None:
    """Remove the last step of a procedure in both languages, and do not call it retired."""
    steps = [
        [table for table in read_tables(files, name) if table.header == "steps"]
        for name in list_procedures(files, "fr")
    ]
    own = [tables[-1] for tables in steps if not tables[-1].lines[1].startswith("include")]
    return _remove(files, pick(chance, own))


def remove_a_step(files: Files, chance: Random) -> Slip | None:
    """Remove a step that is not the last in both languages, and do not call it retired."""
    spots = find_lines(files, list_procedures(files, "fr"), r"id = .*", "steps")
    inner = [one.table for one, two in pairwise(spots) if one.table.file == two.table.file]
    return _remove(files, pick(chance, inner))


def remove_the_last_box_of_a_step(files: Files, chance: Random) -> Slip | None:
    """Remove the last of several boxes of a step in both languages; do not call it retired."""
    tables = [table for name in list_procedures(files, "fr") for table in read_tables(files, name)]
    last = [
        two
        for (one, two), (_, three) in pairwise(pairwise(tables))
        if one.header == two.header == BOX and three.header != BOX
    ]
    return _remove(files, pick(chance, last))


def _remove(files: Files, table: Table | None) -> Slip | None:
    if table is None:
        return None
    name, place = table.file, table.place
    changed: dict[str, bytes | None] = {}
    for twin in (name, f"en/{name[3:]}"):
        kept = [each for each in read_tables(files, twin) if each.place[: len(place)] != place]
        changed[twin] = _join(kept)
    return Slip(changed, name, place, 0, f"{place[-1]} removed")


def _join(tables: list[Table]) -> bytes:
    return "\n".join(line for table in tables for line in table.lines).encode()


def copy_a_box_and_keep_its_name(files: Files, chance: Random) -> Slip | None:
    """Copy a box to write a new one, and change only its text."""
    box = _choose_box(files, chance)
    if box is None:
        return None
    lines = [
        'text = "J\'ai tout relu"' if line.startswith("text = ") else line for line in box.lines
    ]
    slip = _put_behind(files, box, Table(box.file, BOX, box.place, 0, tuple(lines)))
    # Which of the two is the copy?
    return replace(slip, line=box.row + 1, last=slip.line + len(lines))


def copy_a_problem_into_another_step(files: Files, chance: Random) -> Slip | None:
    """Copy a problem of one step to the next one in French, and forget the translation."""
    spots = find_lines(files, list_procedures(files, "fr"), r"id = .*", "steps.problems")
    known = {(spot.table.file, spot.table.place) for spot in spots}
    pairs = [
        (one.table, two.table, place)
        for one, two in pairwise(spots)
        if one.table.file == two.table.file
        and one.table.place[:2] != two.table.place[:2]
        and (two.table.file, place := (*two.table.place[:-1], one.table.place[-1])) not in known
    ]
    if (chosen := pick(chance, pairs)) is None:
        return None
    one, two, place = chosen
    return _put_behind(files, two, Table(one.file, one.header, place, 0, one.lines))


def cut_a_box_in_two(files: Files, chance: Random) -> Slip | None:
    """Make two boxes of one in French: the second is named and numbered, not translated."""
    box = _choose_box(files, chance)
    if box is None:
        return None
    name = f"{box.place[-1]}-suite"
    number = [] if box.file.endswith("commun.toml") else [f"number = {chance.randrange(60, 90)}"]
    lines = (f"[[{BOX}]]", f'id = "{name}"', *number, 'text = "J\'ai gardé la suite"', "")
    return _put_behind(files, box, Table(box.file, BOX, (*box.place[:-1], name), 0, lines))


def _choose_box(files: Files, chance: Random) -> Table | None:
    spots = find_lines(files, list_procedures(files, "fr"), r"id = .*", BOX)
    return spot.table if (spot := pick(chance, spots)) else None


def _put_behind(files: Files, table: Table, new: Table) -> Slip:
    tables = read_tables(files, table.file)
    tables.insert(tables.index(table) + 1, new)
    line = table.row + len(table.lines) + 2
    changed = {table.file: _join(tables)}
    return Slip(changed, table.file, new.place, line, f"{new.place[-1]} behind {table.place[-1]}")


def move_a_box_to_another_step(files: Files, chance: Random) -> Slip | None:
    """Move the first box of a step to the step before, in both languages, without `formerly`."""
    spots = find_lines(files, list_procedures(files, "fr"), r"id = .*", BOX)
    pairs = [
        (one.table, two.table)
        for one, two in pairwise(spots)
        if one.table.file == two.table.file and one.table.place[:2] != two.table.place[:2]
    ]
    if (chosen := pick(chance, pairs)) is None:
        return None
    before, box = chosen
    changed: dict[str, bytes | None] = {}
    for name in (box.file, f"en/{box.file[3:]}"):
        tables = read_tables(files, name)
        moved = next(table for table in tables if table.place == box.place)
        tables.remove(moved)
        places = [table.place for table in tables]
        tables.insert(places.index(before.place) + 1, moved)
        changed[name] = _join(tables)
    place = (*before.place[:-1], box.place[-1])
    line = before.row + len(before.lines) + 2
    slip = Slip(changed, box.file, place, line, f"{' › '.join(box.place)} moved")
    return replace(slip, instead=(tell_as_gone(files, slip, box),))


def lose_a_flag(files: Files, chance: Random) -> Slip | None:
    """Delete `closes = true` or `dated = true` with the line beside it."""
    return _lose(files, chance, r"(closes|dated) = true")


def forget_a_former_name(files: Files, chance: Random) -> Slip | None:
    """Delete `formerly` as if it were history."""
    return _lose(files, chance, r"(formerly) = \[.*\]")


def forget_what_is_retired(files: Files, chance: Random) -> Slip | None:
    """Delete `retired` or `retired_numbers` as if they were history."""
    return _lose(files, chance, r"(retired|retired_numbers) = \[.*\]")


def _lose(files: Files, chance: Random, pattern: str) -> Slip | None:
    spot = pick(chance, find_lines(files, list_procedures(files, "fr"), pattern))
    return rewrite(files, spot, spot.found[1] if spot else "")
