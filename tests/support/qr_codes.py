"""Read QR codes back as a phone does: from a page on paper, and from half blocks in a terminal."""

from collections.abc import Iterable
from contextlib import closing

import zxingcpp
from PIL import Image
from pypdfium2 import PdfDocument

_HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}
_SCALE = 200 / 72  # dots for each point, as a plain printer has them
_PIXELS = 4  # a side of each module: a reader does not look for single dots


def from_pdf(written: bytes) -> list[str]:
    """Return what the codes on the pages say, from the first to the last and from top to bottom."""
    with closing(PdfDocument(written)) as pdf:
        drawn = [page.render(scale=_SCALE, grayscale=True).to_pil() for page in pdf]
    return [said for page in drawn for said in _read(page, inverted=False)]


def from_half_blocks(rows: Iterable[str], *, lit: int, inverted: bool = True) -> list[str]:
    """Return what the code in `rows` says. `lit` is the grey of a block: 0 on paper, or 255.

    Not `inverted`: light and dark must stand as the standard has them.
    """
    dots = [[_HALVES[block][half] for block in row] for row in rows for half in (0, 1)]
    drawn = Image.new("L", (max(map(len, dots)), len(dots)), 255 - lit)
    for y, line in enumerate(dots):
        for x in (x for x, dot in enumerate(line) if dot):
            drawn.putpixel((x, y), lit)
    scaled = drawn.resize((drawn.width * _PIXELS, drawn.height * _PIXELS))
    return _read(scaled, inverted=inverted)


def _read(drawn: Image.Image, *, inverted: bool) -> list[str]:
    found = zxingcpp.read_barcodes(drawn, try_invert=inverted)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]
