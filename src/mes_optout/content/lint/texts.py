"""What no text may hold: a character that a screen reader skips or spells, a promise, a question.

REQ-A16: characters, quotation marks and their spaces. Rules 1 to 8 of the fact base: what is
promised or asked for. The patterns are for the sentences that a careful writer could still slip
into; they do not understand a text. A sentence that warns of a mistake may name it: see `unless` in
languages.toml.
"""

import re
import unicodedata
from collections.abc import Iterator

from mes_optout.content.lint.findings import Findings, Loaded, at, error, find_texts
from mes_optout.content.lint.word_lists import Words, find_words, match_any
from mes_optout.errors import N_

# « · » and its like are read out one by one, or not at all: eSpeak says « point le point ».
_MIDDLE_DOTS = frozenset("\u00b7\u2022\u2027\u2219\u22c5\u30fb\u0387")
# Other symbols (emoji, check marks), signs of mathematics (arrows), modifiers (skin colours).
_SYMBOLS = frozenset({"So", "Sm", "Sk"})
_ARROWS, _SHAPES = "\u2190", "\u2bff"  # from arrows to dingbats and shapes

# Official names with such a sign, which the reader must find on the site as they are written.
_NAMES = ("FranceConnect+",)

_BARE_SIGN = re.compile(r"\w[;:?!](?:\s|$)")

# What promises too much, and why; the words are in languages.toml.
PROMISES = {
    "everything_deleted": N_(
        "promises that everything is deleted; say what goes and what stays (rule 4)"
    ),
    "nothing_to_do": N_(
        "promises that doing nothing protects; a space that is not activated is read (rule 3)"
    ),
    "doctor_blind": N_(
        "promises that the “médecin traitant” sees nothing; sources disagree (rule 2)"
    ),
    "for_ever": N_("promises a deletion for ever; say what is asked for, and in which time"),
    "safety": N_("promises safety that nobody can vouch for; say what is done instead"),
    "from_receipt": N_(
        "counts the six weeks from a receipt; they run from the day of sending (rule 5)"
    ),
}
_ASKS = N_("seems to ask for personal data here; the reader types it on the site only (rule 1)")
# Sex, year, month, department, commune, order, perhaps the key.
_NIR = re.compile(r"(?<!\d)[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3}(?: ?\d{2})?(?!\d)")


def find_bad_characters(loaded: Loaded) -> Findings:
    """Look at each text of a language, and at the titles of the sources."""
    words = find_words(loaded.language)
    for file, place, text in loaded.texts():
        yield from _check_any_language(file, place, text)
        yield from _check_spelling(file, place, text, words)
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


def _check_spelling(file: str, place: str, text: str, words: Words) -> Findings:
    opening, closing = map(str.strip, words.quotes)
    marks = {"opening": opening, "closing": closing}
    if text.count(opening) != text.count(closing):
        why = N_(
            "opens and closes guillemets {opening} {closing} unequally; add the one that is missing"
        )
        yield error(file, place, why, **marks)
    if any(text.count(mark) != text.count(mark.strip()) for mark in words.quotes):
        why = N_("has guillemets {opening} {closing} without a space inside; add it")
        yield error(file, place, why, **marks)
    if words.spaced_signs and _BARE_SIGN.search(text):
        why = N_("has “:”, “;”, “?” or “!” without a space before; add it")
        yield error(file, place, why)


def find_promises(loaded: Loaded) -> Findings:
    """Look at each text of a language."""
    words = find_words(loaded.language)
    for file, place, text in loaded.texts():
        for rule in _find_broken(text, words):
            yield error(file, place, PROMISES[rule])
        # By sentence: « Tapez le code sur le site, jamais ici. » must not excuse its neighbour.
        if any(_asks(part, words) for part in re.split(r"(?<=[.?!]) ", text)):
            yield error(file, place, _ASKS)
        if _NIR.search(text):
            why = N_("holds what looks like a social security number; remove it (rule 1)")
            yield error(file, place, why)


def find_passed_steps(loaded: Loaded) -> Findings:
    """Look for lines and problems that say to pass a step over: a condition does that, or a key."""
    passing = match_any(find_words(loaded.language).passing)
    for file, place, step in loaded.steps():
        for name in ("body", "problems"):
            for here, text in find_texts(getattr(step, name), place, name):
                if passing.search(text):
                    why = N_("says to pass it over; write a condition, or leave it: a key does it")
                    yield error(file, here, why)


def _find_broken(text: str, words: Words) -> Iterator[str]:
    """Yield each rule that a text breaks."""
    for rule, promising in words.promises.items():
        excused = words.unless.get(rule, ())
        if match_any(promising).search(text) and not match_any(excused).search(text):
            yield rule


def _asks(sentence: str, words: Words) -> bool:
    negated = match_any(words.negations).search(sentence)
    return not negated and match_any(words.asks).search(sentence) is not None
