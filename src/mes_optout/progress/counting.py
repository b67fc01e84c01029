"""Parts of a code packed into one number: those of any size, lists of digits, and places."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from math import comb


def put_digits(rest: int, digits: Iterable[int], base: int) -> int:
    """Put digits below `rest`; the last one is taken off first."""
    for digit in digits:
        rest = rest * base + digit
    return rest


def put_number(rest: int, value: int, digit: int) -> int:
    """Put a number of any size below `rest`: the smaller it is, the less it takes.

    Its digits have the base `digit`; from `digit` on, another one follows.
    """
    digits = []
    while value >= digit:
        value, low = divmod(value - digit, digit)
        digits.append(digit + low)
    return put_digits(rest, (value, *reversed(digits)), 2 * digit)


def take_number(number: int, digit: int) -> tuple[int, int]:
    """Take off what `put_number` put there, and return it with the rest."""
    value, weight = 0, 1
    while True:
        number, low = divmod(number, 2 * digit)
        value += low * weight
        if low < digit:
            return value, number
        weight *= digit


def split_digits(number: int, base: int) -> list[int]:
    """Return the digits of a number, from the lowest."""
    digits = []
    while number:
        number, digit = divmod(number, base)
        digits.append(digit)
    return digits


def rank_places(places: Sequence[int]) -> int:
    """Return the number of some places, in rising order, among all choices of as many of them."""
    return sum(comb(place, at) for at, place in enumerate(places, start=1))


def find_places(rank: int, count: int, most: int) -> list[int]:
    """Undo `rank_places` for so many places, none above `most`. The rank must be one of theirs."""
    places: list[int] = []
    below = most + 1
    for at in range(count, 0, -1):
        # The highest that does not weigh more than what is left. The search is short, whatever
        # somebody types: a few dozen binomials in all.
        below = bisect_right(range(below), rank, key=partial(_choose, at)) - 1
        rank -= comb(below, at)
        places.append(below)
    return places[::-1]


def _choose(count: int, places: int) -> int:
    return comb(places, count)
