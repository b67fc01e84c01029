"""The manual page as parts, and as plain lines: no pager, no program to show it, no file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mes_optout.text import wrap

_BODY = "    "
_COMMAND = "  "
_MEANING = "        "


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Usage:
    """A command and what follows its name; below COMMANDS it begins a section of its own."""

    name: str
    pieces: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the program, and what it is for."""

    names: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one types, finds or reads, and what it means."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Lines to type as they stand."""

    lines: tuple[str, ...]


Part = Heading | Usage | Names | Prose | Row | Verbatim


def manual_text(parts: Iterable[Part], width: int) -> str:
    """Return the page in at most `width` columns; only lines to type may be longer."""
    listed = list(parts)
    lines = list(_lines(listed[0], width))
    for above, part in pairwise(listed):
        lines += [""] if _stands_apart(above, part) else []
        lines += _lines(part, width)
    return "\n".join(lines) + "\n"


def _stands_apart(above: Part, part: Part) -> bool:
    match above, part:
        case (_, Heading()) | (Verbatim(), _):
            return True
        case (Heading(), _) | (Usage(begins=True), Prose() | Row()):
            return False
        case _, Usage(begins=begins):
            return begins
    return isinstance(part, Prose)


def _lines(part: Part, width: int) -> Iterator[str]:
    match part:
        case Heading(text):
            yield from wrap(text, width)
        case Usage(name, pieces, begins):
            indent = _COMMAND if begins else _BODY
            yield from wrap(f"{name} {pieces}", width, first=indent, then=_MEANING)
        case Names(names, text):
            said = f"{', '.join(names)} - {text}"
            yield from wrap(said, width, first=_BODY, then=_BODY)
        case Prose(text):
            yield from wrap(text, width, first=_BODY, then=_BODY)
        case Row(label, text):
            yield from wrap(label, width, first=_BODY, then=_BODY)
            yield from wrap(text, width, first=_MEANING, then=_MEANING)
        case Verbatim(lines):
            yield from (f"{_BODY}  {line}" for line in lines)
