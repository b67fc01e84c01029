"""Parts of a code packed into one number: those of any size, and lists of digits."""

from collections.abc import Iterable


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
