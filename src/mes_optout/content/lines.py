"""On which line of a file what is: an editor is told where to look, not only what is wrong."""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any, NamedTuple

# A path in parsed data: keys of tables, and places in lists from 0.
Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""(?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    |(?P<comment>\#[^\n]*)
    |(?P<end>\n)
    |(?P<sign>[\[\]{}=,.])
    |(?P<bare>[^\s\[\]{}=,."'\#]+)""",
    re.VERBOSE | re.DOTALL,
)
_DEEPEST = 20  # keys in a dotted one
_ESCAPES = re.compile(r'\\(["\\])')


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def find_lines(toml: str) -> dict[Path, int]:
    """Return the line, from 1, of each key, table and element of a file that is valid TOML."""
    return _Scanner(toml).lines


class _Scanner:
    """Goes once through a file, table by table."""

    def __init__(self, toml: str) -> None:
        self.lines: dict[Path, int] = {(): 1}
        self._tables: dict[Path, int] = {}  # lists of tables, and how many each has so far
        self._tokens = list(_read_tokens(toml))
        self._at = 0
        table: Path = ()
        while (token := self._peek()).kind != "over":
            if token.kind == "end":
                self._at += 1
            elif token.text == "[":
                table = self._read_header()
            else:
                self._read_pair(table)

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _read_header(self) -> Path:
        """Read « [a.b] », or « [[a.b]] », which begins one table more of a list."""
        line = self._take().line
        in_list = self._peek().text == "["
        self._at += in_list
        *parents, last = self._read_key()
        self._at += 1 + in_list
        table: Path = ()
        for each in parents:
            self.lines.setdefault((*table, each), line)
            table = self._enter((*table, each))
        table = (*table, last)
        if in_list:
            self.lines.setdefault(table, line)
            self._tables[table] = self._tables.get(table, -1) + 1
        table = self._enter(table)
        self.lines.setdefault(table, line)
        return table

    def _enter(self, table: Path) -> Path:
        """Return a table, or the last one so far where a list of them has that name."""
        return (*table, self._tables[table]) if table in self._tables else table

    def _read_pair(self, table: Path) -> None:
        """Read « a.b = value »."""
        line = self._peek().line
        for key in self._read_key():
            table = (*table, key)
            self.lines.setdefault(table, line)
        self._at += 1
        self._read_value(table)

    def _read_key(self) -> list[str]:
        """Read « a.b.c », which no model of ours has very deep: what is below is not told apart."""
        names = [_plain(self._take())]
        while self._peek().text == ".":
            self._at += 1
            names.append(_plain(self._take()))
        return names[:_DEEPEST]

    def _read_value(self, here: Path) -> None:
        match self._peek().text:
            case "[":
                for place in self._read_parts("]"):
                    self.lines[*here, place] = self._peek().line
                    self._read_value((*here, place))
            case "{":
                for _place in self._read_parts("}"):
                    self._read_pair(here)
            case _:  # a number with a point, or a time, is more than one
                while self._peek().text not in {",", "]", "}", "\n", ""}:
                    self._at += 1

    def _read_parts(self, closing: str) -> Iterator[int]:
        """Yield the place of each part of a list or table, at its beginning, and pass its end."""
        self._at += 1
        for place in count():
            while self._peek().kind == "end" or self._peek().text == ",":
                self._at += 1
            if self._peek().text == closing:
                break
            yield place
        self._at += 1


def _read_tokens(toml: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(toml):
        if found.lastgroup != "comment":
            yield _Token(str(found.lastgroup), found[0], line)
        line += found[0].count("\n")
    yield _Token("over", "", line)


def _plain(token: _Token) -> str:
    """Return a key as it is in the data."""
    if token.text.startswith("'"):
        return token.text[1:-1]
    if token.text.startswith('"'):
        return _ESCAPES.sub(r"\1", token.text[1:-1])
    return token.text


def find_line(lines: Mapping[Path, int], raw: object, names: list[str]) -> int:
    """Return the line of a place that is named as the loader names it, or of what it stands in.

    `raw` is the parsed file: it says which table of a list has an id.
    """
    here: Any = raw
    path: Path = ()
    for name in names:
        key = _find_key(here, name)
        if key is None or (*path, key) not in lines:
            break
        here, path = here[key], (*path, key)
    return lines[path]


def _find_key(here: object, name: str) -> str | int | None:
    if isinstance(here, dict):
        return name if name in here else None
    if not isinstance(here, list):
        return None
    numbered = int(name) - 1 if name.isdecimal() and int(name) <= len(here) else None
    if numbered is not None and not isinstance(here[numbered], dict):
        return numbered  # texts have no ids: of thousands, none is looked at
    for place, each in enumerate(here):
        if isinstance(each, dict) and each.get("id", each.get("include")) == name:
            return place
    return numbered
