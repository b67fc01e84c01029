"""A « not » that one language has and the other has not: it says the contrary there.

Languages deny in different ways: « sans réponse » is “if they do not answer”. What denies mildly
(`mild`) may stand for a denial of the other language, or for nothing.
"""

from functools import cache

from mes_optout.content.lint.findings import Findings, Loaded, warning
from mes_optout.content.lint.pairing import match_quoted, pair_sentences, pair_texts
from mes_optout.content.lint.word_lists import find_words, match_any
from mes_optout.errors import N_


def find_lost_denials(original: Loaded, translation: Loaded) -> Findings:
    """Compare each sentence of both languages, if it is known how both deny."""
    if not all(find_words(each.language).denials for each in (original, translation)):
        return
    for file, place, french, words in pair_texts(original, translation):
        for old, new in pair_sentences(french, words):
            denied, mild = count_denials(old, original.language)
            others, other_mild = count_denials(new, translation.language)
            if denied > others + max(0, other_mild - mild):
                why = N_("“{sentence}” denies less than the French; write a “not”, or remove one")
                yield warning(file, place, why, sentence=new)
            elif others > denied + max(0, mild - other_mild):
                why = N_("“{sentence}” denies more than the French; remove a “not”, or write one")
                yield warning(file, place, why, sentence=new)


@cache
def count_denials(sentence: str, language: str) -> tuple[int, int]:
    """Return how often a sentence denies, and how often it does so mildly; quotes do not count."""
    words = find_words(language)
    plain = match_quoted().sub("“”", sentence)
    plain, mild = match_any(words.mild).subn(" ", plain)
    return sum(1 for _ in match_any(words.denials).finditer(plain)), mild
