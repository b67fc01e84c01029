"""A page as a Rich panel, on a cleared screen."""

import os
import sys
from collections.abc import Iterator

from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from mes_optout.i18n import _
from mes_optout.terminal.qr_on_screen import code_lines, drawn
from mes_optout.text import printable, wrap
from mes_optout.walkthrough.prompter import Place, Screen
from mes_optout.wording.blocks import Address, Row

# From this width on, labels stand beside their text; below, above it.
TWO_COLUMNS = 60
# Narrower than this, a frame would take the room that long words need.
FRAMED = 30
WIDEST = 100
_METER = 12
_CLEAR = "\033[H\033[J"


def draw(screen: Screen, said: str, columns: int, rows: int = 0) -> int:
    """Clear the screen and write `said` (the answer before), then the page. See `print_page`."""
    sys.stdout.write(_CLEAR)
    return print_page(screen, said, columns, rows)


def print_page(screen: Screen, said: str, columns: int, rows: int = 0) -> int:
    """Write a page below what is there already; a code is drawn if `rows` leave room for it.

    Returns how many rows it takes.
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
        for part in parts(screen, said, columns):
            console.print(part, soft_wrap=True)
        if screen.code and (lines := code_lines(screen.code, columns, rows)):
            console.print(drawn(lines), soft_wrap=True)
    # Past Rich, which would fold it: a copied address must be whole.
    below = [line for each in screen.addresses for line in _address(each, columns)]
    written = page.get() + "".join(f"{line}\n" for line in below)
    sys.stdout.write(written)
    sys.stdout.flush()
    return page.get().count("\n") + sum(max(1, -(-len(line) // columns)) for line in below)


def _address(address: Address, columns: int) -> list[str]:
    label = wrap(address.label, columns) if address.label else []
    return [*label, printable(address.url)]


def parts(screen: Screen, said: str, columns: int) -> Iterator[Text | Panel]:
    """Yield what stands on the page above the address, from top to bottom."""
    if said:
        yield Text("\n".join(wrap(said, columns)))
    if screen.heading:
        yield Text("\n".join(wrap(screen.heading, columns)), style="bold")
    if screen.place:
        yield Text("\n".join(_place(screen.place, columns)))
    framed = columns >= FRAMED and bool(screen.text or screen.rows)
    # Rich cuts a title that does not fit into the frame.
    title = printable(screen.title)
    in_frame = framed and len(title) <= columns - 6
    if title and not in_frame:
        yield Text("\n".join(wrap(title, columns)), style="bold")
    if not framed:
        yield from _inside(screen, columns)
        return
    yield Panel(
        Group(*_inside(screen, min(columns, WIDEST) - 4)),
        title=Text(title, style="bold") if in_frame else None,
        title_align="left",
        border_style="blue",
        width=min(columns, WIDEST),
    )


def _place(place: Place, columns: int) -> list[str]:
    full = round(_METER * place.done / place.total)
    meter = "█" * full + "░" * (_METER - full)
    where = _("Step {number} of {total}").format(number=place.number, total=place.total)
    line = f"{where}  {meter}  {place.tally} {place.notice}".rstrip()
    return (
        [printable(line)]
        if len(line) <= columns
        else wrap(f"{where}. {place.tally}. {place.notice}", columns)
    )


def _inside(screen: Screen, width: int) -> Iterator[Text]:
    """Yield what stands in the frame. Too long a word is cut in two: Rich would drop its end."""
    for paragraph in screen.text:
        yield Text("\n".join(wrap(paragraph, width, break_words=True)))
    labels = max((len(row.label) for row in screen.rows), default=0) + 2
    for row in screen.rows:
        if width + 4 >= TWO_COLUMNS:
            yield _beside(row, labels, width)
        else:
            yield Text(printable(row.label), style="bold")
            yield Text("\n".join(_lines(row, width)))


def _beside(row: Row, labels: int, width: int) -> Text:
    lines = _lines(row, width - labels)
    text = Text(printable(row.label).ljust(labels), style="bold")
    text.append(lines[0], style="not bold")
    for line in lines[1:]:
        text.append("\n" + " " * labels + line, style="not bold")
    return text


def _lines(row: Row, width: int) -> list[str]:
    lines: list[str] = []
    # Where there is no room for a frame, there is none for an indent either.
    indented = width >= FRAMED
    for number, line in enumerate(row.lines, start=1):
        first = f"{number}. " if row.numbered else ""
        then = " " * len(first) if indented else ""
        lines += wrap(line, width, first=first, then=then, break_words=True)
    return lines
