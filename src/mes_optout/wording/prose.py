"""What stands in `texts/`: a file for each page and language, which needs no Python to be changed.

Its head says how it is written. Words stand there also where a condition decides about them: the
condition stands in Python, which names the section. A section that a language lacks is said in
the original. Nothing here fails: what is wrong with a file is found by its tests, and by no user.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mes_optout.files import read_packaged
from mes_optout.i18n import PROGRAM, command, language
from mes_optout.languages import ORIGINAL
from mes_optout.system import typed
from mes_optout.text import Section, Typed

TEXTS = Path(__file__).parents[1] / "texts"

_HEAD = re.compile(r"\[([a-z][a-z-]*)\](?: (.+))?")
_FIELD = re.compile(r"\{([a-z]+)\}")


class Passage(NamedTuple):
    """A section as it is written: its title, its paragraphs, and its lines to type."""

    title: str
    parts: Sequence[str]


# What fills a field: a text its place in a line, a sequence the whole of a line to type.
Given = str | Sequence[str]


class Prose:
    """The texts of a page, in the current language, with the name in use of the program."""

    def __init__(self, page: str) -> None:
        self.page = page

    def title(self, name: str, **given: Given) -> str:
        """Return the title of a section."""
        return _fill(self._find(name).title, given)

    def say_here(self, name: str) -> tuple[str, ...]:
        """Return what a section says, or on Windows its twin whose name ends in "-windows"."""
        return tuple(self.say(f"{name}-windows" if typed.is_windows() else name))

    def say(self, name: str, **given: Given) -> Iterator[str]:
        """Yield the paragraphs of a section, and its lines to type as `Typed`."""
        for part in self._find(name).parts:
            alone = _FIELD.fullmatch(part)
            lines = given.get(alone[1], part) if alone else part
            if isinstance(lines, str):
                said = _fill(part, given)
                yield Typed(said) if isinstance(part, Typed) else said
            else:
                yield from lines

    def section(self, name: str, **given: Given) -> Section:
        """Return the title of a section and what it says."""
        return self.title(name, **given), tuple(self.say(name, **given))

    def names(self) -> list[str]:
        """Return the names of the sections that have a title, in their order."""
        return [name for name, each in read_passages(self.page, ORIGINAL).items() if each.title]

    def _find(self, name: str) -> Passage:
        for tongue in (language(), ORIGINAL):
            if found := read_passages(self.page, tongue).get(name):
                return found
        return Passage("", ())


def _fill(text: str, given: dict[str, Given]) -> str:
    """Put words into the fields of a text; one that nobody knows stays as it is written."""
    named = text.replace(f"{PROGRAM} ", f"{command()} ")
    return _FIELD.sub(lambda field: str(given.get(field[1], field[0])), named)


@cache
def read_passages(page: str, tongue: str) -> dict[str, Passage]:
    """Read the sections of a page in a language; there are none where it has no such file."""
    try:
        content = read_packaged(TEXTS / tongue / f"{page}.txt")
    except OSError:
        return {}
    return parse_passages(content.decode(errors="replace"))


def parse_passages(text: str) -> dict[str, Passage]:
    """Take a file apart into its sections, by their names."""
    passages: dict[str, Passage] = {}
    parts: list[str] = []
    goes_on = False  # whether the line above is a part of a paragraph
    for line in map(str.rstrip, text.splitlines()):
        if line.startswith("#"):
            continue
        head, typed = _HEAD.fullmatch(line), line.startswith("> ")
        if head:
            parts = []
            passages[head[1]] = Passage(head[2] or "", parts)
        elif typed:
            parts.append(Typed(line[2:]))
        elif goes_on and line:
            parts[-1] += f" {line}"
        elif line:
            parts.append(line)
        goes_on = not (head or typed or not line)
    return passages
