"""REQ-A16: no character that a screen reader skips or spells; and the spaces of French."""

import re
import unicodedata

from mes_optout.content.lint.finding import Finding, Findings, at, error
from mes_optout.content.lint.loading import Loaded
from mes_optout.content.loader import ORIGINAL
from mes_optout.errors import N_, Msg

# « · » and its like are read out one by one, or not at all: eSpeak says « point le point ».
_MIDDLE_DOTS = frozenset("\u00b7\u2022\u2027\u2219\u22c5\u30fb\u0387")
# Other symbols (emoji, check marks), signs of mathematics (arrows), modifiers (skin colours).
_SYMBOLS = frozenset({"So", "Sm", "Sk"})
_ARROWS, _SHAPES = "\u2190", "\u2bff"  # from arrows to dingbats and shapes

# Official names with such a sign, which the reader must find on the site as they are written.
_NAMES = ("FranceConnect+",)

_BARE_GUILLEMET = re.compile(r"«(?! )|(?<! )»")
_BARE_SIGN = re.compile(r"\w[;:?!](?:\s|$)")


def find_bad_characters(loaded: Loaded) -> Findings:
    """Look at each text of a language, and at the titles of the sources."""
    for file, place, text in loaded.texts():
        yield from _check_any_language(file, place, text)
        if loaded.language == ORIGINAL:
            yield from _check_french(file, place, text)
    for key, source in (loaded.sources or {}).items():
        for name in ("title", "date"):
            yield from _check_any_language(
                "sources.toml", at("sources", key, name), getattr(source, name)
            )


def _check_any_language(file: str, place: str, text: str) -> Findings:
    plain = text
    for name in _NAMES:
        plain = plain.replace(name, "")
    for character in dict.fromkeys(plain):
        if _is_silent(character):
            why = N_("holds “{letter}”, which is read aloud badly or not at all; use words")
            yield error(file, place, why, letter=character)
    if text != " ".join(text.split()):
        why = N_("holds two spaces in a row, or one at an end, or an unusual one; leave one plain")
        yield error(file, place, why)


def _is_silent(character: str) -> bool:
    return (
        character in _MIDDLE_DOTS
        or _ARROWS <= character <= _SHAPES
        or unicodedata.category(character) in _SYMBOLS
    )


def _check_french(file: str, place: str, text: str) -> Findings:
    def wrong(reason: Msg) -> Finding:
        return error(file, place, reason)

    if text.count("«") != text.count("»"):
        yield wrong(N_("opens and closes guillemets « » unequally; add the one that is missing"))
    if _BARE_GUILLEMET.search(text):
        yield wrong(N_("has guillemets « » without a space inside; add it"))
    if _BARE_SIGN.search(text):
        yield wrong(N_("has “:”, “;”, “?” or “!” without a space before; add it"))
