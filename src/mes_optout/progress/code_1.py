"""Reading codes of version 1.0, for ever: letters only, without facts.

The format is described in `docs/resume-code.md`.
"""

from mes_optout.progress.counting import split_digits, take_number
from mes_optout.progress.notes import Aside
from mes_optout.progress.said import HIGHEST, KEYS, Code
from mes_optout.progress.spelling import (
    ALPHABET,
    BASE,
    GROUP,
    WRONG,
    read_letters,
    refuse,
)

_FORMS = 3
_IN_ORDER, _TICKS, _ALL = range(_FORMS)
_ASIDES = (None, Aside.LATER, Aside.NOT_FOR_ME)
_STATES = 2 * len(_ASIDES)  # of a box: ticked or not, its step put aside or not
_TOO_MUCH = (HIGHEST + 1, 2**HIGHEST, _STATES**HIGHEST)  # for the boxes, in each form
_DIGIT = 4  # of a number of any size


def read_code_1(characters: str) -> Code:
    """Read the characters of a code of version 1.0. Raises ResumeCodeError."""
    code = None if _misspelled(characters) else _decode(read_letters(characters[:-2]))
    if code is None:
        raise refuse(WRONG)
    return code


def _misspelled(characters: str) -> bool:
    """Say whether check letters are wrong, or a group in front stands for nothing."""
    first = second = 0
    for letter in characters:
        first = (first + ALPHABET.index(letter)) % BASE
        second = (second + first) % BASE
    padded = len(characters) > GROUP and characters.startswith(ALPHABET[0] * GROUP)
    return bool(first or second or padded)


def _decode(number: int) -> Code | None:
    """Return what a number says; None when it was never written, for something in it."""
    rest, key = divmod(number, KEYS)
    edition, rest = take_number(rest, _DIGIT)
    turn, rest = take_number(rest, _DIGIT)
    body, form = divmod(rest, _FORMS)
    if max(edition, turn) >= HIGHEST or body >= _TOO_MUCH[form]:
        return None
    base = 2 if form == _TICKS else _STATES
    states = [1] * body if form == _IN_ORDER else split_digits(body, base)
    boxes = list(enumerate(states, start=1))
    ticked = frozenset(box for box, state in boxes if state % 2)
    asides = {box: aside for box, state in boxes if (aside := _ASIDES[state // 2]) is not None}
    # A state was written in the first form that can hold it, and in no other.
    first = _ALL if asides else _IN_ORDER if len(ticked) == max(ticked, default=0) else _TICKS
    return Code(1, key, edition + 1, turn + 1, ticked, asides, {}) if form == first else None
