"""A page as a Rich panel, on a cleared screen, with a QR code where there is room for one."""

import os
import sys
from collections.abc import Iterator

from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from mes_optout.documents.qr import QUIET, render_half_blocks
from mes_optout.i18n import _
from mes_optout.text import sanitize, wrap
from mes_optout.walkthrough.prompter import Place, Screen
from mes_optout.wording.blocks import Address, Row

# From this width on, labels stand beside their text; below, above it.
TWO_COLUMNS = 60
# Narrower than this, a frame would take the room that long words need.
FRAMED = 30
WIDEST = 100
_METER = 12
_CLEAR = "\033[H\033[J"

# What a page with a code holds besides it and the address: two answers of a row each, and the
# answer before and the question, which have at most this many characters.
_ANSWERS = 2
_SENTENCES = (79, 79)
# With less room than the standard's margin wants, half of it; readers need no more.
_QUIETS = (QUIET, QUIET // 2)


def draw(screen: Screen, confirmation: str, columns: int, rows: int = 0) -> int:
    """Clear the screen, then write a page. See `print_page`."""
    sys.stdout.write(_CLEAR)
    return print_page(screen, confirmation, columns, rows)


def print_page(screen: Screen, confirmation: str, columns: int, rows: int = 0) -> int:
    """Write a page below what is there already; a code is drawn if `rows` leave room for it.

    `confirmation` says the answer before back, above the page. Returns how many rows it takes.
    """
    console = Console(
        width=columns,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=True if os.environ.get("CLICOLOR") == "0" else None,
        color_system="standard",
    )
    with console.capture() as page:
        for part in render_parts(screen, confirmation, columns):
            console.print(part, soft_wrap=True)
        if screen.code and (lines := fit_code(screen.code, columns, rows)):
            console.print(_colour_code(lines), soft_wrap=True)
    # Past Rich, which would fold it: a copied address must be whole.
    below = [line for each in screen.addresses for line in _wrap_address(each, columns)]
    sys.stdout.write(page.get() + "".join(f"{line}\n" for line in below))
    sys.stdout.flush()
    return page.get().count("\n") + sum(max(1, -(-len(line) // columns)) for line in below)


def _wrap_address(address: Address, columns: int) -> list[str]:
    label = wrap(address.label, columns) if address.label else []
    return [*label, sanitize(address.url)]


def render_parts(screen: Screen, confirmation: str, columns: int) -> Iterator[Text | Panel]:
    """Yield what stands on the page above the address, from top to bottom."""
    if confirmation:
        yield Text("\n".join(wrap(confirmation, columns)))
    if screen.heading:
        yield Text("\n".join(wrap(screen.heading, columns)), style="bold")
    if screen.place:
        yield Text("\n".join(_wrap_place(screen.place, columns)))
    framed = columns >= FRAMED and bool(screen.text or screen.rows)
    # Rich cuts a title that does not fit into the frame.
    title = sanitize(screen.title)
    in_frame = framed and len(title) <= columns - 6
    if title and not in_frame:
        yield Text("\n".join(wrap(title, columns)), style="bold")
    if not framed:
        yield from _render_content(screen, columns)
        return
    yield Panel(
        Group(*_render_content(screen, min(columns, WIDEST) - 4)),
        title=Text(title, style="bold") if in_frame else None,
        title_align="left",
        border_style="blue",
        width=min(columns, WIDEST),
    )


def _wrap_place(place: Place, columns: int) -> list[str]:
    full = round(_METER * place.done / place.total)
    meter = "█" * full + "░" * (_METER - full)
    where = _("Step {number} of {total}").format(number=place.number, total=place.total)
    line = f"{where}  {meter}  {place.tally} {place.notice}".rstrip()
    return (
        [sanitize(line)]
        if len(line) <= columns
        else wrap(f"{where}. {place.tally}. {place.notice}", columns)
    )


def _render_content(screen: Screen, width: int) -> Iterator[Text]:
    """Yield what stands in the frame. Too long a word is cut in two: Rich would drop its end."""
    for paragraph in screen.text:
        yield Text("\n".join(wrap(paragraph, width, break_words=True)))
    labels = max((len(row.label) for row in screen.rows), default=0) + 2
    for row in screen.rows:
        if width + 4 >= TWO_COLUMNS:
            yield _render_beside(row, labels, width)
        else:
            yield Text(sanitize(row.label), style="bold")
            yield Text("\n".join(_wrap_row(row, width)))


def _render_beside(row: Row, labels: int, width: int) -> Text:
    text = Text(sanitize(row.label).ljust(labels), style="bold")
    lines = ("\n" + " " * labels).join(_wrap_row(row, width - labels))
    return text.append(lines, style="not bold")


def _wrap_row(row: Row, width: int) -> list[str]:
    lines: list[str] = []
    # Where there is no room for a frame, there is none for an indent either.
    indented = width >= FRAMED
    for number, line in enumerate(row.lines, start=1):
        first = f"{number}. " if row.numbered else ""
        then = " " * len(first) if indented else ""
        lines += wrap(line, width, first=first, then=then, break_words=True)
    return lines


def fit_code(address: str, columns: int, rows: int) -> list[str]:
    """Return the code with as wide a margin as there is room for, or nothing."""
    others = _ANSWERS + sum(-(-length // columns) for length in (len(address), *_SENTENCES))
    for quiet in _QUIETS:
        lines = render_half_blocks(address, quiet)
        if len(lines[0]) <= columns and len(lines) + others <= rows:
            return lines
    return []


def _colour_code(lines: list[str]) -> Text:
    """Return the code dark on light whatever the terminal's own colours are, if it has any."""
    return Text("\n").join(Text(line, style="black on bright_white") for line in lines)
