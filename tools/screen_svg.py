"""A terminal's screen as a picture: SVG without script, style sheet or font from elsewhere.

Words are text; frames and bars are drawn, so that they meet in every font. Each piece of text is
held to the width of its cells. The same screen gives the same bytes.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from pyte.screens import Char

_WIDE, _HIGH, _LETTERS, _EDGE = 9, 20, 15, 18  # pixels: a cell, the letters in it, the margin
_BASELINE = 15
_ROUND = 4

# The first eight colours by pyte's names, without black. Each has a contrast of 8 or more with the
# ground, which is a picture's own: the page around it may be light or dark.
_GROUND, _DEFAULT = "#1c2230", "#e9e7e2"
_COLOURS = {
    "default": _DEFAULT,
    "red": "#ffb0a8",
    "green": "#a5dba0",
    "brown": "#e6cf8b",
    "blue": "#9cc4ff",
    "magenta": "#e5b7f2",
    "cyan": "#97dbe0",
    "white": "#e9e7e2",
}

# Each way that a line leaves the middle of a cell.
_CORNERS = {
    "╭": "M{x},{bottom} V{after} Q{x},{y} {right_of},{y} H{right}",
    "╮": "M{x},{bottom} V{after} Q{x},{y} {left_of},{y} H{left}",
    "╰": "M{x},{top} V{before} Q{x},{y} {right_of},{y} H{right}",
    "╯": "M{x},{top} V{before} Q{x},{y} {left_of},{y} H{left}",
}
_OPACITIES = {"█": "1", "░": "0.25"}
FRAMES, BARS = "─│" + "".join(_CORNERS), "".join(_OPACITIES)
_PIECE = re.compile(r"\S+(?: \S+)*")


def draw(rows: Sequence[Sequence[Char]], *, title: str, text: str, language: str) -> str:
    """Return the picture of rows of cells. `title` and `text` say what is to be seen.

    Raises KeyError for a colour that the program has no use for.
    """
    width = max(map(len, rows)) * _WIDE + 2 * _EDGE
    height = len(rows) * _HIGH + 2 * _EDGE
    size = f'width="{width}" height="{height}"'
    parts = [part for y, row in enumerate(rows) for part in _row(row, _EDGE + y * _HIGH)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {width} {height}"',
            f'lang={quoteattr(language)} role="img" aria-labelledby="title text">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="text">{escape(text)}</desc>',
            f'<rect {size} rx="8" fill="{_GROUND}"/>',
            f'<g font-family="monospace" font-size="{_LETTERS}" xml:space="preserve">',
            *parts,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _row(row: Sequence[Char], top: int) -> Iterator[str]:
    """Yield the pieces of a row: what is drawn or written in one way, as far as it goes."""
    x = _EDGE
    for (kind, fore, ground, bold), group in groupby(row, _way):
        letters = "".join(cell.data for cell in group)
        width = len(letters) * _WIDE
        if ground != _GROUND:
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


def _way(cell: Char) -> tuple[str, str, str, bool]:
    """Return what is drawn in a cell, or nothing for text; its two colours; whether it is bold."""
    kind = cell.data if cell.data in FRAMES + BARS else ""
    fore, ground = _COLOURS[cell.fg], _GROUND if cell.bg == "default" else _COLOURS[cell.bg]
    return (kind, ground, fore, cell.bold) if cell.reverse else (kind, fore, ground, cell.bold)


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
