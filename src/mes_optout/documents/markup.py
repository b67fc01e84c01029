"""The smallest pieces of a page of HTML: texts that are escaped, labels, lines to write on."""

import html

from mes_optout.content.procedure import BLANK
from mes_optout.text import insert_no_break_spaces, sanitize
from mes_optout.wording.phrases import set_off

_IN_FRENCH = "à compléter à la main"  # on letters, which are French


def escape(text: str) -> str:
    """Return a text as HTML can hold it, without what could steer a reader or a terminal.

    Its lines do not break before the signs of French.
    """
    return html.escape(insert_no_break_spaces(sanitize(text)))


def render_tag(name: str, text: str) -> str:
    """Return an element with a text."""
    return f"<{name}>{escape(text)}</{name}>"


def render_label(label: str) -> str:
    """Return a label that stands out."""
    return f"<strong>{escape(set_off(label))}</strong>"


def render_blank(length: int, said: str = _IN_FRENCH) -> str:
    """Return a line to write on; a screen reader says what it is, not its strokes."""
    return f'<span role="img" aria-label="{escape(said)}">{BLANK * length}</span>'


def fill_in(text: str, length: int, said: str = _IN_FRENCH) -> str:
    """Return a text with lines to write on in it."""
    return escape(text).replace(BLANK, render_blank(length, said))


def render_paragraph(text: str) -> str:
    """Return a paragraph; a blank at its end goes on to the margin."""
    said = text.removesuffix(BLANK)
    if said == text:
        return f"<p>{fill_in(text, 3)}</p>"
    return f'<p class="open">{fill_in(said, 3)}{render_blank(5)}</p>'


def render_line(line: str) -> str:
    """Return a line of an address: a whole one to complete, or what stands there."""
    return f'<span class="line">{render_blank(5)}</span>' if line == BLANK else fill_in(line, 5)
