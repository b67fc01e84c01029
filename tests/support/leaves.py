"""A printed list as a leaf of paper: what is free on its pages, how small its letters are."""

from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

_POINTS = 72 / 25.4  # in a millimetre


class Letter(NamedTuple):
    """A letter that is drawn, in millimetres from the upper left corner; its size in points."""

    left: float
    top: float
    bottom: float
    size: float


class Leaf:
    """The pages of a PDF, each with its letters but for the number at its foot."""

    def __init__(self, written: bytes) -> None:
        with closing(PdfDocument(written)) as pdf:
            self.pages = [list(_letters(page)) for page in pdf]

    def free(self, page: int, *, top: float, foot: float) -> float:
        """Return which part of two columns between `top` and `foot` millimetres is empty below."""
        ends = []
        for left, right in ((0, 105), (105, 210)):
            low = [each.bottom for each in self.pages[page] if left <= each.left < right]
            ends.append(max((top, *(each for each in low if each <= foot))))
        return sum(foot - end for end in ends) / (2 * (foot - top))

    def highest(self, page: int) -> float:
        """Return where the first letter of a page begins, in millimetres from above."""
        return min(each.top for each in self.pages[page])

    @property
    def smallest(self) -> float:
        """The size of the smallest letters, but for the number at the foot."""
        return min(each.size for page in self.pages for each in page if each.bottom < _FOOT)


_FOOT = 284.0


class Drawn(NamedTuple):
    """What is drawn, from its upper to its lower edge, in millimetres from above."""

    top: float
    bottom: float


def list_drawn(written: bytes) -> list[Drawn]:
    """Return all that is drawn on the pages of a PDF: lines, boxes, letters."""
    found = []
    with closing(PdfDocument(written)) as pdf:
        for page in pdf:
            high = page.get_height()
            for each in page.get_objects():
                _left, bottom, _right, top = each.get_bounds()
                found.append(Drawn((high - top) / _POINTS, (high - bottom) / _POINTS))
    return found


def _letters(page: PdfPage) -> Iterator[Letter]:
    text, high = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        if not text.get_text_range(index, 1).strip():
            continue
        left, bottom, _right, top = text.get_charbox(index)
        size = pdfium.FPDFText_GetFontSize(text, index)
        # Chromium writes sizes of one and scales them.
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        yield Letter(
            left / _POINTS, (high - top) / _POINTS, (high - bottom) / _POINTS, size * abs(matrix.d)
        )
