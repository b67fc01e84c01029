"""A terminal's screen as a picture: SVG without script, style sheet or font from elsewhere.

Words are text; frames and bars are drawn, so that they meet in every font. Each piece of text is
held to the width of its cells. The same screen gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from xml.sax.saxutils import escape, quoteattr

from pyte.screens import Char

_WIDE, _HIGH, _LETTERS, _EDGE = 9, 20, 15, 18  # pixels: a cell, the letters in it, the margin
_BASELINE = 15
_ROUND = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a picture: a title, all that is written in it, in which language."""

    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A picture's ground, and the first eight colours by pyte's names that are used on it.

    Each has a contrast of 8 or more with the ground, which is a picture's own: the page around it
    may be light or dark.
    """

    ground: str
    colours: Mapping[str, str]


DARK = Theme(
    "#1c2230",
    {
        "default": "#e9e7e2",
        "red": "#ffb0a8",
        "green": "#a5dba0",
        "brown": "#e6cf8b",
        "blue": "#9cc4ff",
        "magenta": "#e5b7f2",
        "cyan": "#97dbe0",
        "white": "#e9e7e2",
    },
)
# Without white, which nobody can read there: a page that says something in it is found out.
LIGHT = Theme(
    "#fbfaf7",
    {
        "default": "#1c2230",
        "red": "#86170f",
        "green": "#14501b",
        "brown": "#574000",
        "blue": "#123f8f",
        "magenta": "#65227d",
        "cyan": "#084c57",
    },
)
THEMES = {"dark": DARK, "light": LIGHT}

# Each way that a line leaves the middle of a cell.
_CORNERS = {
    "╭": "M{x},{bottom} V{after} Q{x},{y} {right_of},{y} H{right}",
    "╮": "M{x},{bottom} V{after} Q{x},{y} {left_of},{y} H{left}",
    "╰": "M{x},{top} V{before} Q{x},{y} {right_of},{y} H{right}",
    "╯": "M{x},{top} V{before} Q{x},{y} {left_of},{y} H{left}",
}
_OPACITIES = {"█": "1", "░": "0.25"}
FRAMES, BARS = "─│" + "".join(_CORNERS), "".join(_OPACITIES)
_BEYOND = re.compile("[0-9a-f]{6}")  # as pyte gives one of 256 colours
_PIECE = re.compile(r"\S+(?: \S+)*")


def draw(rows: Sequence[Sequence[Char]], said: Said) -> str:
    """Return the picture of rows of cells.

    Raises KeyError for a colour that the program has no use for.
    """
    width, height = _size(rows)
    parts = _rows(rows, _EDGE, _EDGE, DARK)
    return _framed((width + 2 * _EDGE, height + 2 * _EDGE), parts, DARK, said)


def draw_sheet(
    screens: Mapping[str, Sequence[Sequence[Char]]], said: Said, theme: Theme, *, across: int
) -> str:
    """Return a picture of several screens, `across` of them in a row, each below its name.

    Raises KeyError for a colour that cannot be read on this ground.
    """
    parts: list[str] = []
    column = max(_size(rows)[0] for rows in screens.values()) + 2 * _EDGE
    names, top = iter(screens.items()), _EDGE
    while band := list(islice(names, across)):
        for place, (name, rows) in enumerate(band):
            left = _EDGE + place * column
            style = f' fill="{theme.colours["default"]}" font-weight="bold"'
            parts += _written(name, left, top + _BASELINE, style)
            parts += _rows(rows, left, top + 2 * _HIGH, theme)
        top += max(_size(rows)[1] for _name, rows in band) + 4 * _HIGH
    return _framed((across * column, top - _HIGH), parts, theme, said)


def _size(rows: Sequence[Sequence[Char]]) -> tuple[int, int]:
    return max(map(len, rows)) * _WIDE, len(rows) * _HIGH


def _framed(size: tuple[int, int], parts: Iterable[str], theme: Theme, said: Said) -> str:
    width, height = size
    both = f'width="{width}" height="{height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {both} viewBox="0 0 {width} {height}"',
            f'lang={quoteattr(said.language)} role="img" aria-labelledby="title text">',
            f'<title id="title">{escape(said.title)}</title>',
            f'<desc id="text">{escape(said.text)}</desc>',
            f'<rect {both} rx="8" fill="{theme.ground}"/>',
            f'<g font-family="monospace" font-size="{_LETTERS}" xml:space="preserve">',
            *parts,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _rows(rows: Sequence[Sequence[Char]], left: int, top: int, theme: Theme) -> Iterator[str]:
    for y, row in enumerate(rows):
        yield from _row(row, left, top + y * _HIGH, theme)


def _row(row: Sequence[Char], x: int, top: int, theme: Theme) -> Iterator[str]:
    """Yield the pieces of a row: what is drawn or written in one way, as far as it goes."""
    for (kind, fore, ground, bold), group in groupby(row, partial(_way, theme)):
        letters = "".join(cell.data for cell in group)
        width = len(letters) * _WIDE
        if ground != theme.ground:
            yield f'<rect x="{x}" y="{top}" width="{width}" height="{_HIGH}" fill="{ground}"/>'
        if kind in _OPACITIES:
            yield (
                f'<rect x="{x}" y="{top + 4}" width="{width}" height="{_HIGH - 8}" fill="{fore}"'
                f' fill-opacity="{_OPACITIES[kind]}"/>'
            )
        elif kind:
            yield f'<path d="{_line(kind, x, top, width)}" fill="none" stroke="{fore}"/>'
        else:
            style = f' fill="{fore}"' + (' font-weight="bold"' if bold else "")
            yield from _written(letters, x, top + _BASELINE, style)
        x += width


def _way(theme: Theme, cell: Char) -> tuple[str, str, str, bool]:
    """Return what is drawn in a cell, or nothing for text; its two colours; whether it is bold."""
    kind = cell.data if cell.data in FRAMES + BARS else ""
    fore = _colour(cell.fg, theme)
    ground = theme.ground if cell.bg == "default" else _colour(cell.bg, theme)
    return (kind, ground, fore, cell.bold) if cell.reverse else (kind, fore, ground, cell.bold)


def _colour(name: str, theme: Theme) -> str:
    """Return a colour of a theme by pyte's name; one beyond the first sixteen is the same on all.

    Raises KeyError for one that cannot be read on this ground.
    """
    return f"#{name}" if _BEYOND.fullmatch(name) else theme.colours[name]


def _written(letters: str, x: int, baseline: int, style: str) -> Iterator[str]:
    """Yield the text elements of some letters; what stands apart is an element of its own."""
    for piece in _PIECE.finditer(letters):
        yield (
            f'<text x="{x + piece.start() * _WIDE}" y="{baseline}"'
            f' textLength="{len(piece[0]) * _WIDE}" lengthAdjust="spacingAndGlyphs"{style}>'
            f"{escape(piece[0])}</text>"
        )


def _line(kind: str, left: int, top: int, width: int) -> str:
    """Return the path of a piece of a frame, through the middle of its cells."""
    x, y = left + _WIDE / 2, top + _HIGH / 2
    if kind == "─":
        return f"M{left},{y} h{width}"
    if kind == "│":
        return f"M{x},{top} v{_HIGH}"
    return _CORNERS[kind].format(
        x=x,
        y=y,
        left=left,
        right=left + _WIDE,
        bottom=top + _HIGH,
        top=top,
        before=y - _ROUND,
        after=y + _ROUND,
        left_of=x - _ROUND,
        right_of=x + _ROUND,
    )
