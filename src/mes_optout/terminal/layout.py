"""How a page is laid out in rows: what stands out, what is quiet, and what is left out first.

A page is tried with as many blank rows as there is room for. Nothing here draws anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mes_optout.i18n import _
from mes_optout.text import NO_BREAK, sanitize, wrap
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.blocks import Address, Row, Weight

# From this width on, labels stand beside their text; below, before it.
TWO_COLUMNS = 60
# Narrower than this, a frame would take the room that long words need.
FRAMED = 30
WIDEST = 100

_BORDERS = 4  # columns: a border and a blank on each side
_CORNERS = 6  # that a title or an edge leaves free
_BETWEEN = 2  # columns at least between two texts in one row
_LINE = "─"


class Air(NamedTuple):
    """Where blank rows stand."""

    between: bool = False  # all parts of a page
    around: bool = False  # the deed
    below: bool = False  # the page, and above the line of keys


NO_AIR, SOME_AIR = Air(), Air(around=True, below=True)
AIRS = (Air(between=True, around=True, below=True), SOME_AIR, Air(below=True), NO_AIR)


class Line(NamedTuple):
    """A row of text."""

    text: str
    strong: bool = False


class Block(NamedTuple):
    """Rows that belong together."""

    lines: tuple[Line, ...]
    weight: Weight = "plain"


class Sheet(NamedTuple):
    """A page, or a part of one, in rows: `above` a frame, in it, and `below` it.

    `title` and `edge` stand in the frame's upper and lower border.
    """

    above: tuple[Line, ...]
    title: str
    frame: tuple[Line, ...]
    edge: str
    below: tuple[Line, ...]
    framed: bool
    columns: int

    @property
    def width(self) -> int:
        """How wide the frame is."""
        return min(self.columns, WIDEST)

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        below = count_high(self.below, self.columns)
        return len(self.above) + len(self.frame) + 2 * self.framed + below


def count_high(lines: Iterable[Line], columns: int) -> int:
    """Return how many rows of a terminal lines take: an address may be longer than one."""
    return sum(max(1, -(-len(line.text) // columns)) for line in lines)


class Layout:
    """The parts of a page for a width: what is above the frame, in it, and below it."""

    def __init__(self, screen: Screen, confirmation: str, columns: int) -> None:
        self.columns = columns
        self.framed = columns >= FRAMED and bool(screen.text or screen.rows or screen.lead)
        width = min(columns, WIDEST)
        self._inner = width - _BORDERS if self.framed else columns
        title = _title(screen)
        # Rich cuts a title that does not fit into the frame.
        inside = self.framed and len(title) <= width - _CORNERS
        self.title = title if inside else ""
        self.said = tuple(map(Line, wrap(confirmation, columns))) if confirmation else ()
        self.heading = tuple(_beside(screen.heading, screen.day, columns))
        self.named = () if inside or not title else _strong(wrap(title, columns))
        self.foot = sanitize(screen.foot)
        self.edge = _edge(screen, self.foot, self._inner - 2) if self.framed else ""
        blocks = list(self._blocks(screen))
        self.risks = tuple(each for each in blocks if each.weight == "risk")
        self.body = tuple(each for each in blocks if each.weight != "risk")
        self.addresses = tuple(
            Block(tuple(_address_lines(each, columns))) for each in screen.addresses
        )

    def whole(self, air: Air) -> Sheet:
        """Return all of the page."""
        return self.part(
            (*self.said, *self.heading, *self.named),
            (*self.risks, *self.body),
            [line for block in self.addresses for line in block.lines],
            air,
            edge=self.edge,
        )

    def part(
        self,
        above: Sequence[Line],
        blocks: Sequence[Block],
        below: Sequence[Line],
        air: Air,
        *,
        edge: str,
    ) -> Sheet:
        """Return some of the page."""
        frame = tuple(_join(blocks, air))
        blank = (Line(""),) if air.below else ()
        framed = self.framed and bool(frame)
        head = tuple(above)
        if self.title and not framed:
            head += _strong(wrap(self.title, self.columns))
        return Sheet(
            head, self.title, frame, edge, (*below, *blank), framed=framed, columns=self.columns
        )

    def _blocks(self, screen: Screen) -> Iterator[Block]:
        if screen.place and screen.place.notice:
            yield self.block(screen.place.notice)
        if screen.lead:
            yield self.block(screen.lead, "deed")
        for paragraph in screen.text:
            yield self.block(paragraph)
        beside = self._inner + _BORDERS >= TWO_COLUMNS
        quiet = [row for row in screen.rows if not _stands_alone(row)]
        labels = max((len(row.label) for row in quiet), default=0) + _BETWEEN if beside else 0
        for row in screen.rows:
            if _stands_alone(row):
                yield Block(_strong(self._wrap_lines(row, self._inner)), row.weight)
            elif beside:
                lines = self._wrap_lines(row, self._inner - labels)
                first = sanitize(row.label).ljust(labels) + lines[0]
                then = (" " * labels + line for line in lines[1:])
                yield Block(tuple(map(Line, (first, *then))), row.weight)
            else:
                yield Block(tuple(map(Line, self._below_label(row))), row.weight)
        if self.foot and self.foot not in self.edge:
            yield self.block(self.foot)

    def block(self, text: str, weight: Weight = "plain") -> Block:
        """Return a paragraph."""
        strong = weight == "deed"
        lines = wrap(text, self._inner, break_words=True)
        return Block(tuple(Line(line, strong) for line in lines), weight)

    def _below_label(self, row: Row) -> Iterator[str]:
        """Yield a label and its text, in one line where the text is one."""
        if len(row.lines) == 1 and not row.numbered:
            said = _("{label}: {text}").format(label=row.label, text=row.lines[0])
            yield from wrap(said, self._inner, break_words=True)
            return
        yield from wrap(_("{label}:").format(label=row.label), self._inner, break_words=True)
        yield from self._wrap_lines(row, self._inner)

    def _wrap_lines(self, row: Row, width: int) -> list[str]:
        lines: list[str] = []
        # Where there is no room for a frame, there is none for an indent either.
        indented = width >= FRAMED
        for number, line in enumerate(row.lines, start=1):
            first = f"{number}. " if row.numbered else ""
            then = " " * len(first) if indented else ""
            lines += wrap(line, width, first=first, then=then, break_words=True)
        return lines


def _stands_alone(row: Row) -> bool:
    """Say whether a row needs no label: how it stands out says enough."""
    return row.weight == "deed"


def _title(screen: Screen) -> str:
    place, title = screen.place, sanitize(screen.title)
    if place is None:
        return title
    return _("Step {number} of {total}: {title}").format(
        number=place.number, total=place.total, title=title
    )


def _edge(screen: Screen, foot: str, room: int) -> str:
    """Return what stands in the lower border: how far one is, how sure it is, as far as it fits."""
    tally = sanitize(screen.place.tally) if screen.place else ""
    both = len(tally) + len(foot) + 2 * _BETWEEN
    if tally and foot and both <= room:
        return f"{tally} {_LINE * (room - both + _BETWEEN)} {foot}"
    return next((text for text in (foot, tally) if text and len(text) <= room), "")


def _beside(heading: str, day: str, columns: int) -> Iterator[Line]:
    """Yield a heading with the day that decides at its right, or below it."""
    gap = min(columns, WIDEST) - len(heading) - len(day)
    if heading and day and gap >= _BETWEEN:
        yield Line(sanitize(heading) + " " * gap + sanitize(day), strong=True)
        return
    for text in filter(None, (heading, day)):
        yield from _strong(wrap(text, columns))


def _strong(lines: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line(line, strong=True) for line in lines)


def _address_lines(address: Address, columns: int) -> Iterator[Line]:
    if address.label:
        yield from map(Line, wrap(address.label, columns))
    yield Line(sanitize(address.url), strong=True)


def _join(blocks: Sequence[Block], air: Air) -> Iterator[Line]:
    """Yield the rows of blocks, with blank ones between them."""
    for before, block in zip((None, *blocks), blocks, strict=False):
        deed = before is not None and "deed" in {before.weight, block.weight}
        if before is not None and (air.between or (air.around and deed)):
            yield Line("")
        yield from block.lines


def word_keys(keys: Sequence[str], columns: int) -> list[str]:
    """Return the line of keys; where it takes several, none is broken within a key that fits."""
    unbroken = (key.replace(" ", NO_BREAK) if len(key) <= columns else key for key in keys)
    return wrap(" ".join(unbroken), columns)
