"""Palettes of terminals, the styles that a program writes, and how well each can be read in each.

The ratio is that of WCAG 2: of the luminances of two colours, each with 0.05 added for the light
that falls on a screen.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

TEXT, GRAPHICS = 4.5, 3.0  # WCAG 2: success criteria 1.4.3 and 1.4.11

_FILE = Path(__file__).with_name("palettes.toml")
_BRIGHT = 8
_TENS = {3: 0, 4: 0, 9: _BRIGHT, 10: _BRIGHT}  # 30 to 37 are letters, 40 grounds, 90 and 100 bright
_OWN = (39, 49)
_PIECE = re.compile(
    r"\x1b\[(?P<sgr>[\d;]*)m|\x1b\[[^@-~]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b."
    r"|(?P<text>[^\x1b]+)"
)


class Style(NamedTuple):
    """How letters are written. Colours are 0 to 15, or None for the terminal's own."""

    fore: int | None = None
    ground: int | None = None
    bold: bool = False
    dim: bool = False
    reverse: bool = False

    def __str__(self) -> str:
        """Return what is not the terminal's own."""
        said = {name: value for name, value in self._asdict().items() if value is not None}
        return ", ".join(f"{name} {value}" for name, value in said.items() if value is not False)

    def after(self, sequence: str) -> "Style":
        """Return the style after the numbers of an SGR sequence.

        Raises ValueError for what no palette tells: other colours, and what some terminals show as
        another colour, such as underlining on the Linux console.
        """
        style = self
        for number in (int(each or 0) for each in sequence.split(";")):
            style = style._after(number)
        return style

    def _after(self, number: int) -> "Style":  # noqa: PLR0911  (one line a number)
        match number:
            case 0:
                return Style()
            case 1:
                return self._replace(bold=True)
            case 2:
                return self._replace(dim=True)
            case 7:
                return self._replace(reverse=True)
            case 22:
                return self._replace(bold=False, dim=False)
            case 27:
                return self._replace(reverse=False)
        return self._coloured(number)

    def _coloured(self, number: int) -> "Style":
        tens, ones = divmod(number, 10)
        if tens not in _TENS or (ones > 7 and number not in _OWN):
            raise ValueError(number)
        colour = None if number in _OWN else ones + _TENS[tens]
        return self._replace(fore=colour) if tens in (3, 9) else self._replace(ground=colour)


# All that the program uses, by what it is for, as SGR numbers.
STYLES: Mapping[str, Style] = {
    name: Style().after(sequence)
    for name, sequence in {
        "text": "",
        "bold": "1",
        "current answer": "7",
        "QR code": "30;107",
    }.items()
}


def find_styles(written: str) -> dict[Style, str]:
    """Return each style in which something was written, and the characters but blanks.

    Raises what `Style.after` does.
    """
    found: dict[Style, set[str]] = {}
    style = Style()
    for piece in _PIECE.finditer(written):
        if piece["sgr"] is not None:
            style = style.after(piece["sgr"])
        elif seen := {each for each in piece["text"] or "" if each.isprintable() and each != " "}:
            found.setdefault(style, set()).update(seen)
    return {style: "".join(sorted(seen)) for style, seen in found.items()}


@dataclass(frozen=True, slots=True)
class Palette:
    """What a terminal makes of its own colours and of the sixteen. See palettes.toml."""

    name: str
    foreground: str
    background: str
    colours: tuple[str, ...]
    sources: tuple[str, ...]
    read: date
    said: str
    bold_foreground: str = ""
    bold_background: str = ""
    dark_grounds: bool = False
    faint: bool = False

    @property
    def is_light(self) -> bool:
        """Whether text is darker than its ground."""
        return _luminance(self.foreground) < _luminance(self.background)

    def ratio(self, style: Style) -> float:
        """Return the lowest contrast that a style can have. Raises ValueError for dim letters.

        How dim they become is each terminal's own affair.
        """
        if style.dim:
            raise ValueError(style)
        return min(contrast(fore, ground) for fore, ground in self._shown(style))

    def _shown(self, style: Style) -> Iterator[tuple[str, str]]:
        """Yield what may be in front and behind: bold brightens or not, before a swap or after."""
        fore, bold_fore = self._both(style.fore, self.foreground, self.bold_foreground)
        behind = style.ground
        if self.dark_grounds and behind is not None:
            behind %= _BRIGHT
        ground, bold_ground = self._both(behind, self.background, self.bold_background)
        yield (ground, fore) if style.reverse else (fore, ground)
        if style.bold and style.reverse:
            yield from ((ground, bold_fore), (bold_ground, fore))
        elif style.bold:
            yield bold_fore, ground

    def _both(self, number: int | None, own: str, own_bold: str) -> tuple[str, str]:
        """Return a colour as it is, and as it may be where letters are bold."""
        if number is None:
            return own, own_bold or own
        return self.colours[number], self.colours[number % _BRIGHT + _BRIGHT]


@cache
def load_palettes() -> tuple[Palette, ...]:
    """Return the palettes, in the order of the file."""
    listed = tomllib.loads(_FILE.read_text(encoding="utf-8"))["palette"]
    lists = ("colours", "sources")
    return tuple(Palette(**{**each, **{key: tuple(each[key]) for key in lists}}) for each in listed)


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours as « #rrggbb », from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
