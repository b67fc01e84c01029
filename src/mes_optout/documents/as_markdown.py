"""A checklist as Markdown with task boxes."""

import re
from collections.abc import Iterator

from mes_optout.i18n import _
from mes_optout.text import sanitize
from mes_optout.wording.blocks import Address, Block, Boxes, Document, Part, Points, Row, Text

# What would start a heading, a list, a link, markup or HTML in the middle of somebody's sentence.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(document: Document) -> str:
    """Write a list; texts are escaped, so that a pack cannot add links or markup."""
    parts = ("\n".join(_part(part, 1)).strip() for part in document.parts)
    return "\n\n".join(parts) + "\n"


def _part(part: Part, level: int) -> Iterator[str]:
    number = f"{part.number}. " if part.number else ""
    yield f"{'#' * level} {number}{_safe(part.title)}\n"
    for block in part.blocks:
        yield from _block(block)
        yield ""
    for below in part.parts:
        yield from _part(below, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Row():
            yield from _row(block)
        case Text():
            lead = f"**{_safe(block.lead)}** " if block.lead else ""
            yield lead + _safe(block.text)
        case Points():
            if block.label:
                yield _bold(block.label) + "\n"
            for point in block.points:
                lead = f"*{_label(point.lead)}* " if point.lead else ""
                yield f"- {lead}{_safe(point.text)}"
        case Address():
            yield f"{_bold(block.label)} <{sanitize(block.url)}>"
        case Boxes():
            for box in block.boxes:
                yield f"- [{'x' if box.ticked else ' '}] {_safe(box.text)}"
        case _:
            raise TypeError(block)  # a letter's: letters are not written as Markdown


def _row(row: Row) -> Iterator[str]:
    """Yield a row as a paragraph of its own, or as a numbered list."""
    if row.numbered:
        yield _bold(row.label) + "\n"
        yield from (f"{number}. {_safe(line)}" for number, line in enumerate(row.lines, start=1))
    else:
        yield f"{_bold(row.label)} {_safe(' '.join(row.lines))}"


def _bold(label: str) -> str:
    return f"**{_label(label)}**"


def _label(label: str) -> str:
    """Return a label with its colon; what ends a sentence, or in a colon, stands as it is."""
    ends = label.endswith((":", ".", "?", "!"))
    return _safe(label if ends else _("{label}:").format(label=label))


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", sanitize(text))
