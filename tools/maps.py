"""Draws docs/maps anew: the map of one procedure, as `steps prove --graph` says it.

The picture is made where Graphviz is installed; no test needs it.
"""

import shutil
import subprocess
from datetime import date
from pathlib import Path

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.languages import ORIGINAL
from mes_optout.reports.prove.mapping import draw_map

MAPS = Path(__file__).parents[1] / "docs/maps"
SHOWN = "majeur-protege"  # has forks, and leads to others
DAY = date(2026, 11, 24)


def draw() -> str:
    """Return the map that the documentation shows."""
    i18n.set_language(ORIGINAL)
    return draw_map(Pack(shipped(), ORIGINAL), SHOWN, DAY)


def main() -> None:
    """Write the map, and its picture if that can be made here."""
    MAPS.mkdir(exist_ok=True)
    source = MAPS / f"{SHOWN}.dot"
    source.write_text(draw(), encoding="utf-8")
    if dot := shutil.which("dot"):
        subprocess.run([dot, "-Tsvg", "-o", source.with_suffix(".svg"), source], check=True)


if __name__ == "__main__":
    main()
