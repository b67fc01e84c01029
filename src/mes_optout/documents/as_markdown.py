"""A checklist as Markdown with task boxes."""

import re
from collections.abc import Iterable, Iterator

from mes_optout.content.procedure import BLANK
from mes_optout.text import sanitize
from mes_optout.wording.blocks import (
    Address,
    Block,
    Boxes,
    Document,
    Field,
    Fields,
    Group,
    Notes,
    Part,
    Points,
    Row,
    Text,
)
from mes_optout.wording.phrases import set_off

# What would start a heading, a list, a link, markup or HTML in the middle of somebody's sentence.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")


def as_markdown(document: Document) -> str:
    """Write a list; texts are escaped, so that a pack cannot add links or markup."""
    parts = ("\n".join(_render_part(part, 1)).strip() for part in document.parts)
    return "\n\n".join(parts) + "\n"


def _render_part(part: Part, level: int) -> Iterator[str]:
    number = f"{part.number}. " if part.number else ""
    yield f"{'#' * level} {number}{_escape(part.title)}\n"
    for block in part.blocks:
        yield from _render_block(block)
        yield ""
    for below in part.parts:
        yield from _render_part(below, level + 1)


def _render_block(block: Block) -> Iterator[str]:
    match block:
        case Row():
            yield from _render_row(block)
        case Text():
            lead = f"**{_escape(block.lead)}** " if block.lead else ""
            yield lead + _escape(block.text)
        case Points():
            if block.label:
                yield _render_bold(block.label) + "\n"
            for point in block.points:
                lead = f"*{_escape(set_off(point.lead))}* " if point.lead else ""
                yield f"- {lead}{_escape(point.text)}"
        case Address():
            yield f"{_render_bold(block.label)} <{sanitize(block.url)}>"
        case Boxes() | Fields() | Notes():
            yield from _render_group(block)
        case _:
            raise TypeError(block)  # a letter's: letters are not written as Markdown


def _render_group(block: Group) -> Iterator[str]:
    match block:
        case Boxes():
            for box in block.boxes:
                yield f"- [{'x' if box.ticked else ' '}] {_escape(box.text)}"
        case Fields():
            yield from _render_fields(block.fields)
        case Notes():
            for row in block.rows:
                yield from _render_row(row)
                yield ""


def _render_fields(fields: Iterable[Field]) -> Iterator[str]:
    for each in fields:
        yield f"- {_render_bold(each.label)} {_escape(each.value or BLANK * 3)}"


def _render_row(row: Row) -> Iterator[str]:
    """Yield a row as a paragraph of its own, or as a numbered list."""
    if row.numbered:
        if row.label:
            yield _render_bold(row.label) + "\n"
        yield from (f"{number}. {_escape(line)}" for number, line in enumerate(row.lines, start=1))
    else:
        yield f"{_render_bold(row.label)} {_escape(' '.join(row.lines))}"


def _render_bold(label: str) -> str:
    return f"**{_escape(set_off(label))}**"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", sanitize(text))
