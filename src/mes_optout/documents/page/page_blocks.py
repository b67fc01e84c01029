"""Blocks that only the page has: links from part to part, what opens in place, a table of days."""

from typing import NamedTuple

from mes_optout.documents.page.places import Place
from mes_optout.wording.blocks import Block


class Link(NamedTuple):
    """A link to another part: to a place first, and to the key of a part once all are gathered."""

    label: str
    to: Place | str


class Links(NamedTuple):
    """Links one below the other, under a question or a label if there is one."""

    links: tuple[Link, ...]
    label: str = ""


class Where(NamedTuple):
    """Of which procedure a part is, and how far it is to its end."""

    text: str


class Reached(NamedTuple):
    """Which answers lead to a part: read where no link has led to it."""

    text: str


class Onward(NamedTuple):
    """Where one goes on from a part, under a question if there is one.

    Of several in a section each says what was answered by all who come there, if anything was.
    One that says the same as one before it comes `again`.
    """

    links: tuple[Link, ...]
    question: str = ""
    said: str = ""
    one_of_several: bool = False
    again: bool = False


class Linked(NamedTuple):
    """A paragraph with its links; `lead` comes first in it."""

    text: str
    links: tuple[Link, ...] = ()
    lead: str = ""


class Deeds(NamedTuple):
    """What is to be done, in order."""

    lines: tuple[Linked, ...]


class Folded(NamedTuple):
    """What opens in place, below its title."""

    title: str
    blocks: tuple["PageBlock", ...]


class Table(NamedTuple):
    """Rows of cells below a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Cited(NamedTuple):
    """The numbers of sources, below a label."""

    label: str
    numbers: tuple[int, ...]


class Source(NamedTuple):
    """A source with its number, by which it is cited."""

    number: int
    name: str
    url: str


class Sheet(NamedTuple):
    """What is printed alone, in its own language, such as a letter."""

    language: str
    blocks: tuple[Block, ...]


PageBlock = (
    Block
    | Links
    | Where
    | Reached
    | Onward
    | Linked
    | Deeds
    | Folded
    | Table
    | Cited
    | Source
    | Sheet
)


class PagePart(NamedTuple):
    """A part of the page: blocks below a title. `key` is given once all are gathered."""

    key: str
    language: str
    title: str
    blocks: tuple[PageBlock, ...]
