"""A page as a Rich panel, on a cleared screen, with a QR code where there is room for one.

Nothing but bold and the terminal's own colours: each of the sixteen others is hard to read on some
ground. A QR code alone is dark on light.
"""

import os
import sys
from collections.abc import Iterable, Iterator

from rich.console import Console, Group
from rich.panel import Panel
from rich.text import Text

from mes_optout.documents.qr import QUIET, render_half_blocks
from mes_optout.terminal.layout import NO_AIR, Layout, Line, Sheet
from mes_optout.walkthrough.prompter import Screen

_CLEAR = "\033[H\033[J"

# What a page with a code holds besides it and the address: two answers of a row each, the question
# and the line of keys, which have at most this many characters. The answer before gives way.
_ANSWERS = 2
_SENTENCES = (79, 60)
# With less room than the standard's margin wants, half of it; readers need no more.
_QUIETS = (QUIET, QUIET // 2)


def draw(sheet: Sheet, code: Iterable[str] = ()) -> None:
    """Clear the screen, then write a page; `code` are the lines of a QR code."""
    sys.stdout.write(_CLEAR)
    _print(sheet, code)


def print_page(screen: Screen, columns: int) -> None:
    """Write a page below what is there already."""
    _print(Layout(screen, "", columns).whole(NO_AIR), ())


def _print(sheet: Sheet, code: Iterable[str]) -> None:
    console = Console(
        width=sheet.columns,
        highlight=False,
        markup=False,
        emoji=False,
        no_color=True if os.environ.get("CLICOLOR") == "0" else None,
        color_system="standard",
    )
    with console.capture() as page:
        for part in _render(sheet, code):
            # Not folded by Rich: a copied address must be whole.
            console.print(part, soft_wrap=True)
    sys.stdout.write(page.get())
    sys.stdout.flush()


def _render(sheet: Sheet, code: Iterable[str]) -> Iterator[Text | Panel]:
    """Yield what stands on a page, from top to bottom."""
    yield from map(_text, sheet.above)
    if sheet.framed:
        yield Panel(
            Group(*map(_text, sheet.frame)),
            title=Text(sheet.title, style="bold") if sheet.title else None,
            title_align="left",
            subtitle=Text(sheet.edge) if sheet.edge else None,
            subtitle_align="right",
            width=sheet.width,
        )
    else:
        yield from map(_text, sheet.frame)
    yield from map(_text, sheet.below)
    yield from map(_colour_code, code)


def _text(line: Line) -> Text:
    return Text(line.text, style="bold" if line.strong else "")


def fit_code(address: str, columns: int, rows: int) -> list[str]:
    """Return the code with as wide a margin as there is room for, or nothing."""
    others = _ANSWERS + sum(-(-n // columns) for n in (len(address), *_SENTENCES))
    for quiet in _QUIETS:
        lines = render_half_blocks(address, quiet)
        if len(lines[0]) <= columns and len(lines) + others <= rows:
            return lines
    return []


def _colour_code(line: str) -> Text:
    """Return a row of the code dark on light whatever the terminal's own colours are."""
    return Text(line, style="black on bright_white")
