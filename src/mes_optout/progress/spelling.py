"""A number spelled for paper: a 2 that stands apart, letters, and two check letters at the end.

They find any two letters that are wrong, unless they stand 18 apart, and see the order over the
whole code. The alphabet and the arithmetic are described in `docs/resume-code.md`.
"""

from collections.abc import Sequence

from mes_optout.errors import N_, Msg, ResumeCodeError

# Without I J O Q U V Z: on paper they pass for 1, 0, 2 or one another. The checks need a prime.
ALPHABET = "ABCDEFGHKLMNPRSTWXY"
BASE = len(ALPHABET)
GROUP = 4

# In front of each code of today. Those of version 1.0 have letters only.
MARK = "2"

# Characters that are looked at. No procedure needs as many: `code.HIGHEST` sees to that.
LONGEST = 10_000

WRONG = N_("a letter is wrong, or some have changed places")

# What people put between characters: spaces that may or may not break, and hyphens.
_BETWEEN = " \u00a0\u202f-\u2010\u2011\u2013"
_CLEAN = str.maketrans(ALPHABET.lower(), ALPHABET, _BETWEEN)


def spell_number(number: int) -> str:
    """Return the 2 and the letters for a number that is not negative; these fill their groups."""
    values: list[int] = []
    while number:
        number, value = divmod(number, BASE)
        values.append(value)
    # Full groups only, so that one that is missing or doubled is seen.
    while (len(values) + 2) % GROUP:
        values.append(0)
    values.reverse()
    twos, fours = _sums([*values, 0, 0])
    # The last letter counts once in both sums, the one before it twice and four times.
    before = (twos - fours) * _HALF % BASE
    values += [before, (-twos - 2 * before) % BASE]
    return MARK + "".join(ALPHABET[value] for value in values)


def group_characters(characters: str) -> str:
    """Return them as they are written on paper: the 2 apart, the letters four by four."""
    letters = characters.removeprefix(MARK)
    groups = [letters[i : i + GROUP] for i in range(0, len(letters), GROUP)]
    return " ".join([MARK, *groups] if letters != characters else groups)


def clean_characters(text: str) -> str:
    """Return what somebody typed without what does not count. Raises ResumeCodeError.

    Case, spaces and hyphens do not. No other character is taken for a letter that it resembles:
    the error names those to look for. The characters are those of a code: a 2 only in front, and
    letters that fill groups of four.
    """
    if len(text) > LONGEST:
        raise refuse(N_("it is much too long"))
    characters = text.translate(_CLEAN)
    letters = characters.removeprefix(MARK)
    if not set(letters) <= set(ALPHABET):
        raise refuse(
            N_("after a 2 in front, a code has letters only, and never I, J, O, Q, U, V or Z")
        )
    if not letters or len(letters) % GROUP:
        raise refuse(N_("each group has four letters, and here are too few or too many"))
    return characters


def read_number(text: str) -> int:
    """Read what somebody typed of a code of today. Raises ResumeCodeError."""
    characters = clean_characters(text)
    letters = characters.removeprefix(MARK)
    number = read_letters(letters[:-2])
    # A number has one spelling only: the check letters are right, and no group stands for nothing.
    if letters == characters or spell_number(number) != characters:
        raise refuse(WRONG)
    return number


def read_letters(letters: str) -> int:
    """Return the number that letters stand for, the highest place first."""
    number = 0
    for letter in letters:
        number = number * BASE + ALPHABET.index(letter)
    return number


def refuse(cause: Msg) -> ResumeCodeError:
    """Return the error that says why a code cannot be taken."""
    return ResumeCodeError(cause=cause)


_HALF = pow(2, -1, BASE)


def _sums(values: Sequence[int]) -> tuple[int, int]:
    """Return the sums of the letters, counted by powers of two and of four; a code has 0 and 0.

    From the right: the last letter counts once, the one before it twice, or four times.
    """
    twos = fours = 0
    for value in values:
        twos, fours = (2 * twos + value) % BASE, (4 * fours + value) % BASE
    return twos, fours
