"""Two answers that were exchanged in one language: each leads where the other should.

What two languages have in common tells it: words that begin alike, figures, yes and no.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache
from itertools import combinations
from math import log

from mes_optout.content.lint.denials import count_denials
from mes_optout.content.lint.findings import Findings, Loaded, split_place, warning
from mes_optout.content.lint.pairing import pair_texts
from mes_optout.content.lint.word_lists import find_words, match_any
from mes_optout.errors import N_

_ANSWERS, _LABEL = "answers", "label"
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_BEGINNING = 4  # letters that two words of the same origin have in common
_FIGURE = re.compile(r"\d+")
_TELLING = 3  # as much as so many words alike: to be the answer of who does not know, or a yes
_SHORTEST = 8  # added to lengths, for short answers differ more
_DOUBT = 0.5  # how much better the others must fit

_Pair = tuple[str, str]  # an answer in both languages


def find_exchanged_answers(original: Loaded, translation: Loaded) -> Findings:
    """Compare the answers to each question with those in the French, as `find_lost_denials`."""
    if not all(find_words(each.language).denials for each in (original, translation)):
        return
    questions: dict[tuple[str, ...], list[tuple[str, _Pair]]] = defaultdict(list)
    for file, place, french, words in pair_texts(original, translation):
        parts = split_place(place)
        if parts[-1] == _LABEL and _ANSWERS in parts:
            questions[file, *parts[:-2]].append((place, (french, words)))
    languages = original.language, translation.language
    for (file, *_), answers in questions.items():
        for (place, one), (_, other) in combinations(answers, 2):
            if _fit_better_exchanged(one, other, languages):
                why = N_(
                    "“{answer}” seems to be exchanged with “{other}”; the French says “{french}” "
                    "here: put each in its place"
                )
                yield warning(file, place, why, answer=one[1], other=other[1], french=one[0])


def _fit_better_exchanged(one: _Pair, other: _Pair, languages: _Pair) -> bool:
    usual = _fit(one, languages) + _fit(other, languages)
    exchanged = _fit((one[0], other[1]), languages) + _fit((other[0], one[1]), languages)
    return exchanged > usual + _DOUBT


def _fit(pair: _Pair, languages: _Pair) -> float:
    """Return how likely one answer translates the other."""
    (old, new), (language, other) = pair, languages
    told = sum(map(int.__eq__, _tell(old, language), _tell(new, other)))
    denied = abs(count_denials(old, language)[0] - count_denials(new, other)[0])
    figures = sorted(_FIGURE.findall(old)) == sorted(_FIGURE.findall(new))
    longer = abs(log((len(new) + _SHORTEST) / (len(old) + _SHORTEST)))
    return _TELLING * told - denied + figures + _count_alike(old, new) - longer


def _tell(answer: str, language: str) -> tuple[bool, bool]:
    """Say whether an answer says yes, and whether it is for those who do not know."""
    words = find_words(language)
    return (
        match_any(words.yes).match(answer) is not None,
        match_any(words.unknown).search(answer) is not None,
    )


def _count_alike(old: str, new: str) -> int:
    return len(_list_beginnings(old) & _list_beginnings(new))


@cache
def _list_beginnings(answer: str) -> frozenset[str]:
    """Return how the longer words of an answer begin, without accents."""
    bare = unicodedata.normalize("NFKD", answer.casefold())
    plain = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return frozenset(word[:_BEGINNING] for word in _LONG_WORD.findall(plain))
