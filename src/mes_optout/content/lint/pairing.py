"""What two languages say in the same place, sentence by sentence."""

import re
from collections.abc import Iterator
from functools import cache

from mes_optout.content.lint.findings import Loaded
from mes_optout.content.lint.readability import split_sentences
from mes_optout.content.lint.word_lists import find_words
from mes_optout.languages import LANGUAGES

_BRACKETS = re.compile(r" ?\([^()]*\)")
_LETTER = re.compile(r"\w")


def pair_texts(original: Loaded, translation: Loaded) -> Iterator[tuple[str, str, str, str]]:
    """Yield (file, place, French, translation) of each text that both have in the same place."""
    french = {(_name(file), place): text for file, place, text in original.texts()}
    for file, place, text in translation.texts():
        if (twin := french.get((_name(file), place))) is not None:
            yield file, place, twin, text


def _name(file: str) -> str:
    return file.partition("/")[2]


def pair_sentences(french: str, words: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences that say the same, or both texts whole where they are not as many.

    Without what stands between brackets, which often explains a word for readers of one language.
    """
    old, new = cut(french), cut(words)
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
    else:
        yield " ".join(old), " ".join(new)


def cut(text: str) -> list[str]:
    """Return the sentences of a text."""
    parts = split_sentences(_BRACKETS.sub("", text))
    return [sentence for sentence in parts if _LETTER.search(sentence)]


@cache
def match_quoted() -> re.Pattern[str]:
    """Return what finds words between quotation marks, whichever the language."""
    marks = (map(str.strip, find_words(code).quotes) for code in LANGUAGES)
    return re.compile("|".join(f"{opening}[^{closing}]*{closing}" for opening, closing in marks))
