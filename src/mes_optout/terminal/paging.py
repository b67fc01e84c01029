"""Fitting a page on a screen: with as much air as there is room for, or in parts.

The title, the step's number and the risks stand on each part; where there is no room for that, the
risks are what is read first.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mes_optout.i18n import _
from mes_optout.terminal.layout import AIRS, NO_AIR, Air, Block, Layout, Line, Sheet, count_high

# With fewer rows left for it, what stays in view gives way to the text.
_LEAST = 3


class Room(NamedTuple):
    """How many rows a screen has, and how many of them what is asked takes.

    `asked` is the page's own question, below its last part; `asked_on` leads on from every other.
    """

    rows: int
    asked: int
    asked_on: int


def fit(layout: Layout, room: Room) -> tuple[tuple[Sheet, ...], Air]:
    """Return a page as one sheet, or as its parts; and where blank rows stand."""
    for air in AIRS:
        sheet = layout.whole(air)
        if sheet.rows + room.asked + air.below <= room.rows:
            return (sheet,), air
    # The answer said back gives way before the page comes in parts.
    sheet = sheet._replace(above=sheet.above[len(layout.said) :])
    if sheet.rows + room.asked <= room.rows:
        return (sheet,), NO_AIR
    return tuple(_split(layout, room)), NO_AIR


def continued(number: int, total: int) -> str:
    """Say « Suite (2 sur 3) »."""
    return _("Continued ({number} of {total})").format(number=number, total=total)


def _split(layout: Layout, room: Room) -> Iterator[Sheet]:
    last, last_room = _choose_kept(layout, room.rows - room.asked, 0)
    first, first_room = _choose_kept(layout, room.rows - room.asked_on, _LEAST)
    said = layout.said if len(layout.said) <= first_room - _LEAST else ()
    first_room -= len(said)
    blocks = list(layout.body)
    if layout.foot and layout.foot in layout.edge:  # the border says the number of the part
        blocks.append(layout.block(layout.foot))
    if not (first.risks and last.risks):  # no room for them on each part: they are read first
        blocks[:0] = layout.risks
        first, last = first._replace(risks=()), last._replace(risks=())
    framed = sum(len(block.lines) for block in blocks)
    blocks += layout.addresses
    lines = [line for block in blocks for line in block.lines]
    ends = list(accumulate(len(block.lines) for block in blocks))
    chunks = list(_share(lines, ends, (first_room, last_room), layout.columns))
    begun = 0
    for number, chunk in enumerate(chunks, start=1):
        above, risks = last if number == len(chunks) else first
        inside = chunk[: max(0, framed - begun)]
        begun += len(chunk)
        yield layout.part(
            (*said, *above) if number == 1 else above,
            (*risks, *([Block(tuple(inside))] if inside else ())),
            chunk[len(inside) :],
            NO_AIR,
            edge=continued(number, len(chunks)) if number > 1 else "",
        )


class _Kept(NamedTuple):
    """What stays in view above a part, and in it."""

    above: Sequence[Line]
    risks: Sequence[Block]


def _choose_kept(layout: Layout, rows: int, least: int) -> tuple[_Kept, int]:
    """Return what stays in view on a part, and how many rows are left for its text."""
    named, heading, risks = layout.named, (*layout.heading, *layout.named), layout.risks
    for kept in (
        _Kept(heading, risks),
        _Kept(named, risks),
        _Kept(named, ()),
        _Kept((), ()),
    ):
        empty = (*kept.risks, Block((Line(""),)))
        left = rows - layout.part(kept.above, empty, (), NO_AIR, edge="").rows + 1
        if left >= least:
            break
    return kept, max(left, min(least, 1))


def _share(
    lines: Sequence[Line], ends: Sequence[int], rooms: tuple[int, int], columns: int
) -> Iterator[Sequence[Line]]:
    """Share rows out: as many as there is room for in each part, and what is left in the last.

    `rooms` are those of the first parts and of the last one. A part ends where a paragraph does,
    of which `ends` are the numbers of rows up to there, unless it would then be half empty.
    """
    first_room, last_room = rooms
    begun = 0
    while count_high(lines[begun:], columns) > last_room:
        taken = max(1, _count(lines[begun:], first_room, columns))
        # Right above the question something stands too, such as the address to open.
        last = max((end for end in ends[:-1] if end > begun), default=begun)
        if begun + taken > last > begun and count_high(lines[last:], columns) <= last_room:
            taken = last - begun
        whole = [end - begun for end in ends if taken < 2 * (end - begun) <= 2 * taken]
        taken = max(whole, default=taken)
        yield lines[begun : begun + taken]
        begun += taken
    yield lines[begun:]


def _count(lines: Sequence[Line], room: int, columns: int) -> int:
    """Return how many of the first rows there is room for."""
    heights = accumulate(count_high([line], columns) for line in lines)
    return sum(height <= room for height in heights)
