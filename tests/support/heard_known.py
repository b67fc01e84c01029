"""All sentences that the program can print in a language: its own, and those of the steps."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
_CATALOGUE = ROOT / "src/mes_optout/locale/fr/LC_MESSAGES/messages.po"


def known_texts(language: str) -> list[str]:
    """Return them; a text of several sentences is one of them."""
    files = [*(ROOT / "steps" / language).glob("*.toml"), ROOT / "steps/valeurs.toml"]
    steps = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    with _CATALOGUE.open("rb") as file:
        messages = [m for m in read_po(file) if m.id and not m.pluralizable]
    own = [str(m.id if language == "en" else m.string) for m in messages]
    return [*own, *(text for each in steps for text in _texts_in(each))]


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
