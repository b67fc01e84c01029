"""Bring the catalogues up to date: `python tools/catalogue.py`.

Collects the message ids of this program; for each language keeps the translations there are, drops
ids that are gone, compiles, and lists what is not translated yet. The tests hold the catalogues to
the same collection. A new catalogue begins as a header with its plural rule.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from mes_optout.languages import LANGUAGES, MSGIDS

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "src/mes_optout/locale"

_KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


class Written(Catalog):
    """The catalogue of a language. Its header holds what is true of it, whenever it is compiled.

    Babel would add the minute, its own version, and persons of the name « FULL NAME ».
    """

    def __init__(self, language: str, written: Catalog) -> None:
        super().__init__(header_comment=written.header_comment, fuzzy=False)
        self._language = language
        self._plurals = written.num_plurals, written.plural_expr

    # As its own header says. French has two forms by decision; from 2.19 on Babel gives it a third,
    # for millions.
    @property
    def num_plurals(self) -> int:
        """How many forms a counted message has."""
        return self._plurals[0]

    @property
    def plural_expr(self) -> str:
        """Which of them a number takes, as gettext writes it."""
        return self._plurals[1]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, line by line."""
        return [
            ("Project-Id-Version", "mes-optout"),
            ("Language", self._language),
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


def locate(language: str) -> Path:
    """Return where the catalogue of a language is written; the compiled one lies beside it."""
    return LOCALE / language / "LC_MESSAGES/messages.po"


def read(language: str) -> Written:
    """Read the catalogue of a language."""
    with locate(language).open("rb") as file:
        written = read_po(file)
    catalogue = Written(language, written)
    for message in written:
        if message.id:
            catalogue[message.id] = message
    return catalogue


def _replace(path: Path, content: bytes) -> None:
    """Write a file at one stroke: a program that starts meanwhile reads the old one or the new."""
    whole = path.with_name(f"{path.name}.new")
    whole.write_bytes(content)
    whole.replace(path)


def update(language: str) -> list[str | tuple[str, ...]]:
    """Update the .po and the .mo of a language; return what is not translated."""
    old = read(language)
    new = Written(language, old)
    missing = []
    for found in sorted(set(message_ids()), key=str):
        known = old.get(found)
        if known is None or not known.string or known.fuzzy:
            missing.append(found)
        new.add(found, string=known.string if known else "")
    out = BytesIO()
    write_po(out, new, sort_output=True, width=0)
    path = locate(language)
    _replace(path, out.getvalue())
    _replace(path.with_suffix(".mo"), compiled(read(language)))
    return missing


def main() -> int:
    """Update every catalogue; return 1 when a message is not translated."""
    missing = [(code, found) for code in LANGUAGES if code != MSGIDS for found in update(code)]
    for language, found in missing:
        sys.stdout.write(f"not in {language} yet: {found!r}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
