"""A number spelled in characters for paper, with two check characters at the end.

They find any character that is wrong and any two neighbours that changed places. The alphabet and
the arithmetic are described in `docs/resume-code.md`.
"""

from collections.abc import Iterable

from mes_optout.errors import N_, ResumeCodeError

# Without I J O Q U V Z: on paper they pass for 1, 0, 2 or one another. The checks need a prime.
ALPHABET = "ABCDEFGHKLMNPRSTWXY"
BASE = len(ALPHABET)
GROUP = 4

# Characters that are looked at. No procedure needs as many: `code.HIGHEST` sees to that.
LONGEST = 10_000

# What people put between characters: spaces that may or may not break, and hyphens.
_BETWEEN = " \u00a0\u202f-\u2010\u2011\u2013"
_CLEAN = str.maketrans(ALPHABET.lower(), ALPHABET, _BETWEEN)


def spell_number(number: int) -> str:
    """Return the characters for a number that is not negative, in full groups of four."""
    values: list[int] = []
    while number:
        number, value = divmod(number, BASE)
        values.append(value)
    # Full groups only, so that one that is missing or doubled is seen.
    while (len(values) + 2) % GROUP:
        values.append(0)
    values.reverse()
    first, second = _sums([*values, 0, 0])
    values += [(first - second) % BASE, (second - 2 * first) % BASE]
    return "".join(ALPHABET[value] for value in values)


def group_characters(characters: str) -> str:
    """Return them four by four, as they are written on paper."""
    return " ".join(characters[i : i + GROUP] for i in range(0, len(characters), GROUP))


def read_number(text: str) -> int:
    """Read what somebody typed. Case, spaces and hyphens do not count. Raises ResumeCodeError.

    No other character is taken for a letter that it resembles: the error names those to look for.
    """
    if len(text) > LONGEST:
        raise ResumeCodeError(cause=N_("it is much too long"))
    characters = text.translate(_CLEAN)
    if not set(characters) <= set(ALPHABET):
        raise ResumeCodeError(cause=N_("a code has letters only, and never I, J, O, Q, U, V or Z"))
    if not characters or len(characters) % GROUP:
        raise ResumeCodeError(
            cause=N_("each group has four letters, and here are too few or too many")
        )
    *values, _, _ = map(ALPHABET.index, characters)
    number = 0
    for value in values:
        number = number * BASE + value
    # A number has one spelling only: the check characters are right, and no group stands for
    # nothing.
    if spell_number(number) != characters:
        raise ResumeCodeError(cause=N_("a letter is wrong, or two have changed places"))
    return number


def _sums(values: Iterable[int]) -> tuple[int, int]:
    """Return the sum of the characters, and the sum of the sums on the way; a code has 0 and 0.

    The second counts the last character once, the one before it twice, and so on.
    """
    first = second = 0
    for value in values:
        first = (first + value) % BASE
        second = (second + first) % BASE
    return first, second
