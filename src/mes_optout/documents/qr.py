"""An address as a QR code: a phone reads it, and opens it on one's own device."""

from typing import TYPE_CHECKING

from mes_optout.text import sanitize

if TYPE_CHECKING:
    import segno

# The light margin around a code, in modules, that the standard asks for.
QUIET = 4
_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def render_svg(address: str) -> str:
    """Return the code as an SVG element without a size of its own and without a name."""
    made: str = _make_code(address).svg_inline(
        border=QUIET, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return made


def render_half_blocks(address: str, quiet: int = QUIET) -> list[str]:
    """Return the code as lines of half blocks, with two rows of modules in each.

    A block is dark and a blank is light, as on paper. A terminal that is not told its colours shows
    it the other way round on a dark background; most readers take that too.
    """
    modules = [
        [bool(module) for module in row] for row in _make_code(address).matrix_iter(border=quiet)
    ]
    below = [*modules[1::2], [False] * len(modules[0])]  # an odd number of rows: one light one more
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(modules[::2], below, strict=False)
    ]


def _make_code(address: str) -> "segno.QRCode":
    import segno  # noqa: PLC0415  (costs as much as all the rest, and is rarely asked for)

    return segno.make(sanitize(address), error="l", micro=False, boost_error=False)
