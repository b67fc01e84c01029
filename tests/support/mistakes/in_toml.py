"""Slips of whoever does not know TOML, or knows another format better."""

import re
from random import Random

from support.mistakes.raw_files import Files, Slip, list_files, pick, read_tables, replace_row

_TEXT = r'(\w+) = "(.+)"'
_ITEM = r'    "(.+)",'

Spot = tuple[str, int, "re.Match[str]"]  # a file, a row, what stands there


def _choose(files: Files, chance: Random, language: str, pattern: str) -> Spot | None:
    return pick(
        chance,
        [
            (name, row, found)
            for name in list_files(files, language)
            for row, line in enumerate(files[name].split("\n"))
            if (found := re.fullmatch(pattern, line))
        ],
    )


def _put(files: Files, spot: Spot | None, template: str) -> Slip | None:
    """Write a line anew; no place can be told, for the file is not read any more."""
    if spot is None:
        return None
    name, row, found = spot
    lines = found.expand(template).split("\n")
    changed = {name: replace_row(files[name], row, *lines)}
    return Slip(changed, name, (), row + 1, f"{found[0]} → {lines[0]}")


def leave_a_quote_open(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave a text without its closing quote."""
    return _put(files, _choose(files, chance, language, _TEXT), r'\1 = "\2')


def leave_a_quote_of_a_list_open(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave a sentence of a list without its closing quote."""
    return _put(files, _choose(files, chance, language, _ITEM), r'    "\1,')


def write_smart_quotes(files: Files, chance: Random, language: str) -> Slip | None:
    """Let a word processor make the quotes round."""
    return _put(files, _choose(files, chance, language, _TEXT), "\\1 = “\\2”")


def quote_inside_quotes(files: Files, chance: Random, language: str) -> Slip | None:
    """Put a word of a text in straight quotes."""
    return _put(
        files, _choose(files, chance, language, r'(\w+) = "(.+) (\w+)(.*)"'), r'\1 = "\2 "\3"\4"'
    )


def write_no_quotes(files: Files, chance: Random, language: str) -> Slip | None:
    """Write a text without any quotes."""
    return _put(files, _choose(files, chance, language, _TEXT), r"\1 = \2")


def press_enter_in_a_text(files: Files, chance: Random, language: str) -> Slip | None:
    """Let a long text go on on the next line."""
    return _put(files, _choose(files, chance, language, r'(\w+) = "(.+) (.+)"'), '\\1 = "\\2\n\\3"')


def write_a_backslash(files: Files, chance: Random, language: str) -> Slip | None:
    r"""Write « et\ou », a backslash for a slash."""
    spot = _choose(files, chance, language, r'(\w+) = "(.+) (?:et|ou|and|or) (.+)"')
    return _put(files, spot, r'\1 = "\2 et\\ou \3"')


def forget_a_comma(files: Files, chance: Random, language: str) -> Slip | None:
    """Add a sentence to a list behind one without a comma."""
    return _put(files, _choose(files, chance, language, _ITEM), '    "\\1"\n    "\\1",')


def forget_to_close_a_list(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave a list without its closing bracket."""
    spot = _choose(files, chance, language, r"\]")
    if spot is None:
        return None
    name, row, _ = spot
    return Slip({name: replace_row(files[name], row)}, name, (), row + 1, "a list left open")


def forget_the_equals_sign(files: Files, chance: Random, language: str) -> Slip | None:
    """Write `title "…"`."""
    return _put(files, _choose(files, chance, language, _TEXT), r'\1 "\2"')


def write_a_colon_for_the_equals_sign(files: Files, chance: Random, language: str) -> Slip | None:
    """Write `title: "…"`, as in other formats."""
    return _put(files, _choose(files, chance, language, _TEXT), r'\1: "\2"')


def write_one_bracket_for_two(files: Files, chance: Random, language: str) -> Slip | None:
    """Write `[steps.checks]` for `[[steps.checks]]`."""
    return _put(files, _choose(files, chance, language, r"\[\[(.+\..+)\]\]"), r"[\1]")


def forget_a_bracket(files: Files, chance: Random, language: str) -> Slip | None:
    """Write `[[steps.checks]`."""
    return _put(files, _choose(files, chance, language, r"\[\[(.+)\]\]"), r"[[\1]")


def misspell_a_header(files: Files, chance: Random, language: str) -> Slip | None:
    """Write `[[step.checks]]` for `[[steps.checks]]`."""
    return _put(files, _choose(files, chance, language, r"\[\[(\w+)s\.(\w+)\]\]"), r"[[\1.\2]]")


def write_a_key_twice(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave the old line below the new one."""
    spot = _choose(files, chance, language, _TEXT)
    slip = _put(files, spot, '\\1 = "\\2"\n\\1 = "\\2"')
    return slip and Slip(slip.changed, slip.file, (), slip.line + 1, slip.what)


def leave_the_marks_of_a_merge(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave both versions of a line, with the marks between them."""
    marks = '<<<<<<< HEAD\n\\1 = "\\2"\n=======\n\\1 = "\\2."\n>>>>>>> textes'
    return _put(files, _choose(files, chance, language, _TEXT), marks)


def write_a_french_date(files: Files, chance: Random) -> Slip | None:
    """Write 27/11/2026."""
    spot = _choose(files, chance, "fr", r"(reviewed) = (\d+)-(\d+)-(\d+)")
    return _put(files, spot, r"\1 = \4/\3/\2")


def write_true_in_words(files: Files, chance: Random) -> Slip | None:
    """Write `dated = vrai`, `closes = True`."""
    word = chance.choice(["vrai", "oui", "True"])
    return _put(files, _choose(files, chance, "fr", r"(\w+) = (?:true|false)"), rf"\1 = {word}")


def quote_a_number(files: Files, chance: Random) -> Slip | None:
    """Write `number = "3"`."""
    return _put_value(files, _choose(files, chance, "fr", r"(number) = (\d+)"), r'\1 = "\2"')


def quote_a_date(files: Files, chance: Random) -> Slip | None:
    """Write `reviewed = "2026-11-27"`."""
    return _put_value(files, _choose(files, chance, "fr", r"(reviewed) = ([\d-]+)"), r'\1 = "\2"')


def write_a_text_for_a_list(files: Files, chance: Random) -> Slip | None:
    """Write `formerly = "delai/envoi-garde"`."""
    spot = _choose(files, chance, "fr", r'(\w+) = \["([^"]+)"\]')
    return _put_value(files, spot, r'\1 = "\2"')


def _put_value(files: Files, spot: Spot | None, template: str) -> Slip | None:
    """Write a line anew that is TOML still: its place can be told."""
    slip = _put(files, spot, template)
    if spot is None or slip is None:
        return None
    name, row, found = spot
    table = [table for table in read_tables(files, name) if table.row <= row][-1]
    return Slip(slip.changed, name, (*table.place, found[1]), slip.line, slip.what)
