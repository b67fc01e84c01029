"""A PDF as poppler's tools, a reader's ears and a phone's camera take it."""

import subprocess
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from decoding import from_pdf
from pikepdf import Array, Dictionary, Object, Pdf

from mes_optout.content.model import BLANK


class Read:
    """A PDF that was written just now."""

    def __init__(self, written: bytes) -> None:
        self.written = written
        self.pdf = Pdf.open(BytesIO(written))

    def _tool(self, *command: str) -> bytes:
        done = subprocess.run([*command], input=self.written, capture_output=True, check=True)
        return done.stdout

    @property
    def info(self) -> dict[str, str]:
        lines = self._tool("pdfinfo", "-").decode().splitlines()
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}

    @property
    def text(self) -> str:
        """The text as it stands, without the page numbers, which stand in the margin."""
        kept = ("-x", "0", "-y", "0", "-W", "595", "-H", "800")
        return self._tool("pdftotext", "-enc", "UTF-8", *kept, "-", "-").decode()

    @property
    def words(self) -> str:
        return flat(self.text)

    def codes(self, folder: Path) -> list[str]:
        """Return what a phone reads off the pages, printed by way of a file in `folder`."""
        file = folder / "list.pdf"
        file.write_bytes(self.written)
        pages = range(1, len(self.pdf.pages) + 1)
        return [code for page in pages for code in from_pdf(file, page)]

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


def flat(text: str) -> str:
    return " ".join(text.split())


def unbroken(text: str) -> str:
    return "".join(text.split())


def missing(parts: Iterable[str], read: Read) -> list[str]:
    """Return the parts that the pages do not hold; a blank has no words."""
    words = unbroken(read.words)
    pieces = [piece for part in parts for piece in part.split(BLANK)]
    return [piece for piece in pieces if unbroken(piece) not in words]
