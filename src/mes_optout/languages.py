"""The languages that the program speaks: the tables of `languages.toml`.

What every start needs of them is read here line by line, for tomllib costs a good part of the start
of `--version`. What `steps check` needs is read by `content/lint/words.py`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from mes_optout.files import read_packaged

_TABLE = re.compile(r"^\[(\w+)\]$", re.MULTILINE)
_LINE = re.compile(r"^(\w+) = (.+)$", re.MULTILINE)
_TEXT = re.compile(r'"([^"]*)"')


class Language(NamedTuple):
    """A language: its name in itself, and what its file says of the other fields."""

    name: str
    locales: tuple[str, ...]
    ordinals: tuple[str, ...]
    quit: str


def read_file() -> str:
    """Return the file of all languages. Raises OSError when the package is broken."""
    content = read_packaged(Path(__file__).parent / "languages.toml")
    return content.decode().replace("\r\n", "\n")


def _read_texts(table: str) -> dict[str, tuple[str, ...]]:
    """Return the texts of each line of a table, up to the tables below it."""
    lines = _LINE.findall(table.partition("\n[")[0])
    return {key: tuple(_TEXT.findall(value)) for key, value in lines}


def _read_language(table: str) -> Language:
    """Read the head of a table. Raises KeyError where a line is missing."""
    texts = _read_texts(table)
    return Language(texts["name"][0], texts["locales"], texts["ordinals"], texts["quit"][0])


_top, *_rest = _TABLE.split(read_file())
_head = _read_texts(_top)

# In which every step is written, and each letter to a French office; the others translate it.
ORIGINAL = _head["original"][0]
# In which the message ids are: it has no catalogue.
MSGIDS = _head["msgids"][0]

LANGUAGES = dict(zip(_rest[::2], map(_read_language, _rest[1::2]), strict=True))  # by code
