"""The languages that the program speaks: the tables of `languages.toml`.

What every start needs of them is read here line by line, for tomllib costs a good part of the start
of `--version`. What `steps check` needs is read by `content/lint/word_lists.py`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mes_optout.files import read_packaged


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


def _read_texts(lines: str) -> dict[str, tuple[str, ...]]:
    """Return the texts of each line « key = value »."""
    parts = (line.partition(" = ") for line in lines.splitlines())
    return {key: tuple(value.split('"')[1::2]) for key, _, value in parts if key.isidentifier()}


def _read_language(lines: str) -> Language:
    """Read the head of a table. Raises KeyError where a line is missing."""
    texts = _read_texts(lines)
    return Language(texts["name"][0], texts["locales"], texts["ordinals"], texts["quit"][0])


_top, *_tables = read_file().split("\n[")
_head = _read_texts(_top)


def _split_tables() -> Iterator[tuple[str, str, str]]:
    """Yield the name of each table, and its lines last."""
    return (table.partition("]\n") for table in _tables)


# In which every step is written, and each letter to a French office; the others translate it.
ORIGINAL = _head["original"][0]
# In which the message ids are: it has no catalogue.
MSGIDS = _head["msgids"][0]

# By code; the tables below those of the languages have a dot in their name.
LANGUAGES = {
    code: _read_language(lines) for code, _, lines in _split_tables() if code.isidentifier()
}


def list_typed() -> dict[str, str]:
    """Return the command that is meant by each word of the tables `typed`, of every language."""
    tables = (lines for head, _, lines in _split_tables() if head.endswith(".typed"))
    rows = (row for lines in tables for row in _read_texts(lines).items())
    return {word: command for command, words in rows for word in words}
