"""A document as one HTML page, complete in itself: no script, no request.

It is written directly, not by way of Markdown: a box needs a label of its own, which no Markdown
has, and every text of a pack passes through one `escape`.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mes_optout.documents.fitting import USUAL, choose_size
from mes_optout.documents.markup import (
    escape,
    fill_in,
    render_blank,
    render_label,
    render_line,
    render_paragraph,
    render_tag,
)
from mes_optout.files import read_packaged
from mes_optout.i18n import _
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
from mes_optout.wording.phrases import set_off

# Nothing may be loaded or run; only the style sheet in the page counts.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


_TOP = 2  # the level of a part's heading, below the page's own


def as_html(document: Document) -> str:
    """Write a document as a page; texts are escaped, so that a pack cannot add markup."""
    return "\n".join(_render_page(document)) + "\n"


def _render_page(document: Document) -> Iterator[str]:
    # A letter is one sheet, which needs no number: its style goes by this.
    kind = "list" if document.headed else "letter"
    yield from render_head(document.title, document.language, kind, read_style("paper.css"))
    if document.headed:
        yield f"<header><h1>{escape(document.title)}</h1></header>"
    yield "<main>"
    for part in document.parts:
        if document.headed:
            yield from _render_sheet(part, document.language)
        else:
            yield from _render_part(part, _TOP, document.language)
    yield "</main>\n</body>\n</html>"


def render_head(title: str, language: str, kind: str, style: str) -> Iterator[str]:
    """Yield what comes before all that is read: nothing may be loaded or run, nothing is told."""
    yield "<!doctype html>"
    yield f'<html lang="{language}">'
    yield '<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Or else a browser may ask for the names of sites before anybody opens one.
    yield '<meta http-equiv="x-dns-prefetch-control" content="off">'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">'
    yield f"<title>{escape(title)}</title>"
    yield f'<style>\n{style}</style>\n</head>\n<body class="{kind}">'


def read_style(*names: str) -> str:
    """Return style sheets that came along, without their comments."""
    sheets = (read_packaged(Path(__file__).with_name(name)).decode() for name in names)
    return re.sub(r" */\*.*?\*/\n?", "", "".join(sheets), flags=re.DOTALL)


def _render_sheet(part: Part, around: str) -> Iterator[str]:
    """Yield a list: on paper it has two columns below its head, in letters that fill its leaves."""
    size = choose_size(part)
    yield f'<div class="sheet" style="--size: {size or USUAL}pt">'
    # What takes more than a leaf would be cut where its back is not free.
    if part.slip and size:
        yield '<div class="slip">'
        yield from _render_fields(part.slip.fields)
        yield f"{render_tag('p', part.slip.text)}</div>\n{render_tag('p', part.slip.below)}"
    yield from _render_part(part, _TOP, around)
    yield "</div>"


def _render_part(part: Part, level: int, around: str) -> Iterator[str]:
    """Yield a part below its heading; says its language where it is not the one around it."""
    key, spoken = escape(part.key), "" if part.language == around else f' lang="{part.language}"'
    element = "article" if part.number else "section"
    # Only what stands alone is a landmark: several lists have several parts of one name, and copies
    # are lists of one name.
    alone = part.title and (part.number or (level == _TOP and not part.slip))
    named = f' aria-labelledby="{key}"' if alone else ""
    yield f"<{element}{named}{spoken}>"
    if part.title:
        number = f"{part.number}. " if part.number else ""
        yield f'<h{level} id="{key}">{number}{escape(part.title)}</h{level}>'
    for block in part.blocks:
        yield from render_block(block, level + 1 if part.title else level)
    if part.parts:
        yield '<div class="steps">'
        for below in part.parts:
            yield from _render_part(below, level + 1, part.language)
        yield "</div>"
    yield f"</{element}>"


def render_block(block: Block, level: int) -> Iterator[str]:
    """Yield a block; `level` is that of a heading in it."""
    match block:
        case Row():
            yield from _render_row(block)
        case Text():
            lead = f"<b>{escape(block.lead)}</b> " if block.lead else ""
            yield f"<p>{lead}{escape(block.text)}</p>"
        case Points():
            if block.label:
                yield render_tag(f"h{level}", block.label)
            yield from _render_list("ul", map(render_point, block.points))
        case Address():
            address = escape(block.url)
            label = render_label(block.label)
            yield f'<p class="address">{label} <a href="{address}">{address}</a></p>'
            if block.qr:
                yield from _render_qr(block.url)
        case Boxes() | Fields() | Notes():
            yield from _render_group(block)
        case _:
            yield from _render_by_hand(block, level)


def _render_group(block: Group) -> Iterator[str]:
    match block:
        case Boxes():
            yield from _render_boxes(block)
        case Fields():
            yield from _render_fields(block.fields)
        case Notes():
            yield '<div class="notes">'
            for row in block.rows:
                yield from _render_row(row)
            yield "</div>"


def _render_qr(address: str) -> Iterator[str]:
    from mes_optout.documents.qr import render_svg  # noqa: PLC0415  (rarely asked for)

    said = escape(_("{label}: {text}").format(label=_("QR code"), text=address))
    yield f'<div class="qr" role="img" aria-label="{said}">{render_svg(address)}</div>'


def _render_row(row: Row) -> Iterator[str]:
    """Yield a row as a paragraph, or as a numbered list."""
    if row.numbered:
        if row.label:
            yield f"<p>{render_label(row.label)}</p>"
        yield from _render_list("ol", map(escape, row.lines))
    else:
        yield f"<p>{render_label(row.label)} {escape(' '.join(row.lines))}</p>"


def _render_boxes(boxes: Boxes) -> Iterator[str]:
    yield "<fieldset>"
    yield render_tag("legend", boxes.question)
    for box in boxes.boxes:
        key, ticked = escape(box.key), " checked" if box.ticked else ""
        yield f'<div><input type="checkbox" id="{key}"{ticked}>'
        yield f'<label for="{key}">{escape(box.text)}</label></div>'
    yield "</fieldset>"


def _render_fields(fields: Iterable[Field]) -> Iterator[str]:
    yield '<div class="fields">'
    for each in fields:
        value = escape(each.value) or render_blank(_("to complete by hand"))
        yield f"<p>{render_label(each.label)} {value}</p>"
    yield "</div>"


def _render_by_hand(block: ByHand, level: int) -> Iterator[str]:
    """Yield a block of a letter; what is to complete by hand can be seen without a style too."""
    match block:
        case Blank():
            yield f'<p class="blank">{escape(block.label)} {render_blank()}</p>'
        case Paragraph():
            yield render_paragraph(block.text)
        case Lines():
            yield '<p class="office">{}</p>'.format("<br>".join(map(render_line, block.lines)))
        case Subject():
            yield render_tag(f"h{level - 1}", block.text)
        case Signature():
            yield f'<p class="signature">{escape(block.label)}</p>'


def render_point(point: Text) -> str:
    """Return what stands in a point, as the content of an element."""
    lead = f"<em>{escape(set_off(point.lead))}</em> " if point.lead else ""
    return lead + fill_in(point.text, _("to complete by hand"))


def _render_list(kind: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a list of lines that are HTML already."""
    yield f"<{kind}>"
    yield from (f"<li>{line}</li>" for line in lines)
    yield f"</{kind}>"
