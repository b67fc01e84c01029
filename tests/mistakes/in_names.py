"""Slips in what refers and is referred to: ids, numbers, conditions, doors, flags, whole tables."""

import re
from random import Random

from mistakes.raw_files import (
    Files,
    Slip,
    Table,
    list_files,
    list_procedures,
    pick,
    read_tables,
    replace_row,
    rewrite,
)

_BOX = "steps.checks"
_KEYS = r"(title|why|before|text|symptom|remedy|otherwise|question|label|purpose|note)"
_NEEDED = {"steps": "title|why|before", _BOX: "text", "steps.problems": "symptom|remedy|otherwise"}
Spot = tuple[Table, int, "re.Match[str]"]


def _find(files: Files, names: list[str], pattern: str, header: str = ".*") -> list[Spot]:
    return [
        (table, row, found)
        for name in names
        for table in read_tables(files, name)
        if re.fullmatch(header, table.header)
        for row, found in table.find(pattern)
    ]


def _retype(files: Files, spot: Spot | None, line: str, key: str) -> Slip | None:
    if spot is None:
        return None
    table, row, found = spot
    return rewrite(files, table, row, (line,), key, f"{found[0]} → {line}")


def rename_a_box_in_both_languages(files: Files, chance: Random) -> Slip | None:
    """A box has a better name everywhere, and no `formerly`: its ticks are lost."""
    return _rename(files, chance, _BOX, ("fr", "en"))


def rename_a_box_in_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """A box has a better name in one language only."""
    return _rename(files, chance, _BOX, (language,))


def rename_a_step_in_both_languages(files: Files, chance: Random) -> Slip | None:
    """A step has a better name everywhere, and no `formerly`."""
    return _rename(files, chance, "steps", ("fr", "en"))


def rename_a_problem_in_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """A problem has a better name in one language only."""
    return _rename(files, chance, "steps.problems", (language,))


def rename_a_letter(files: Files, chance: Random) -> Slip | None:
    """A letter has a better name in both languages; doors and forms know the old one."""
    return _rename(files, chance, "letters", ("fr", "en"))


def rename_an_answer_of_the_case(files: Files, chance: Random) -> Slip | None:
    """A value of a fact of the case has a better name, in both languages."""
    return _rename(files, chance, "facts.values", ("fr", "en"))


def _rename(files: Files, chance: Random, header: str, languages: tuple[str, ...]) -> Slip | None:
    first = languages[0]
    spots = _find(files, list_files(files, first), r'id = "(.+)"', header)
    if (chosen := pick(chance, spots)) is None:
        return None
    table, _, found = chosen
    new = found[1] + chance.choice(["-2", "-faite", "x"])
    changed: dict[str, bytes | None] = {}
    for language in languages:
        name = f"{language}/{table.file[3:]}"
        for twin in read_tables(files, name) if name in files else ():
            if twin.place == table.place:
                changed[name] = replace_row(
                    files[name], next(row for row, _ in twin.find(r"id = .*")), f'id = "{new}"'
                )
    place = (*table.place[:-1], new, "id")
    row = next(row for row, _ in table.find(r"id = .*"))
    return Slip(changed, table.file, place, row + 1, f"{found[1]} → {new}")


def remove_the_last_step(files: Files, chance: Random) -> Slip | None:
    """The last step of a procedure goes, in both languages, and is not called retired."""
    names = [name for name in list_procedures(files, "fr") if not name.endswith("commun.toml")]
    if (name := pick(chance, names)) is None:
        return None
    last = [table for table in read_tables(files, name) if table.header == "steps"][-1]
    twins = [f"{language}/{name[3:]}" for language in ("fr", "en")]
    changed: dict[str, bytes | None] = {twin: _cut_out(files, twin, last.place) for twin in twins}
    return Slip(changed, name, last.place, 0, f"step {last.place[-1]} removed")


def remove_the_last_box_of_a_step(files: Files, chance: Random) -> Slip | None:
    """The last of several boxes of a step goes, in both languages, and is not called retired."""
    boxes = [
        (name, table)
        for name in list_procedures(files, "fr")
        for table in read_tables(files, name)
        if table.header == _BOX
    ]
    lasts = [
        one
        for before, one, after in zip(boxes, boxes[1:], boxes[2:], strict=False)
        if before[1].place[:-1] == one[1].place[:-1] != after[1].place[:-1]
    ]
    if (chosen := pick(chance, lasts)) is None:
        return None
    name, box = chosen
    twins = [f"{language}/{name[3:]}" for language in ("fr", "en")]
    changed: dict[str, bytes | None] = {twin: _cut_out(files, twin, box.place) for twin in twins}
    return Slip(changed, name, box.place, 0, f"box {box.place[-1]} removed")


