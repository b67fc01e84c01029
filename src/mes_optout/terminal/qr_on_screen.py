"""QR codes on a screen: half blocks, dark on light whatever the terminal's own colours are."""

from rich.text import Text

from mes_optout.documents.qr import QUIET, render_half_blocks

# What a page with a code holds besides it and the address: two answers of a row each, and the
# answer before and the question, which have at most this many letters.
_ANSWERS = 2
_SENTENCES = (79, 79)
# With less room than the standard's margin wants, half of it; readers need no more.
_QUIETS = (QUIET, QUIET // 2)


def code_lines(address: str, columns: int, rows: int) -> list[str]:
    """Return the code with as wide a margin as there is room for, or nothing."""
    others = _ANSWERS + sum(-(-length // columns) for length in (len(address), *_SENTENCES))
    for quiet in _QUIETS:
        lines = render_half_blocks(address, quiet)
        if len(lines[0]) <= columns and len(lines) + others <= rows:
            return lines
    return []


def drawn(lines: list[str]) -> Text:
    """Return the code in black on white, where colours are wanted."""
    return Text("\n").join(Text(line, style="black on bright_white") for line in lines)
