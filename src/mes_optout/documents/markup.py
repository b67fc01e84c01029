"""The smallest pieces of a page of HTML: texts that are escaped, labels, lines to write on."""

import html

from mes_optout.content.procedure import BLANK
from mes_optout.i18n import _
from mes_optout.text import insert_no_break_spaces, sanitize


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
    return f"<strong>{end_label(label)}</strong>"


def end_label(label: str) -> str:
    """Return a label with its colon; what ends a sentence stands as it is."""
    ends = label.endswith((":", ".", "?", "!"))
    return escape(label if ends else _("{label}:").format(label=label))


def render_blank(length: int, said: str = "à compléter à la main") -> str:
    """Return a line to write on; a screen reader says what it is, not its strokes.

    On letters, which are French, it says so in French.
    """
    return f'<span role="img" aria-label="{escape(said)}">{BLANK * length}</span>'


def fill_in(text: str, length: int) -> str:
    """Return a text with lines to write on in it."""
    return escape(text).replace(BLANK, render_blank(length))


def render_paragraph(text: str) -> str:
    """Return a paragraph; a blank at its end goes on to the margin."""
    said = text.removesuffix(BLANK)
    if said == text:
        return f"<p>{fill_in(text, 3)}</p>"
    return f'<p class="open">{fill_in(said, 3)}{render_blank(5)}</p>'


def render_line(line: str) -> str:
    """Return a line of an address: a whole one to complete, or what stands there."""
    return f'<span class="line">{render_blank(5)}</span>' if line == BLANK else fill_in(line, 5)
