"""Slips in what refers and is referred to: ids, numbers, keys, conditions, doors."""

from dataclasses import replace
from random import Random

from support.mistakes.raw_files import (
    Files,
    Slip,
    Table,
    find_lines,
    list_files,
    list_procedures,
    pick,
    read_tables,
    replace_row,
    rewrite,
)

BOX = "steps.checks"
_KEY = r"(title|why|before|text|symptom|remedy|otherwise|question|label|purpose|note)"
_NEEDED = {"steps": "title|why|before", BOX: "text", "steps.problems": "symptom|remedy|otherwise"}


def rename_a_box_in_both_languages(files: Files, chance: Random) -> Slip | None:
    """Give a box a better name everywhere, without `formerly`: its ticks are lost."""
    return _rename(files, chance, BOX, ("fr", "en"))


def rename_a_box_in_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """Give a box a better name in one language only."""
    return _rename(files, chance, BOX, (language,))


def rename_a_step_in_both_languages(files: Files, chance: Random) -> Slip | None:
    """Give a step a better name everywhere, without `formerly`."""
    return _rename(files, chance, "steps", ("fr", "en"))


def rename_a_problem_in_one_language(files: Files, chance: Random, language: str) -> Slip | None:
    """Give a problem a better name in one language only."""
    return _rename(files, chance, "steps.problems", (language,))


def rename_a_follow_up(files: Files, chance: Random) -> Slip | None:
    """Give a follow-up a better name in both languages, without `formerly`."""
    return _rename(files, chance, "follow_ups", ("fr", "en"))


def rename_a_letter(files: Files, chance: Random) -> Slip | None:
    """Give a letter a better name in both languages, while doors know the old one."""
    return _rename(files, chance, "letters", ("fr", "en"))


def rename_an_answer_of_the_case(files: Files, chance: Random) -> Slip | None:
    """Give a value of a fact of the case a better name, in both languages."""
    return _rename(files, chance, "facts.values", ("fr", "en"))


def _rename(files: Files, chance: Random, header: str, languages: tuple[str, ...]) -> Slip | None:
    spots = find_lines(files, list_files(files, languages[0]), r'id = "(.+)"', header)
    if (spot := pick(chance, spots)) is None:
        return None
    table, old = spot.table, spot.found[1]
    new = old + chance.choice(["-2", "-bis", "x"])
    changed: dict[str, bytes | None] = {}
    for language in languages:
        name = f"{language}/{table.file[3:]}"
        for twin in read_tables(files, name):
            for row, _ in twin.find(r"id = .*") if twin.place == table.place else ():
                changed[name] = replace_row(files[name], row, f'id = "{new}"')
    slip = Slip(changed, table.file, (*table.place[:-1], new, "id"), spot.row + 1, new, was=old)
    return replace(slip, instead=(tell_as_gone(files, slip, table),))


def tell_as_gone(files: Files, slip: Slip, table: Table) -> Slip:
    """Return a slip as one would tell it who misses a table at the step where it was."""
    gone = replace(slip, place=table.place, line=0, was="")
    for step in read_tables(files, table.file):
        if step.place == table.place[:-2]:
            return replace(gone, line=step.row + 1, last=step.row + len(step.lines))
    return gone


def use_a_number_twice(files: Files, chance: Random) -> Slip | None:
    """Give a box the number of another one of its procedure."""
    spots = find_lines(files, list_procedures(files, "fr"), r"number = (\d+)", BOX)
    if (spot := pick(chance, spots)) is None:
        return None
    others = [each for each in spots if each.table.file == spot.table.file and each != spot]
    other = chance.choice(others)
    slip = rewrite(files, spot, "number", other.found[0])
    twin = (*other.table.place, "number")
    return slip and replace(slip, instead=(replace(slip, place=twin, line=other.row + 1),))


def number_a_box_anew(files: Files, chance: Random) -> Slip | None:
    """Give a box a number that is free, in place of its own."""
    spots = find_lines(files, list_procedures(files, "fr"), r"number = (\d+)", BOX)
    return rewrite(files, pick(chance, spots), "number", f"number = {chance.randrange(60, 90)}")


def number_an_included_box_anew(files: Files, chance: Random) -> Slip | None:
    """Give a box of a shared step another number in one procedure."""
    spots = find_lines(files, list_procedures(files, "fr"), r"([\w-]+) = \d+", "steps.numbers")
    key = spot.found[1] if (spot := pick(chance, spots)) else ""
    return rewrite(files, spot, key, f"{key} = {chance.randrange(60, 90)}")


def forget_a_needed_key(files: Files, chance: Random, language: str) -> Slip | None:
    """Delete a line that must be there."""
    spots = [
        spot
        for header, keys in _NEEDED.items()
        for spot in find_lines(files, list_procedures(files, language), rf'({keys}) = ".*"', header)
    ]
    spot = pick(chance, spots)
    return rewrite(files, spot, spot.found[1] if spot else "")


def misspell_a_key(files: Files, chance: Random, language: str) -> Slip | None:
    """Write `remdey` for `remedy`."""
    spots = find_lines(files, list_files(files, language), rf'{_KEY}( = ".*")')
    if (spot := pick(chance, spots)) is None:
        return None
    key, rest = spot.found.groups()
    at = chance.choice([at for at in range(len(key) - 1) if key[at] != key[at + 1]])
    new = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    slip = rewrite(files, spot, new, new + rest)
    return slip and replace(slip, was=key)


def set_a_condition_on_an_unknown_fact(files: Files, chance: Random) -> Slip | None:
    """Write `when = { comptes = … }`, which no answer says."""
    return _extend(files, chance, r"((when|unless) = \{ \w+)( .*)", "s")


def set_a_condition_on_an_unknown_value(files: Files, chance: Random) -> Slip | None:
    """Write `when = { compte = ["ouie"] }`, which no answer says."""
    return _extend(files, chance, r'((when|unless) = \{ [\w-]+ = \["[\w-]+)(".*)', "e")


def learn_what_is_no_fact(files: Files, chance: Random) -> Slip | None:
    """Let an answer say `facts = { comptes = … }`."""
    return _extend(files, chance, r"((facts) = \{ \w+)( .*)", "s")


def open_a_door_to_nowhere(files: Files, chance: Random) -> Slip | None:
    """Misspell the step, procedure or letter to which a door leads."""
    return _extend(
        files, chance, r'((actions) = \[.*(?:step|procedure|letter) = "[\w-]+)(".*)', "s"
    )


def lead_an_answer_nowhere(files: Files, chance: Random) -> Slip | None:
    """Misspell what an answer of the start leads to."""
    return _extend(files, chance, r'((question|situation|procedure) = "[\w-]+)(")', "s")


def go_late_nowhere(files: Files, chance: Random) -> Slip | None:
    """Misspell the procedure that is offered to whoever is late."""
    return _extend(files, chance, r'((if_late) = "[\w-]+)(")', "s")


def count_a_date_from_no_box(files: Files, chance: Random) -> Slip | None:
    """Misspell the box from which a follow-up is counted."""
    return _extend(files, chance, r'((after) = \["[\w/-]+)(".*)', "s")


def _extend(files: Files, chance: Random, pattern: str, ending: str) -> Slip | None:
    spot = pick(chance, find_lines(files, list_files(files, "fr"), pattern))
    if spot is None:
        return None
    start, key, end = spot.found.groups()
    return rewrite(files, spot, key, f"{start}{ending}{end}")
