"""Text as characters: harmless for a terminal, folded for comparing, wrapped for a width."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TextIO

from mes_optout.system import tty

WIDTH = 78  # columns that fit on paper and in an e-mail; nothing that is taken away is wider
UNBROKEN = 10_000  # not a terminal: each sentence on one line, for whoever searches it

_LONGEST_WORD = 100  # characters; comparing takes the square of them
_MOST_SLIPS = 3  # letters in which a long name may differ from what was typed for it
_SHORTEST_PART = 3  # letters of a name that say which one is meant

# French puts a space before these, inside guillemets and in « 8 h 30 »; no line breaks there. The
# no-break space lives only while wrapping, and in pages for a browser: elsewhere a code page may
# lack it, and a search for « mot : » would miss it.
_UNBREAKABLE = re.compile(r" (?=[:;?!»%])|(?<=«) |(?<=\d) (?=h\b)|(?<=\d h) (?=\d)")
NO_BREAK = "\u00a0"

# Not inside « Que propose le site ? », nor where a quotation goes on after its question mark.
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?![»)a-zà-ÿ])")

# What no screen shows though Unicode counts it among the printable characters: fillers, blanks and
# variation selectors. A text could hide in them, or look empty.
_UNSEEN = frozenset(
    map(
        chr,
        (
            *(0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800),
            *(0x3164, 0xFFA0, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)),
        ),
    )
)


def is_unprintable(character: str) -> bool:
    """Say whether a character does something to a screen or a reader instead of being shown.

    That is: controls, marks that turn the direction of reading, those without width, line and
    paragraph separators, surrogates, and what Unicode has not assigned or leaves to private use.
    """
    if character.isprintable():
        return character in _UNSEEN
    return unicodedata.category(character) != "Zs"  # a kind of space


def is_plain(text: str) -> bool:
    """Say that all of `text` is printable and its spaces are simple ones: true of almost all."""
    return text.isprintable() and _UNSEEN.isdisjoint(text)


def sanitize(text: str) -> str:
    """Return `text` with a blank for each kind of space and “?” for what is unprintable.

    What a pack or a person wrote passes through here before it is printed: `wrap` does it, and
    so does whoever prints without wrapping. The loader refuses such texts; this is a second wall.
    """
    if is_plain(text):
        return text
    return "".join(" " if c.isspace() else "?" if is_unprintable(c) else c for c in text)


def fold(text: str) -> str:
    """Lower the case, drop the accents and straighten apostrophes, to compare what was typed."""
    # Taken apart before and after: characters such as 𝝖 have no lower case of their own.
    plain = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def find_nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that somebody may have meant by `word`, if there is one.

    Case, accents, leading hyphens and dots do not count. Near is what differs by one slip in three
    letters, three at most; the beginning of one name only, or a part of one only, between hyphens.
    """
    said = _reduce(word[:_LONGEST_WORD])
    names = {name: _reduce(name) for name in known}
    most = min(len(said) // 3, _MOST_SLIPS)
    slips = {name: _count_slips(said, plain, most) for name, plain in names.items()}
    # Of two that are as near, the longer one: a letter is left out sooner than added.
    near = min(names, key=lambda name: (slips[name], -len(name)), default=None)
    if near is None or not said or slips[near] <= most:
        return near if said else None
    if len(said) < _SHORTEST_PART:
        return None
    for is_part in (str.startswith, _has_part):
        found = [name for name, plain in names.items() if is_part(plain, said)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _reduce(word: str) -> str:
    """Return what counts of a name when it is compared."""
    return fold(word).strip().lstrip("-.")


def _has_part(name: str, part: str) -> bool:
    return part in name.split("-")


def _count_slips(said: str, meant: str, most: int) -> int:
    """Count letters left out, added, changed, or exchanged with the next, `most` + 1 at most."""
    if abs(len(said) - len(meant)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(meant) + 1))
    for at, letter in enumerate(said, start=1):
        above, before, row = row, above, [at]
        for to, other in enumerate(meant, start=1):
            slips = min(above[to] + 1, row[-1] + 1, above[to - 1] + (letter != other))
            crossed = at > 1 and to > 1 and letter == meant[to - 2] and said[at - 2] == other
            row.append(min(slips, before[to - 2] + 1) if crossed else slips)
        if min(row) > most + 1:
            return most + 1
    return min(row[-1], most + 1)


def count_columns(out: TextIO, otherwise: int) -> int:
    """Return how many columns `out` has, or `otherwise` where it is no terminal."""
    return tty.measure().columns if out.isatty() else otherwise


def insert_no_break_spaces(text: str) -> str:
    """Return `text` with no-break spaces where French breaks no line."""
    return _UNBREAKABLE.sub(NO_BREAK, text)


def wrap(
    text: str, width: int, *, first: str = "", then: str = "", break_words: bool = False
) -> list[str]:
    """Break `text` into printable lines of at most `width` columns.

    Longer words stay whole unless told. `first` begins the first line and `then` the others. A
    text without words is one empty line.
    """
    width = max(width, 1)
    lines = textwrap.wrap(
        insert_no_break_spaces(text),
        width,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,  # textwrap's own way takes ages over a word of megabytes
        break_on_hyphens=False,
    )
    whole = [sanitize(line.replace(NO_BREAK, " ")) for line in lines] or [first.rstrip()]
    if not break_words:
        return whole
    return [part for line in whole for part in _split(line, width, then)]


def split_sentences(text: str) -> list[str]:
    """Cut a text after the signs that end a sentence, unless it goes on in small letters."""
    return [part for part in _END_OF_SENTENCE.split(text) if part]


def _split(line: str, width: int, then: str) -> Iterator[str]:
    """Cut a line that is too long into pieces, indented by `then` where there is room for it."""
    yield line[:width]
    indent = then if len(then) < width else ""
    room = width - len(indent)
    for start in range(width, len(line), room):
        yield indent + line[start : start + room]


# A title, then what to know and what to type.
Section = tuple[str, Sequence[str]]


class Typed(str):
    """A line to type as it is: it is never translated, wrapped or framed."""

    __slots__ = ()


def number_sections(
    sections: Iterable[Section], width: int, *, indent: str = "", before_typed: str = ""
) -> Iterator[str]:
    """Yield the lines of sections, each below an empty one; only what is typed may be wider."""
    for number, (title, parts) in enumerate(sections, start=1):
        yield ""
        yield from wrap(title, width, first=f"{number}. ", then=indent)
        for part in parts:
            if isinstance(part, Typed):
                yield before_typed + part
            else:
                yield from wrap(part, width, first=indent, then=indent)


def render_json(document: Mapping[str, object]) -> str:
    """Write a JSON document; a character that steers stands there as JSON's own escape.

    A program that reads it gets every text back unchanged.
    """
    import json  # noqa: PLC0415  (only for machines)

    def escape(found: re.Match[str]) -> str:
        return json.dumps(found[0])[1:-1] if is_unprintable(found[0]) else found[0]

    plain = json.dumps(document, ensure_ascii=False, indent=2)
    return re.sub(r"[^\n -~]", escape, plain) + "\n"