def _cut_out(files: Files, name: str, place: tuple[str, ...]) -> bytes:
    kept = [
        line
        for table in read_tables(files, name)
        if table.place[: len(place)] != place
        for line in table.lines
    ]
    return "\n".join(kept).encode()


def copy_a_box_and_keep_its_name(files: Files, chance: Random) -> Slip | None:
    """A box is copied to write a new one, and only its text is changed."""
    boxes = _find(files, list_procedures(files, "fr"), r'text = "(.*)"', _BOX)
    if (chosen := pick(chance, boxes)) is None:
        return None
    table, row, found = chosen
    copy = (*table.lines[: row - table.row], 'text = "J\'ai tout relu"', "")
    end = table.row + len(table.lines) - 1
    slip = rewrite(files, table, end, ("", *copy), "id", f"copied: {found[1]}")
    line = next(number for number, text in enumerate(copy, end + 2) if text.startswith("id = "))
    return Slip(slip.changed, slip.file, slip.place, line, slip.what)


def cut_a_box_in_two(files: Files, chance: Random) -> Slip | None:
    """One box becomes two in French: the second has a new name and number, no translation."""
    boxes = _find(files, list_procedures(files, "fr"), r'text = "(.* .*),? (?:et|ou) (.*)"', _BOX)
    if (chosen := pick(chance, boxes)) is None:
        return None
    table, row, found = chosen
    new = f"{table.place[-1]}-suite"
    number = "" if table.file.endswith("commun.toml") else f"number = {chance.randrange(60, 90)}"
    lines = (
        f'text = "{found[1]}"',
        "",
        f"[[{_BOX}]]",
        f'id = "{new}"',
        *filter(None, [number]),
        f'text = "J\'ai {found[2]}"',
    )
    slip = rewrite(files, table, row, lines, "", f"cut in two: {new}")
    return Slip(slip.changed, slip.file, (*table.place[:-1], new), row + 4, slip.what)


def use_a_number_twice(files: Files, chance: Random) -> Slip | None:
    """A new box takes the number of another one of its procedure."""
    spots = _find(files, list_procedures(files, "fr"), r"number = (\d+)", _BOX)
    if (chosen := pick(chance, spots)) is None:
        return None
    others = [each[2][0] for each in spots if each[0].file == chosen[0].file]
    others = [each for each in others if each != chosen[2][0]]
    return _retype(files, chosen, chance.choice(others), "number") if others else None


def number_a_box_anew(files: Files, chance: Random) -> Slip | None:
    """A box takes a number that is free, and leaves its own."""
    spots = _find(files, list_procedures(files, "fr"), r"number = (\d+)", _BOX)
    return _retype(files, pick(chance, spots), f"number = {chance.randrange(60, 90)}", "number")


def forget_a_needed_key(files: Files, chance: Random, language: str) -> Slip | None:
    """A line that must be there is deleted."""
    spots = [
        spot
        for header, keys in _NEEDED.items()
        for spot in _find(files, list_procedures(files, language), rf'({keys}) = ".*"', header)
    ]
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, found = chosen
    return rewrite(files, table, row, (), found[1], f"without {found[1]}")


def misspell_a_key(files: Files, chance: Random, language: str) -> Slip | None:
    """`remdey` for `remedy`."""
    spots = _find(files, list_files(files, language), rf'{_KEYS}( = ".*")')
    if (chosen := pick(chance, spots)) is None:
        return None
    key = chosen[2][1]
    at = chance.choice([at for at in range(len(key) - 1) if key[at] != key[at + 1]])
    new = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    return _retype(files, chosen, new + chosen[2][2], new)


def give_a_condition_on_an_unknown_fact(files: Files, chance: Random) -> Slip | None:
    """`when = { comptes = … }`, which no answer says."""
    spots = _find(files, list_procedures(files, "fr"), r"(when|unless) = \{ (\w+) (.*)")
    if (chosen := pick(chance, spots)) is None:
        return None
    found = chosen[2]
    return _retype(files, chosen, f"{found[1]} = {{ {found[2]}s {found[3]}", found[1])


