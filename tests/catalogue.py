"""Bring the French catalogue up to date: `python tests/catalogue.py`.

Collects the message ids of this program, keeps the translations there are, drops ids
that are gone, compiles, and lists what has no French yet. The tests hold the catalogue to the same
collection.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "src/mes_optout/locale/fr/LC_MESSAGES/messages.po"
MO = PO.with_suffix(".mo")

_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
_HEADER = "# French messages of mes-optout."


class French(Catalog):
    """The French catalogue. Its header holds what is true of it, whenever it is compiled.

    Babel would add the minute, its own version, and persons of the name « FULL NAME ».
    """

    def __init__(self) -> None:
        super().__init__(locale="fr", header_comment=_HEADER, fuzzy=False)

    # French has two forms here by decision; from 2.19 on Babel gives it a third, for millions.
    @property
    def num_plurals(self) -> int:
        """How many forms a counted message has."""
        return 2

    @property
    def plural_expr(self) -> str:
        """Which of them a number takes, as gettext writes it."""
        return "(n > 1)"

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, line by line."""
        return [
            ("Project-Id-Version", "mes-optout"),
            ("Language", "fr"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            # Babel puts an end between the lines; gettext's tools put one after the last, too.
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def message_ids() -> Iterator[str | tuple[str, ...]]:
    """Yield the id of every message that the program can show."""
    for _, _, found, _, _ in extract_from_dir(ROOT / "src", keywords=_KEYWORDS):
        yield found


def compiled(catalogue: Catalog) -> bytes:
    """Return the .mo file of a catalogue."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def read() -> French:
    """Read the French catalogue."""
    with PO.open("rb") as file:
        written = read_po(file)
    catalogue = French()
    for message in written:
        if message.id:
            catalogue[message.id] = message
    return catalogue


def _replace(path: Path, content: bytes) -> None:
    """Write a file at one stroke: a program that starts meanwhile reads the old one or the new."""
    whole = path.with_name(f"{path.name}.new")
    whole.write_bytes(content)
    whole.replace(path)


def main() -> int:
    """Update the .po and the .mo; return 1 when a message has no French."""
    old = read()
    new = French()
    missing = []
    for found in sorted(set(message_ids()), key=str):
        known = old.get(found)
        if known is None or not known.string or known.fuzzy:
            missing.append(found)
        new.add(found, string=known.string if known else "")
    out = BytesIO()
    write_po(out, new, sort_output=True, width=0)
    _replace(PO, out.getvalue())
    _replace(MO, compiled(read()))
    for found in missing:
        sys.stdout.write(f"no French yet: {found!r}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
