"""What is written in another language than its file: pasted to be translated later, and forgotten.

A sentence of a translation may be the very one of the original; or it has the small words of
another language, and hardly any of its own. Labels are quoted in the language of the site, and a
name is the same everywhere.
"""

import re
from collections.abc import Iterator
from functools import cache

from mes_optout.content.lint.findings import Findings, Loaded, error, split_place
from mes_optout.content.lint.pairing import match_quoted, pair_texts
from mes_optout.content.lint.readability import split_sentences
from mes_optout.content.lint.word_lists import find_words
from mes_optout.errors import N_
from mes_optout.languages import LANGUAGES

_NAME = "name"
_FEW = 1  # words that two languages may share, as « Non » and « Options »
_ENOUGH = 2  # small words that tell a language
_BRACKETS = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W\d_]+")


def find_untranslated(original: Loaded, loaded: Loaded) -> Findings:
    """Look at each text of a language, which may be the `original` itself."""
    pairs = () if loaded is original else pair_texts(original, loaded)
    same = {(file, place): french for file, place, french, _ in pairs}
    for file, place, text in loaded.texts():
        if split_place(place)[-1] == _NAME:
            continue
        twin = same.get((file, place), "")
        for sentence in split_sentences(text):
            if sentence in twin and _is_left(sentence, twin):
                why = N_("“{sentence}” is what the French says; translate it, or quote a label")
                yield error(file, place, why, sentence=sentence)
            else:
                for name in _find_others(sentence, loaded.language):
                    why = N_(
                        "“{sentence}” seems to be in another language ({name}); translate it, or "
                        "quote a label"
                    )
                    yield error(file, place, why, sentence=sentence, name=name)


def _is_left(sentence: str, twin: str) -> bool:
    """Say whether the whole sentence is one of the original, and more than a quoted label."""
    own = _list_words(sentence)
    return len(own) > _FEW and sentence in split_sentences(twin)


def _find_others(sentence: str, language: str) -> Iterator[str]:
    """Yield the name of each language whose small words a sentence has, rather than its own."""
    words = _list_words(sentence)
    for code in LANGUAGES if _list_small_words(language) else ():
        if code == language:
            continue
        foreign = sum(word in _list_small_words(code) for word in words)
        if foreign >= _ENOUGH:
            own = sum(word in _list_small_words(language) for word in words)
            if foreign > own:
                yield LANGUAGES[code].name


@cache
def _list_small_words(language: str) -> frozenset[str]:
    return frozenset(find_words(language).small_words)


def _list_words(sentence: str) -> list[str]:
    """Return the words of a sentence outside what it quotes or explains between brackets."""
    return _WORD.findall(match_quoted().sub("", _BRACKETS.sub("", sentence)).lower())
