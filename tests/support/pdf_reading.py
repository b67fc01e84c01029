"""A PDF as a browser, a reader's ears and a phone's camera take it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import BytesIO

from pikepdf import Array, Dictionary, Object, Pdf
from pypdfium2 import PdfDocument

from mes_optout.content.procedure import BLANK
from support.qr_codes import from_pdf

A4 = (210, 297)
_HYPHEN = "\ufffe"  # what PDFium makes of one at the end of a line
_NUMBER = re.compile(r"\n\d+ / \d+\Z")


class Read:
    """A PDF that was written just now."""

    def __init__(self, written: bytes) -> None:
        self.written = written
        self.pdf = Pdf.open(BytesIO(written))

    @property
    def info(self) -> dict[str, str]:
        """What the file says of itself, by name, such as `Title`."""
        return {name.removeprefix("/"): str(said) for name, said in self.pdf.docinfo.items()}

    @property
    def tagged(self) -> bool:
        """Whether readers may walk through its structure."""
        return bool(self.pdf.Root.MarkInfo.Marked)

    @property
    def sizes(self) -> set[tuple[int, int]]:
        """The width and height of its pages, in millimetres."""
        boxes = (page.mediabox for page in self.pdf.pages)
        return {(_millimetres(box[2] - box[0]), _millimetres(box[3] - box[1])) for box in boxes}

    @property
    def sheets(self) -> list[str]:
        """The text of each page in the order in which it is drawn, with the page's number."""
        with closing(PdfDocument(self.written)) as pdf:
            taken = [page.get_textpage().get_text_range() for page in pdf]
        return ["\n".join(text.replace(_HYPHEN, "-").splitlines()) for text in taken]

    @property
    def pages(self) -> list[str]:
        """The text of each page without its number, which stands in the margin."""
        return [_NUMBER.sub("", text) for text in self.sheets]

    @property
    def words(self) -> str:
        return flat("\n".join(self.pages))

    def codes(self) -> list[str]:
        """Return what a phone reads off the pages."""
        return from_pdf(self.written)

    def tags(self) -> Iterator[Dictionary]:
        """Yield the elements of the structure that readers walk through, in their order."""
        yield from _below(self.pdf.Root.StructTreeRoot)

    def said(self, name: str) -> list[str]:
        return [str(tag[name]) for tag in self.tags() if name in tag]

    @property
    def bookmarks(self) -> list[str]:
        with self.pdf.open_outline() as outline:
            found, waiting = [], list(outline.root)
            while waiting:
                first, *rest = waiting
                found.append(str(first.title))
                waiting = [*first.children, *rest]
        return found


def _below(element: Object) -> Iterator[Dictionary]:
    if not isinstance(element, Dictionary):
        return
    if "/S" in element:
        yield element
    inside = element.get("/K", None)
    for each in inside if isinstance(inside, Array) else [inside]:
        if isinstance(each, Dictionary):
            yield from _below(each)


def _millimetres(points: object) -> int:
    return round(float(str(points)) * 25.4 / 72)


def flat(text: str) -> str:
    return " ".join(text.split())


def unbroken(text: str) -> str:
    return "".join(text.split())


def missing(parts: Iterable[str], read: Read) -> list[str]:
    """Return the parts that the pages do not hold; a blank has no words."""
    words = unbroken(read.words)
    pieces = [piece for part in parts for piece in part.split(BLANK)]
    return [piece for piece in pieces if unbroken(piece) not in words]
