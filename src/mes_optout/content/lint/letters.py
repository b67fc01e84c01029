"""REQ-A16: no letter that a screen reader skips or spells; and the spaces of French."""

import re
import unicodedata
from collections.abc import Iterator

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.finding import Finding, Findings, at, error, shown
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


def findings(loaded: Loaded) -> Findings:
    """Look at each text of a language, and at the titles of the sources."""
    for file, place, text in texts(loaded):
        yield from _any_language(file, place, text)
        if loaded.language == ORIGINAL:
            yield from _french(file, place, text)
    for key, source in (loaded.sources or {}).items():
        for name in ("title", "date"):
            yield from _any_language(
                "sources.toml", at("sources", key, name), getattr(source, name)
            )


def texts(loaded: Loaded) -> Iterator[tuple[str, str, str]]:
    """Yield (file, place, text) for each text of a language that a reader sees."""
    models = {
        "situations": loaded.triage,
        "reperes": loaded.reading,
        LETTERS: loaded.letters or loaded.explanations,
        **loaded.procedures,
    }
    for name, model in models.items():
        for place, text in shown(model):
            yield loaded.file(name), place, text


def _any_language(file: str, place: str, text: str) -> Findings:
    plain = text
    for name in _NAMES:
        plain = plain.replace(name, "")
    for letter in dict.fromkeys(plain):
        if _silent(letter):
            why = N_("holds “{letter}”, which is read aloud badly or not at all; use words")
            yield error(file, place, why, letter=letter)
    if text != " ".join(text.split()):
        why = N_("holds two spaces in a row, or one at an end, or an unusual one; leave one plain")
        yield error(file, place, why)


def _silent(letter: str) -> bool:
    return (
        letter in _MIDDLE_DOTS
        or _ARROWS <= letter <= _SHAPES
        or unicodedata.category(letter) in _SYMBOLS
    )


def _french(file: str, place: str, text: str) -> Findings:
    def wrong(reason: Msg) -> Finding:
        return error(file, place, reason)

    if text.count("«") != text.count("»"):
        yield wrong(N_("opens and closes guillemets « » unequally; add the one that is missing"))
    if _BARE_GUILLEMET.search(text):
        yield wrong(N_("has guillemets « » without a space inside; add it"))
    if _BARE_SIGN.search(text):
        yield wrong(N_("has “:”, “;”, “?” or “!” without a space before; add it"))
