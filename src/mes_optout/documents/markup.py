"""The smallest pieces of a page of HTML: texts that are escaped, labels, lines to write on."""

import html

from mes_optout.content.procedure import BLANK
from mes_optout.text import insert_no_break_spaces, sanitize
from mes_optout.wording.phrases import set_off

_IN_FRENCH = "à compléter à la main"  # on letters, which are French
_STROKES = BLANK * 2  # the style draws the line instead, as long as there is room


def escape(text: str) -> str:
    """Return a text as HTML can hold it, without what could steer a reader or a terminal.

    Its lines do not break before the signs of French. Attributes stand between double quotes.
    """
    said = html.escape(insert_no_break_spaces(sanitize(text)), quote=False)
    return said.replace('"', "&quot;")


def render_tag(name: str, text: str) -> str:
    """Return an element with a text."""
    return f"<{name}>{escape(text)}</{name}>"


def render_label(label: str) -> str:
    """Return a label that stands out."""
    return f"<b>{escape(set_off(label))}</b>"


def render_blank(said: str = _IN_FRENCH) -> str:
    """Return a line to write on; a screen reader says what it is, not its strokes."""
    return f'<span role="img" aria-label="{escape(said)}">{_STROKES}</span>'


def fill_in(text: str, said: str = _IN_FRENCH) -> str:
    """Return a text with lines to write on in it."""
    return escape(text).replace(BLANK, render_blank(said))


def render_paragraph(text: str) -> str:
    """Return a paragraph; a blank at its end goes on to the margin."""
    said = text.removesuffix(BLANK)
    if said == text:
        return f"<p>{fill_in(text)}</p>"
    return f'<p class="open">{fill_in(said)}{render_blank()}</p>'


def render_line(line: str) -> str:
    """Return a line of an address: a whole one to complete, or what stands there."""
    return f'<span class="line">{render_blank()}</span>' if line == BLANK else fill_in(line)
