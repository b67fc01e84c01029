"""Writes docs/contrast.md anew: the contrast of each style in each palette, and who says so.

What the styles and palettes are is in the tests, which look at what the program really writes.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

# The palettes are those of the tests.
sys.path.append(str(Path(__file__).parents[1] / "tests"))

from support.palettes import STYLES, TEXT, Palette, load_palettes

PAGE = Path(__file__).parents[1] / "docs/contrast.md"

_HEAD = f"""\
# How well each style can be read

The program writes in the terminal's own colours. What it adds: bold letters, the two colours
swapped for the answer that one stands on, and black on bright white for a QR code. Here is the
contrast of each, as WCAG 2 reckons it, in {{count}} usual palettes; {{light}} of them have dark
letters on a light ground. WCAG 2 wants {TEXT} for text. Frames are of the colour of text.

Terminals show bold letters in different ways, brighter or not: the lowest contrast stands here.
`tests/terminal/test_contrast.py` looks at the styles of pages and menus as they are written, and
`python tools/contrast.py` writes this page from `tests/support/palettes.toml`.
"""
_BELOW = f"""
## Below {TEXT} by itself

The text of this palette is that faint whatever the program. No style is worse.
"""
_SOURCES = """
## Where the colours were read
"""
_UNKNOWN = """
## What is not known

Colours that people choose for themselves, grounds that let a picture through and real screens are
not in this table.
"""


def write_page() -> str:
    """Return the page."""
    listed = load_palettes()
    usual = [each for each in listed if not each.faint]
    light = sum(each.is_light for each in usual)
    below = [each for each in listed if each.faint]
    return "".join(
        (
            _HEAD.format(count=len(usual), light=light),
            _table(usual),
            _BELOW,
            _table(below),
            _SOURCES,
            _list(map(_source, listed)),
            _UNKNOWN,
        )
    )


def _table(palettes: Iterable[Palette]) -> str:
    rows: list[list[str]] = [
        ["palette", "text on ground", *STYLES],
        ["---", "---", *("--:" for _ in STYLES)],
        *(list(_row(each)) for each in palettes),
    ]
    return "\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(palette: Palette) -> Iterator[str]:
    yield palette.name
    yield f"`{palette.foreground}` on `{palette.background}`"
    for style in STYLES.values():
        yield f"{palette.ratio(style):.2f}"


def _list(lines: Iterable[str]) -> str:
    return "\n" + "".join(f"- {line}\n" for line in lines)


def _source(palette: Palette) -> str:
    links = ", ".join(f"[{unquote(url.rpartition('/')[2])}]({url})" for url in palette.sources)
    return f"**{palette.name}**: {palette.said}. {links}, read on {palette.read}."


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