def give_a_condition_on_an_unknown_value(files: Files, chance: Random) -> Slip | None:
    """`when = { compte = ["ouii"] }`, which no answer says."""
    spots = _find(
        files, list_procedures(files, "fr"), r'(when|unless)( = \{ [\w-]+ = \["[\w-]+)(".*)'
    )
    if (chosen := pick(chance, spots)) is None:
        return None
    found = chosen[2]
    return _retype(files, chosen, f"{found[1]}{found[2]}e{found[3]}", found[1])


def open_a_door_to_nowhere(files: Files, chance: Random) -> Slip | None:
    """A door leads to a step, procedure or letter that was misspelt."""
    pattern = r'(actions = \[.*(?:step|procedure|letter) = "[\w-]+)(".*)'
    spots = _find(files, list_procedures(files, "fr"), pattern)
    if (chosen := pick(chance, spots)) is None:
        return None
    return _retype(files, chosen, f"{chosen[2][1]}s{chosen[2][2]}", "actions")


def lead_an_answer_nowhere(files: Files, chance: Random) -> Slip | None:
    """An answer of the start or of a fork leads to what was misspelt."""
    spots = _find(
        files, list_files(files, "fr"), r'(question|situation|procedure|step) = "([\w-]+)"'
    )
    spots = [spot for spot in spots if spot[0].header != "follow_ups"]
    if (chosen := pick(chance, spots)) is None:
        return None
    found = chosen[2]
    return _retype(files, chosen, f'{found[1]} = "{found[2]}s"', found[1])


def count_a_date_from_no_box(files: Files, chance: Random) -> Slip | None:
    """A follow-up is counted from a box that was misspelt."""
    spots = _find(files, list_procedures(files, "fr"), r'after = \["([\w/-]+)"(.*)')
    chosen = pick(chance, spots)
    return chosen and _retype(files, chosen, f'after = ["{chosen[2][1]}s"{chosen[2][2]}', "after")


def lose_a_flag(files: Files, chance: Random) -> Slip | None:
    """`closes = true` or `dated = true` is deleted with the line beside it."""
    spots = _find(files, list_procedures(files, "fr"), r"(closes|dated) = true", _BOX)
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, found = chosen
    return rewrite(files, table, row, (), found[1], f"without {found[0]}")


def forget_a_former_name(files: Files, chance: Random) -> Slip | None:
    """The line `formerly` is deleted as if it were history."""
    spots = _find(files, list_procedures(files, "fr"), r"formerly = \[.*\]")
    if (chosen := pick(chance, spots)) is None:
        return None
    table, row, _ = chosen
    return rewrite(files, table, row, (), "formerly", "without formerly")


def forget_what_is_retired(files: Files, chance: Random) -> Slip | None:
    """The line `retired` or `retired_numbers` is deleted as if it were history."""
    pattern = r"(retired|retired_numbers) = \[.*\]"
    if (chosen := pick(chance, _find(files, list_procedures(files, "fr"), pattern))) is None:
        return None
    table, row, found = chosen
    return rewrite(files, table, row, (), found[1], f"without {found[1]}")


def move_a_box_to_another_step(files: Files, chance: Random) -> Slip | None:
    """A box is moved to the step before, in both languages, without `formerly`."""
    boxes = _find(files, list_procedures(files, "fr"), r'id = "(.*)"', _BOX)
    pairs = [
        (one, two)
        for one, two in zip(boxes, boxes[1:], strict=False)
        if one[0].file == two[0].file and one[0].place[:2] != two[0].place[:2]
    ]
    if (chosen := pick(chance, pairs)) is None:
        return None
    before, moved = chosen[0][0], chosen[1][0]
    name = moved.file
    changed = {
        twin: _move(files, twin, moved.place, before.place) for twin in (name, f"en/{name[3:]}")
    }
    place = (*before.place[:-1], moved.place[-1])
    row = before.row + len(before.lines)
    return Slip(changed, name, place, row + 1, f"{' › '.join(moved.place)} moved")


def _move(files: Files, name: str, place: tuple[str, ...], behind: tuple[str, ...]) -> bytes:
    tables = read_tables(files, name)
    moved = next(table for table in tables if table.place == place)
    tables.remove(moved)
    at = next(index for index, table in enumerate(tables) if table.place == behind)
    tables.insert(at + 1, moved)
    return "\n".join(line for table in tables for line in table.lines).encode()
