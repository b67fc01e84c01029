"""A page as it comes out of the printer: which words of it stand on which sheet."""

import re
import unicodedata
from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from support.pdf_reading import Read

_COUNTED = re.compile(r"\A(\d+) / (\d+)\n")  # it stands at the foot, and is drawn first

# Every letter of the page in its order, but for blanks and lines to write on, with the numbers of
# lists; and for each
# element its name, that of the next one, the place of its first letter and that after its last one.
LETTERS = r"""() => {
  let text = "";
  const elements = [];
  const letters = said => said.normalize("NFKC").replace(/\s/g, "");
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) { text += letters(node.data); return; }
    if (node.matches("span[role=img]")) return;  // on paper a line is drawn
    const first = text.length;
    if (node.matches("ol > li")) text += `${[...node.parentNode.children].indexOf(node) + 1}.`;
    node.childNodes.forEach(walk);
    const next = node.nextElementSibling?.localName;
    elements.push([node.localName, next ?? "", first, text.length]);
  };
  walk(document.body);
  return [text, elements];
}"""


@dataclass(frozen=True)
class Paper:
    """A PDF file that was printed."""

    file: Path

    @cached_property
    def read(self) -> Read:
        """The file, as it is now."""
        return Read(self.file.read_bytes())

    @cached_property
    def sheets(self) -> list[str]:
        """The words of each sheet, after its « 1 / 4 »."""
        return self.read.sheets

    @property
    def counts(self) -> list[tuple[int, int]]:
        """What each sheet says of itself: its number, and how many there are."""
        found = [_COUNTED.match(sheet) for sheet in self.sheets]
        return [(int(said[1]), int(said[2])) for said in found if said]

    @property
    def letters(self) -> list[str]:
        """The letters of each sheet without its number, as `LETTERS` gives those of the page."""
        bodies = [unicodedata.normalize("NFKC", _COUNTED.sub("", sheet)) for sheet in self.sheets]
        return ["".join(body.split()) for body in bodies]

    def sheet_of(self, letter: int) -> int:
        """Return on which sheet a letter stands, by its place in the whole. The first is 0."""
        return bisect(self._ends, letter)

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self.letters)))
