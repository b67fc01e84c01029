"""The pieces of the page in HTML: boxes, links, what opens in place, tables, sources."""

from collections.abc import Iterator

from mes_optout.documents.as_html import render_block, render_point
from mes_optout.documents.markup import escape, render_label, render_tag
from mes_optout.documents.page.page_blocks import (
    Cited,
    Deeds,
    Folded,
    Link,
    Linked,
    Links,
    Onward,
    Reached,
    Sheet,
    Source,
    Table,
    Where,
)
from mes_optout.documents.page.sharing import Piece
from mes_optout.i18n import _
from mes_optout.wording.blocks import Box, Subject, Text

LEVEL = 3  # of a heading in a part


def render_piece(piece: Piece, mark: str) -> str:
    """Return a piece of what holds several: an item of a list, a box, a row, a block of a sheet.

    `mark` is an attribute that it gets.
    """
    match piece:
        case Linked():
            return f"<li{mark}>{escape(piece.text)}{_render_links(piece.links)}</li>"
        case Box():
            return f'<label{mark}><input type="checkbox">{escape(piece.text)}</label><br>'
        case Link():
            return f"<li{mark}>{render_link(piece)}</li>"
        case Onward() | Where():
            return _render_of_way(piece, mark)
        case Text():
            return f"<li{mark}>{render_point(piece)}</li>"
        case _:
            block = "\n".join(render_page_block(piece))
            return f"<div{mark}>{block}</div>" if mark else block


def render_page_block(block: Piece) -> Iterator[str]:
    """Yield a block of the page."""
    match block:
        case Linked() | Links():
            yield _render_linked(block)
        case Reached():
            yield f'<p class="reached">{escape(block.text)}</p>'
        case Table() | Cited() | Source():
            yield from _render_listed(block)
        case Text(text="", lead=lead):
            yield render_tag(f"h{LEVEL}", lead)
        case Where() | Deeds() | Folded() | Onward() | Sheet() | Box() | Link():
            raise TypeError(block)  # these come in pieces, see `sharing`
        case Subject():  # the heading of a sheet, below that of its part
            yield from render_block(block, LEVEL + 1)
        case _:
            yield from render_block(block, LEVEL)


def _render_linked(block: Linked | Links) -> str:
    links = _render_links(block.links)
    if isinstance(block, Links):
        return f"{_render_label(block.label)}{links}"
    lead = f"{render_label(block.lead)} " if block.lead else ""
    return f"<p>{lead}{escape(block.text)}</p>{links}"


def _render_of_way(block: Onward | Where, mark: str) -> str:
    """Return where one is, or where one goes on, below what was answered."""
    if isinstance(block, Where):
        return f'<p class="where"{mark}>{escape(block.text)}</p>'
    said, links = block.said, _render_links(block.links)
    if not (mark or block.one_of_several):
        return links
    above = render_tag("p", said) if said else ""
    if block.one_of_several and not said:
        others = _("In all other cases:")
        above = f'<p class="else">{escape(others)}</p>'
    again = ' class="again"' if block.again else ""
    return f"<div{again}{mark}>{above}{links}</div>"


def _render_label(label: str) -> str:
    return render_tag(f"h{LEVEL}", label) if label else ""


def _render_listed(block: Table | Cited | Source) -> Iterator[str]:
    match block:
        case Table():
            yield "<table><thead><tr>"
            yield "".join(f'<th scope="col">{escape(name)}</th>' for name in block.head)
            yield "</tr></thead><tbody>"
            for row in block.rows:
                yield f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
            yield "</tbody></table>"
        case Cited():
            links = (f'<a href="#s{n}">{n}</a>' for n in block.numbers)
            yield f'<p class="cited">{render_label(block.label)} {" ".join(links)}</p>'
        case Source():
            url, number = escape(block.url), block.number
            yield f'<p class="address" id="s{number}" tabindex="-1">{number}. {escape(block.name)}'
            yield f'<a href="{url}">{url}</a></p>'


def _render_links(links: tuple[Link, ...]) -> str:
    items = "".join(f"<li>{render_link(link)}</li>" for link in links)
    return f'<ul class="to">{items}</ul>' if items else ""


def render_link(link: Link) -> str:
    """Return a link to a part."""
    return f'<a href="#{link.to}">{escape(link.label)}</a>'
