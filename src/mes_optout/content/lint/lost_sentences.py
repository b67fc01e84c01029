"""A sentence that one language has and the other has not.

A good translation may make two sentences of one. So what counts is length: do the sentences agree
better when two of them are taken together, or when one is left out?
"""

from collections.abc import Sequence
from itertools import combinations, pairwise
from math import log

from mes_optout.content.lint.findings import Findings, Loaded, warning
from mes_optout.content.lint.pairing import cut, pair_texts
from mes_optout.errors import N_

# Measured on the French and English texts of this program, in letters and figures.
_SPREAD = 0.13  # of the logarithm of how much longer a sentence is in the other language
_SHORTEST = 10  # added to lengths, for short sentences differ more
_DOUBT = 0.5  # how much worse to take together must be
_MOST = 12  # sentences of a text, above which there are too many ways to compare


def find_lost_sentences(original: Loaded, translation: Loaded) -> Findings:
    """Compare the sentences of each text of both languages."""
    for file, place, french, words in pair_texts(original, translation):
        old, new = cut(french), cut(words)
        if len(old) != len(new) and _is_one_lost([*map(_measure, old)], [*map(_measure, new)]):
            why = N_(
                "does not have as many sentences as the French ({count}, not {expected}); add what "
                "one of them lacks, or cut both alike"
            )
            yield warning(file, place, why, count=len(new), expected=len(old))


def _measure(sentence: str) -> int:
    return sum(map(str.isalnum, sentence)) + _SHORTEST


def _is_one_lost(old: Sequence[int], new: Sequence[int]) -> bool:
    few, many = sorted((old, new), key=len)
    if not few or len(many) > _MOST:
        return True
    return _leave_out(many, few) + _DOUBT < _take_together(many, few)


def _leave_out(many: Sequence[int], few: Sequence[int]) -> float:
    """Return how badly the sentences agree at best when the surplus ones have no twin."""
    return min(_compare(kept, few) for kept in combinations(many, len(few)))


def _take_together(many: Sequence[int], few: Sequence[int]) -> float:
    """Return how badly they agree at best when some neighbours have one twin together."""
    inner = combinations(range(1, len(many)), len(few) - 1)
    bounds = ((0, *each, len(many)) for each in inner)
    return min(_compare([_join(many[a:b]) for a, b in pairwise(each)], few) for each in bounds)


def _join(lengths: Sequence[int]) -> int:
    return sum(lengths) - _SHORTEST * (len(lengths) - 1)


def _compare(one: Sequence[int], other: Sequence[int]) -> float:
    return sum((log(a / b) / _SPREAD) ** 2 for a, b in zip(one, other, strict=True))
