"""The guide as one page of HTML: a part at a time by its links, without a script or a request.

A part is shown once a link leads to it (`:target`); before that all stand below one another, so
that it reads where links are dead. What of a section is for some of its parts says so (`data-n`).
A browser that does not know `:has()` jumps to the part instead.
"""

from collections.abc import Iterator
from itertools import groupby

from mes_optout.documents.as_html import read_style, render_head
from mes_optout.documents.markup import escape, render_tag
from mes_optout.documents.page.page_blocks import Deeds, Folded, Link, Links, Onward, Sheet, Where
from mes_optout.documents.page.sharing import Item, Section, Wrap
from mes_optout.documents.page.whole import HELP, LEAVE, LETTERS, START, Page
from mes_optout.documents.page_markup import LEVEL, render_link, render_page_block, render_piece
from mes_optout.i18n import _, language
from mes_optout.wording.blocks import Boxes, Notes, Points


def as_page(page: Page) -> str:
    """Write the page; texts are escaped, so that a pack cannot add markup."""
    return "\n".join(_render_page(page)) + "\n"


def _render_page(page: Page) -> Iterator[str]:
    style = read_style("paper.css", "page.css") + _tell_apart(page)
    title, everywhere, away = _("Guide"), _("On every part"), page.keys[LEAVE]
    yield from render_head(title, language(), "guide", style)
    yield f"<header>{render_tag('h1', title)}"
    yield f'<nav aria-label="{escape(everywhere)}">'
    for name, place in (
        (_("Leave"), LEAVE),
        (_("Beginning"), START),
        (_("Help"), HELP),
        (_("Letters"), LETTERS),
    ):
        if place in page.keys:  # a pack may have no letters, and nobody who helps
            yield render_link(Link(name, page.keys[place]))
    yield "</nav></header>"
    # A browser that keeps what was typed into a page keeps no tick of this one.
    yield '<main><form autocomplete="off">'
    for section in page.sections:
        yield from _render_section(section, away)
    yield "</form></main>\n</body>\n</html>"


def _tell_apart(page: Page) -> str:
    """Return the rules by which a section shows what is for the part that a link has led to."""
    most = max(len(section.keys) for section in page.sections)
    rule = (
        'section:has(.n{n}:target) [data-n]:not([data-n~="n{n}"]) {{ display: none; }}\n'
        'section:has(.n{n}:target) .again[data-n~="n{n}"] {{ display: block; }}\n'
    )
    return "".join(rule.format(n=n) for n in range(1, most + 1))


def _render_section(section: Section, away: str) -> Iterator[str]:
    kinds = {"away": section.keys == (away,), "one": section.one}
    named = " ".join(name for name, wanted in kinds.items() if wanted)
    kind = f' class="{named}"' if named else ""
    spoken = "" if section.language == language() else f' lang="{section.language}"'
    yield f"<section{kind}{spoken}>"
    yield f"<h{LEVEL - 1}>{_render_title(section)}</h{LEVEL - 1}>"
    for wrap, found in groupby(section.items, key=lambda item: item.wrap):
        yield from _render_group(wrap, tuple(found))
    yield "</section>"


def _render_title(section: Section) -> str:
    """Return a title that is the target of each part: focused, so that it is read out there."""
    title = escape(section.title)
    for number, key in reversed([*enumerate(section.keys, start=1)]):
        name = f' class="n{number}"' if len(section.keys) > 1 else ""
        title = f'<span id="{key}" tabindex="-1"{name}>{title}</span>'
    return title


def _render_group(wrap: Wrap | None, items: tuple[Item, ...]) -> Iterator[str]:
    """Yield pieces that follow one another, in what stands around them."""
    if wrap is None:
        yield from map(_render_alone, items)
        return
    # What is around is only for those who see something in it.
    every = any(not item.only for item in items)
    only = () if every else tuple(sorted({n for item in items for n in item.only}))
    if wrap.kind in {Links, Points} and wrap.label:
        yield f"<h{LEVEL}{_mark(only)}>{escape(wrap.label)}</h{LEVEL}>"
    element, kind = _AROUND[wrap.kind]
    spoken = f' lang="{wrap.label}"' if wrap.kind is Sheet else ""
    yield f"<{element}{kind}{spoken}{_mark(only)}>"
    if wrap.kind in _TITLED:
        yield render_tag(_TITLED[wrap.kind], wrap.label)
    elif wrap.kind is Onward and wrap.label:
        yield render_tag(f"h{LEVEL}", wrap.label)
    for item in items:
        own = item._replace(only=() if item.only == only else item.only)
        # What opens in place holds blocks; all others hold pieces of one.
        yield (
            _render_alone(own) if wrap.kind is Folded else render_piece(own.piece, _mark(own.only))
        )
    yield f"</{element}>"


def _render_alone(item: Item) -> str:
    mark = _mark(item.only)
    if isinstance(item.piece, Where):
        return render_piece(item.piece, mark)
    block = "\n".join(render_page_block(item.piece))
    return f"<div{mark}>{block}</div>" if mark else block


_AROUND = {
    Deeds: ("ol", ""),
    Folded: ("details", ""),
    Boxes: ("fieldset", ""),
    Points: ("ul", ""),
    Notes: ("div", ' class="notes"'),
    Links: ("ul", ' class="to"'),
    Onward: ("div", ' class="on"'),
    Sheet: ("div", ' class="letter"'),
}


_TITLED = {Boxes: "legend", Folded: "summary"}


def _mark(only: tuple[int, ...]) -> str:
    """Return the attribute of what is for some parts of its section only."""
    return f' data-n="{" ".join(f"n{n}" for n in only)}"' if only else ""
