"""The languages that the program speaks: the tables of `languages.toml`.

What every start needs of them is read here line by line, for tomllib costs a good part of the start
of `--version`. What `steps check` needs is read by `content/lint/words.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mes_optout.files import read_packaged

_LINE = re.compile(r"(\w+) = (.+)")
_TEXT = re.compile(r'"([^"]*)"')


class Language(NamedTuple):
    """A language: its name in itself, and what its file says of the other fields."""

    name: str
    locales: tuple[str, ...]
    ordinals: tuple[str, ...]
    quit: str


def read_file() -> str:
    """Return the file of all languages. Raises OSError when the package is broken."""
    return read_packaged(Path(__file__).parent / "languages.toml").decode()


def _read_tables(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the head of the file, then each table at the top, by name; lists in it are one line."""
    name, texts = "", dict[str, list[str]]()
    for line in lines:
        if line.startswith("["):
            yield name, texts
            name, texts = line.strip("[]"), {}
        elif found := _LINE.fullmatch(line):
            texts[found[1]] = _TEXT.findall(found[2])
    yield name, texts


_TABLES = {
    name: texts for name, texts in _read_tables(iter(read_file().splitlines())) if "." not in name
}
_head = _TABLES.pop("")

# In which every step is written, and each letter to a French office; the others translate it.
ORIGINAL = _head["original"][0]
# In which the message ids are: it has no catalogue.
MSGIDS = _head["msgids"][0]

LANGUAGES = {
    code: Language(
        name=texts["name"][0],
        locales=tuple(texts["locales"]),
        ordinals=tuple(texts["ordinals"]),
        quit=texts["quit"][0],
    )
    for code, texts in _TABLES.items()
}
