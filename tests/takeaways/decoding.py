"""Read QR codes back as a phone does: from a page on paper, and from half blocks in a terminal."""

import shutil
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image

_HALVES = {" ": (False, False), "▀": (True, False), "▄": (False, True), "█": (True, True)}
_PDFTOPPM = shutil.which("pdftoppm") or "pdftoppm"
_PIXELS = 4  # a side of each module: a reader does not look for single dots


def from_pdf(file: Path, page: int) -> list[str]:
    """Return what the codes on a page say, from top to bottom. The first page is 1."""
    drawn = subprocess.run(
        [_PDFTOPPM, "-r", "200", "-gray", "-f", str(page), "-l", str(page), str(file)],
        capture_output=True,
        check=True,
    )
    return _read(Image.open(BytesIO(drawn.stdout)), inverted=False)


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
