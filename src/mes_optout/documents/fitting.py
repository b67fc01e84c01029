"""How large the letters of a printed list may be, so that it takes the two sides of one leaf.

A page of HTML cannot measure itself without a script, so its lines are counted here: roughly, for
letters as wide as Arial's, in which `paper.css` prints. A PDF is measured exactly, in `page.typ`.
"""

from collections.abc import Iterable, Iterator

from mes_optout.wording.blocks import (
    Address,
    Block,
    Boxes,
    Fields,
    Group,
    Notes,
    Part,
    Points,
    Row,
    Text,
)

_SIZES = tuple(eighths / 8 for eighths in range(120, 63, -1))  # points
USUAL = 10.0  # of what takes more leaves than one

_POINT = 0.3528  # millimetres
_WIDE = 188.0  # millimetres of a line, of a line in a column, of a page, as in `paper.css`
_COLUMN = 91.0
_HIGH = 275.0
_SLIP = 19.0  # what the slip, and what is said below it, take of either side
_CODE = 23.0  # the height of a QR code

# In ems. These are the numbers with which what is counted is nearest to what Chromium takes, for
# all lists: from 4 to 11 parts in a hundred more.
_LETTER = 0.44  # the width of a letter on average
_END = 1.6  # what a line leaves free before a word that is too long for it
_LINE = 1.22
_BETWEEN = 0.1  # above a paragraph
_HEADING = 2.9
_FRAME = 1.2
_WASTE = 8.0  # at the end of a column, where nothing is torn
_ROUGH = 1.03


def choose_size(part: Part) -> float | None:
    """Return the size of letters in points with which a list fills two pages, or None.

    What has no steps, such as what to know about a letter, fills one.
    """
    pages = 2 if any(below.number for below in part.parts) else 1
    room = pages * _ROUGH * (_HIGH - (_SLIP if part.slip else 0))
    return next((size for size in _SIZES if _measure(part, size) <= room), None)


def _measure(part: Part, size: float) -> float:
    """Return how high a list is with letters of a size, in millimetres of pages of two columns."""
    em = size * _POINT
    head = _HEADING * em + _add_up(part.blocks, _WIDE, em)
    steps = sum(_HEADING * em + _add_up(below.blocks, _COLUMN, em) for below in part.parts)
    return head + (steps + 4 * _WASTE * em) / 2


def _add_up(blocks: Iterable[Block], width: float, em: float) -> float:
    high = 0.0
    for block in blocks:
        for text, indent in _list_lines(block):
            room = width - (indent + _END) * em
            high += (max(1, -(-len(text) * _LETTER * em // room)) * _LINE + _BETWEEN) * em
        match block:
            case Boxes():
                high += _FRAME * em
            case Fields():
                high += 2 * _FRAME * em
            case Address(qr=True):
                high += _CODE
    return high


def _list_lines(block: Block) -> Iterator[tuple[str, float]]:
    """Yield what begins a line, with how far it is indented, in ems."""
    match block:
        case Row(numbered=True):
            if block.label:
                yield block.label, 0
            yield from ((line, 1.6) for line in block.lines)
        case Row():
            yield _join(block), 0
        case Text():
            yield f"{block.lead} {block.text}", 0
        case Points():
            if block.label:
                yield block.label, 0
            yield from ((f"{each.lead} : {each.text}", 1.6) for each in block.points)
        case Address():
            yield f"{block.label} : {block.url}", 0
        case Boxes() | Fields() | Notes():
            yield from _list_group(block)
        case _:
            raise TypeError(block)  # a letter's, which takes one page


def _list_group(block: Group) -> Iterator[tuple[str, float]]:
    match block:
        case Notes():
            yield " ".join(map(_join, block.rows)), 0
        case Boxes():
            yield block.question, 0
            yield from ((box.text, 3) for box in block.boxes)
        case Fields():
            yield "", 0


def _join(row: Row) -> str:
    return f"{row.label} : {' '.join(row.lines)}"
