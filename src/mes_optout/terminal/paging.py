"""Fitting a page on a screen: with as much air as there is room for, or in parts.

A part never begins below what is shown: the title, the step's number and the risks stand on each.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mes_optout.i18n import _
from mes_optout.terminal.layout import AIRS, NO_AIR, Air, Block, Layout, Line, Sheet

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
    return tuple(_split(layout, room)), NO_AIR


def continued(number: int, total: int) -> str:
    """Say « Suite (2 sur 3) »."""
    return _("Continued ({number} of {total})").format(number=number, total=total)


def _split(layout: Layout, room: Room) -> Iterator[Sheet]:
    last, last_room = _choose_kept(layout, room.rows - room.asked, 0)
    first, first_room = _choose_kept(layout, room.rows - room.asked_on, _LEAST)
    lines = [line for block in layout.body for line in block.lines]
    ends = set(accumulate(len(block.lines) for block in layout.body))
    chunks = list(
        _share([*lines, *layout.addresses], ends, (first_room, last_room), layout.columns)
    )
    begun = 0
    for number, chunk in enumerate(chunks, start=1):
        above, risks = last if number == len(chunks) else first
        framed = chunk[: max(0, len(lines) - begun)]
        begun += len(chunk)
        yield layout.part(
            above,
            (*risks, Block(tuple(framed))) if framed else risks,
            chunk[len(framed) :],
            NO_AIR,
            edge=continued(number, len(chunks)) if number > 1 else "",
        )


_Kept = tuple[Sequence[Line], Sequence[Block]]


def _choose_kept(layout: Layout, rows: int, least: int) -> tuple[_Kept, int]:
    """Return what stays in view above a part, and how many rows are left for its text."""
    named, heading, risks = layout.named, layout.heading, layout.risks
    for above, kept in (((*heading, *named), risks), (named, risks), (named, ())):
        sheet = layout.part(above, (*kept, Block((Line(""),))), (), NO_AIR, edge="")
        left = rows - sheet.rows + 1
        if left >= least:
            break
    return (above, kept), max(left, least)


def _share(
    lines: Sequence[Line], ends: Collection[int], rooms: tuple[int, int], columns: int
) -> Iterator[Sequence[Line]]:
    """Share rows out: as many as there is room for in each part, and what is left in the last.

    `rooms` are those of the first parts and of the last one. A part ends where a paragraph does,
    of which `ends` are the numbers of rows up to there, unless it would then be half empty.
    """
    first_room, last_room = rooms
    begun = 0
    while sum(_height(line, columns) for line in lines[begun:]) > last_room:
        left = lines[begun:]
        # Right above the question something stands too, such as the address to open.
        most = len(left) - _count(left[::-1], min(last_room, _LEAST), columns)
        taken = max(1, min(most, _count(left, first_room, columns)))
        whole = [end - begun for end in ends if taken < 2 * (end - begun) <= 2 * taken]
        taken = max(whole, default=taken)
        yield left[:taken]
        begun += taken
    yield lines[begun:]


def _count(lines: Sequence[Line], room: int, columns: int) -> int:
    """Return how many of the first rows there is room for."""
    heights = accumulate(_height(line, columns) for line in lines)
    return sum(height <= room for height in heights)


def _height(line: Line, columns: int) -> int:
    return max(1, -(-len(line.text) // columns))
