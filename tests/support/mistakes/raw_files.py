"""The files of a pack as an editor sees them: lines, and where a text stands in them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import TypeVar

Files = Mapping[str, str]  # the text of each file by its name, such as "fr/opposition.toml"
T = TypeVar("T")

_HEADER = re.compile(r"\[(\[?)([^\[\]]+)\]\]?")
_TEXT = re.compile(r'(\w+) = "(.*)"')
_OPENED = re.compile(r"(\w+) = \[")
_ITEM = re.compile(r'    (?:\{ text = )?"((?:[^"\\]|\\.)*)"')
_ID = re.compile(r'(?:id|include) = "(.*)"')

# What no person reads as a sentence.
_NAMES = frozenset(
    [
        "id",
        "include",
        "original",
        "confidence",
        "link",
        "url",
        "procedure",
        "procedures",
        "step",
        "steps",
        "situation",
        "sources",
        "formerly",
        "retired",
        "after",
        "if_late",
        "rests_on",
        "mentions",
        "date",
    ]
)


@dataclass(frozen=True)
class Slip:
    """A mistake that was made: the files as they are now (None for one that is gone), and where.

    `place` is named as `steps check` names it, and empty where no place can be told. `line` counts
    from 1, and is 0 where the slip is about a whole file; of what is gone, any line up to `last`
    may be said. `was` is the name that stood in the place before. `instead` are other spots at
    which the slip may as well be told: which of two boxes has the other's number?
    """

    changed: Mapping[str, bytes | None]
    file: str
    place: tuple[str, ...]
    line: int
    what: str
    last: int = 0
    was: str = ""
    instead: tuple["Slip", ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of a file: the lines from its header to the next one; `row` counts from 0."""

    file: str
    header: str
    place: tuple[str, ...]
    row: int
    lines: tuple[str, ...]

    def find(self, pattern: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield each row of the file on which a line of the table matches as a whole."""
        for row, line in enumerate(self.lines, self.row):
            if found := re.fullmatch(pattern, line):
                yield row, found


@dataclass(frozen=True)
class Spot:
    """A line of a table, or several from it on, that matched."""

    table: Table
    row: int
    found: re.Match[str]
    height: int = 1


@dataclass(frozen=True)
class Text:
    """A text between quotes: where it stands, on which row (from 0), and from which column."""

    file: str
    place: tuple[str, ...]
    key: str
    row: int
    start: int
    text: str


def read_tables(files: Files, name: str) -> list[Table]:
    """Return the tables of a file in their order; the first one has no header."""
    return list(_read_tables(name, files[name]))


@cache
def _read_tables(name: str, text: str) -> list[Table]:
    lines = text.split("\n")
    rows = sorted({0, *(row for row, line in enumerate(lines) if _HEADER.fullmatch(line))})
    here: dict[str, tuple[str, ...]] = {"": ()}
    counts: dict[tuple[str, ...], int] = {}
    tables: list[Table] = []
    for row, end in zip(rows, [*rows[1:], len(lines)], strict=True):
        own = tuple(lines[row:end])
        found = _HEADER.fullmatch(own[0])
        header = found[2] if found else ""
        if found:
            parent, _, last = header.rpartition(".")
            place = (*here.get(parent, tuple(parent.split("."))), last)
            if found[1]:
                counts[place] = counts.get(place, 0) + 1
                names = [named[1] for line in own if (named := _ID.fullmatch(line))]
                place = (*place, names[0] if names else str(counts[place]))
            here[header] = place
        tables.append(Table(name, header, here[header], row, own))
    return tables


def read_texts(files: Files, name: str) -> list[Text]:
    """Return each text between quotes, also those of lists that take several lines."""
    return list(_read_texts(name, files[name]))


@cache
def _read_texts(name: str, text: str) -> list[Text]:
    return [each for table in _read_tables(name, text) for each in _find_texts(table)]


def _find_texts(table: Table) -> Iterator[Text]:
    name, opened, count = table.file, "", 0
    for row, line in enumerate(table.lines, table.row):
        if found := _TEXT.fullmatch(line):
            yield Text(name, (*table.place, found[1]), found[1], row, found.start(2), found[2])
        elif found := _OPENED.fullmatch(line):
            opened, count = found[1], 0
        elif opened and (found := _ITEM.match(line)):
            count += 1
            place = (*table.place, opened, str(count))
            yield Text(name, place, opened, row, found.start(1), found[1])


def list_files(files: Files, language: str) -> list[str]:
    """Return the names of the files in a language."""
    return sorted(name for name in files if name.startswith(f"{language}/"))


def list_procedures(files: Files, language: str) -> list[str]:
    """Return the names of the files that hold steps in a language."""
    return [name for name in list_files(files, language) if "\n[[steps]]\n" in files[name]]


def read_prose(files: Files, language: str) -> list[Text]:
    """Return every text that a person reads in a language."""
    names = list_files(files, language)
    return [text for name in names for text in read_texts(files, name) if text.key not in _NAMES]


def pick(chance: Random, choices: list[T]) -> T | None:
    """Return one of some choices; None where there is none."""
    return chance.choice(choices) if choices else None


def replace_row(text: str, row: int, *lines: str) -> bytes:
    """Return a file with a line replaced by others, or by none."""
    rows = text.split("\n")
    return "\n".join([*rows[:row], *lines, *rows[row + 1 :]]).encode()


def retype(files: Files, text: Text, new: str, what: str) -> Slip:
    """Write another text between the same quotes."""
    line = files[text.file].split("\n")[text.row]
    mended = line[: text.start] + new + line[text.start + len(text.text) :]
    changed = {text.file: replace_row(files[text.file], text.row, mended)}
    return Slip(changed, text.file, text.place, text.row + 1, f"{what}: « {new} »")


def find_lines(files: Files, names: list[str], pattern: str, header: str = ".*") -> list[Spot]:
    """Return every line of some files that matches as a whole, in tables of such a header."""
    return [
        Spot(table, row, found)
        for name in names
        if name in files
        for table in read_tables(files, name)
        if re.fullmatch(header, table.header)
        for row, found in table.find(pattern)
    ]


def find_lists(files: Files, names: list[str], key: str) -> list[tuple[Spot, list[str]]]:
    """Return every list of texts under a key, on one line or several, with its texts."""
    lists = []
    for spot in find_lines(files, names, rf"({key}) = \[(.*\])?"):
        lines = spot.table.lines[spot.row - spot.table.row :]
        height = 1 if spot.found[2] else lines.index("]") + 1
        texts = re.findall(r'"([^"]*)"', "".join(lines[:height]))
        lists.append((replace(spot, height=height), texts))
    return lists


def rewrite(files: Files, spot: Spot | None, key: str, *lines: str) -> Slip | None:
    """Write other lines, or none, in place of what stands at a spot; None where there is none."""
    if spot is None:
        return None
    table, name = spot.table, spot.table.file
    rows = files[name].split("\n")
    rows[spot.row : spot.row + spot.height] = lines
    what = f"{spot.found[0]} → {' ⏎ '.join(lines) or 'gone'}"
    slip = Slip({name: "\n".join(rows).encode()}, name, (*table.place, key), spot.row + 1, what)
    # What is not there has no line but those of its table.
    return slip if lines else replace(slip, line=table.row + 1, last=table.row + len(table.lines))
