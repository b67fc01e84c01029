"""Parts and blocks as plain text, for paper, e-mail to oneself or a screen reader."""

from collections.abc import Iterable, Iterator

from mes_optout.content.procedure import BLANK
from mes_optout.i18n import _
from mes_optout.text import WIDTH, sanitize, wrap
from mes_optout.wording.blocks import (
    Address,
    Blank,
    Block,
    Boxes,
    ByHand,
    Document,
    Field,
    Fields,
    Group,
    Lines,
    Notes,
    Paragraph,
    Part,
    Points,
    Row,
    Signature,
    Subject,
    Text,
)

_INDENT = "   "
_LINE = "_" * 40  # a whole line to complete
_DOTS = "." * 24  # a few words to complete, inside a sentence


def as_text(document: Document, width: int = WIDTH) -> str:
    """Write a document in at most `width` columns; only an address or a code may be wider."""
    parts = ["\n".join(_render_part(part, width)) for part in document.parts]
    return "\n\n\n".join(parts) + "\n"


def _render_part(part: Part, width: int) -> Iterator[str]:
    yield from part_head(part, width)
    for below in part.parts:
        yield from part_below(below, width)


def part_head(part: Part, width: int) -> Iterator[str]:
    """Yield what stands above the parts of a part: its title, and its own blocks."""
    if part.title:
        title = wrap(part.title, width)
        yield from title
        yield "=" * max(map(len, title))
    yield from block_lines(part.blocks, width, "")


def part_below(part: Part, width: int) -> Iterator[str]:
    """Yield a part of a part below an empty line: numbered and indented if it is a step."""
    number, indent = (f"{part.number}. ", _INDENT) if part.number else ("", "")
    yield ""
    yield from wrap(part.title, width, first=number, then=" " * len(number))
    yield from block_lines(part.blocks, width, indent)


def block_lines(blocks: Iterable[Block], width: int, indent: str) -> Iterator[str]:
    """Yield blocks one after the other, each line indented."""
    for block in blocks:
        yield from _render_block(block, width, indent)


def _render_block(block: Block, width: int, indent: str) -> Iterator[str]:
    match block:
        case Row():
            yield from _render_row(block, width, indent)
        case Text():
            for text in filter(None, (block.lead, block.text)):
                yield from wrap(text, width, first=indent, then=indent)
        case Points():
            yield from _render_points(block, width, indent)
        case Address():
            yield from wrap(block.label, width, first=indent, then=indent)
            yield indent + sanitize(block.url)
            if block.qr:
                from mes_optout.documents.qr import render_half_blocks  # noqa: PLC0415  (rarely asked for)

                yield from (indent + line for line in render_half_blocks(block.url))
        case Boxes() | Fields() | Notes():
            yield from _render_group(block, width, indent)
        case _:
            yield from _render_by_hand(block, width)


def _render_group(block: Group, width: int, indent: str) -> Iterator[str]:
    match block:
        case Boxes():
            for box in block.boxes:
                first = f"{indent}[{'x' if box.ticked else ' '}] "
                yield from wrap(box.text, width, first=first, then=" " * len(first))
        case Fields():
            yield from _render_fields(block.fields, width, indent)
        case Notes():
            for row in block.rows:
                yield from _render_row(row, width, indent)


def _render_row(row: Row, width: int, indent: str) -> Iterator[str]:
    if not row.numbered:
        said = _("{label}: {text}").format(label=row.label, text=" ".join(row.lines))
        yield from wrap(said, width, first=indent, then=indent)
        return
    if row.label:
        yield indent + row.label
    for position, action in enumerate(row.lines, start=1):
        first = f"{indent}{position}. "
        yield from wrap(action, width, first=first, then=" " * len(first))


def _render_fields(fields: Iterable[Field], width: int, indent: str) -> Iterator[str]:
    for each in fields:
        said = _("{label}: {text}").format(label=each.label, text=each.value or _LINE)
        yield from wrap(said, width, first=indent, then=indent)


def _render_points(points: Points, width: int, indent: str) -> Iterator[str]:
    if points.label:
        yield from wrap(points.label, width, first=indent, then=indent)
    for point in points.points:
        said = point.text
        if point.lead:
            said = _("{symptom}: {remedy}").format(symptom=point.lead, remedy=point.text)
        said = said.replace(BLANK, _DOTS)
        yield from wrap(said, width, first=f"{indent}- ", then=f"{indent}  ")


def _render_by_hand(block: ByHand, width: int) -> Iterator[str]:
    """Yield a block of a letter, below an empty line but for the blanks, which stand together."""
    match block:
        case Blank():
            yield from wrap(f"{block.label} {_LINE}", width, then="  ")
        case Paragraph():
            yield from ("", *wrap(block.text.replace(BLANK, _DOTS), width))
        case Lines():
            yield ""
            for line in block.lines:
                text = line.replace(BLANK, _LINE)
                yield from wrap(text, width, first=" " * 4, then=" " * 6)
        case Subject():
            yield from ("", *wrap(block.text, width, then="  "))
        case Signature():
            yield from ("", block.label, "", "", "")
