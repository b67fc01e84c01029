"""What slips in while one types or pastes: a word twice, a foreign letter, half a sentence.

A letter of another script that looks like a Latin one cannot be seen: what holds it is not found by
a search, is read aloud wrongly, and leads to another site in an address.
"""

import re
import unicodedata
from functools import cache

from mes_optout.content.for_whom import Whom
from mes_optout.content.lint.findings import Findings, Loaded, at, error, split_place
from mes_optout.content.lint.word_lists import Words, find_words
from mes_optout.errors import N_
from mes_optout.languages import ORIGINAL

_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]{2,}) \1(?![\w'’-])", re.IGNORECASE)
_LATIN, _LAST_LATIN = "LATIN", "\u024f"  # all letters up to this one, nearly all that are met
_PLAIN = re.compile(f"[\0-{_LAST_LATIN}\u2018-\u201d\u2026\u202f]*")
_WORD = re.compile(r"[^\W\d_]+")
_LISTED = re.compile(r"(?<!\w)\w{1,2}\)")  # « a) », which opens nothing
_LETTER = re.compile(r"[^\W_]$")
_NO_SENTENCES = frozenset(
    [
        *("blanks", "case", "contact", "enclosures", "label", "name", "needs", "subject"),
        *("symptom", "title", "to"),
    ]
)
_TEXT_OF_A_BOX = "checks"
_WHOM = frozenset(map(str, Whom))  # a line of a letter by whom it is for


def find_typing_slips(loaded: Loaded) -> Findings:
    """Look at each text of a language, and at the titles of the sources."""
    words = find_words(loaded.language)
    for file, place, text in loaded.texts():
        yield from _find_foreign_letters(file, place, text, words.scripts)
        yield from _find_twice(file, place, text, words)
        if text.count("(") != text.count(")") and _is_unequal(text):
            why = N_("opens and closes brackets unequally; add the one that is missing")
            yield error(file, place, why)
        if _LETTER.search(text) and _holds_sentences(place):
            why = N_("stops without a full stop; write the end of the sentence")
            yield error(file, place, why)
    for key, source in (loaded.sources or {}).items():
        here = at("sources", key, "title")
        yield from _find_foreign_letters("sources.toml", here, source.title, words.scripts)


def _find_foreign_letters(file: str, place: str, text: str, scripts: tuple[str, ...]) -> Findings:
    if not scripts or _PLAIN.fullmatch(text):
        return
    for word in _WORD.findall(text):
        found = {_name_script(letter): letter for letter in word}
        foreign = [letter for script, letter in found.items() if script not in scripts]
        if foreign or len(found) > 1:
            letter = foreign[0] if foreign else found.popitem()[1]
            why = N_("“{word}” has a letter of another script ({letter}); type the word again")
            yield error(file, place, why, word=word, letter=unicodedata.name(letter, "?"))


@cache
def _name_script(letter: str) -> str:
    """Return the script of a letter, as its name begins: LATIN, CYRILLIC, FULLWIDTH."""
    return _LATIN if letter <= _LAST_LATIN else unicodedata.name(letter, "?").partition(" ")[0]


def _find_twice(file: str, place: str, text: str, words: Words) -> Findings:
    for found in _TWICE.finditer(text):
        if found[1].lower() not in (*words.twice, *find_words(ORIGINAL).twice):  # may be quoted
            why = N_("says “{words}”, the same word twice; remove one")
            yield error(file, place, why, words=found[0])


def _is_unequal(text: str) -> bool:
    plain = _LISTED.sub("", text)
    return plain.count("(") != plain.count(")")


def _holds_sentences(place: str) -> bool:
    parts = [part for part in split_place(place) if not part.isdigit() and part not in _WHOM]
    return parts[-1] not in _NO_SENTENCES and _TEXT_OF_A_BOX not in parts
