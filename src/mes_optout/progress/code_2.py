"""The number in a code of today: the procedure, the pass, the facts, the boxes.

The format is described in `docs/resume-code.md`.
"""

from mes_optout.progress.counting import put_digits, put_number, split_digits, take_number
from mes_optout.progress.notes import Aside
from mes_optout.progress.said import HIGHEST, HIGHEST_VALUE, KEYS, Code

_FORMS = 3
_IN_ORDER, _TICKS, _ALL = range(_FORMS)
_STATES = (None, None, Aside.LATER, Aside.NOT_FOR_ME)  # of a box: open, ticked, and why aside
_TICKED = 1
_TOO_MUCH = (HIGHEST + 1, 2**HIGHEST, len(_STATES) ** HIGHEST)  # for the boxes, in each form

# Bases of numbers of any size: editions and turns are nearly always 1, sets of facts are not.
_SMALL, _SET = 2, 4


def encode(code: Code) -> int:
    """Return the one number for a code, in the first form that can hold it."""
    if code.asides:
        states = [
            _TICKED if box in code.ticked else _STATES.index(code.asides.get(box))
            for box in range(max(code.asides.keys() | code.ticked), 0, -1)
        ]
        form, body = _ALL, put_digits(0, states, len(_STATES))
    elif len(code.ticked) == max(code.ticked, default=0):
        form, body = _IN_ORDER, len(code.ticked)
    else:
        form, body = _TICKS, sum(1 << (box - 1) for box in code.ticked)
    said = sorted(code.facts.items(), reverse=True)
    rest = put_digits(body * _FORMS + form, (value - 1 for _, value in said), HIGHEST_VALUE)
    rest = put_number(rest, sum(1 << (fact - 1) for fact, _ in said), _SET)
    rest = put_number(put_number(rest, code.turn - 1, _SMALL), code.edition - 1, _SMALL)
    return rest * KEYS + code.key


def decode(number: int) -> Code | None:
    """Undo `encode`; None when something is higher than it can be."""
    rest, key = divmod(number, KEYS)
    edition, rest = take_number(rest, _SMALL)
    turn, rest = take_number(rest, _SMALL)
    known, rest = take_number(rest, _SET)
    if max(edition, turn) >= HIGHEST or known >= 2**HIGHEST:
        return None
    facts = {}
    for fact, said in enumerate(split_digits(known, 2), start=1):
        if said:
            rest, value = divmod(rest, HIGHEST_VALUE)
            facts[fact] = value + 1
    body, form = divmod(rest, _FORMS)
    if body >= _TOO_MUCH[form]:
        return None
    base = 2 if form == _TICKS else len(_STATES)
    states = [_TICKED] * body if form == _IN_ORDER else split_digits(body, base)
    boxes = list(enumerate(states, start=1))
    ticked = frozenset(box for box, state in boxes if state == _TICKED)
    asides = {box: aside for box, state in boxes if (aside := _STATES[state]) is not None}
    return Code(2, key, edition + 1, turn + 1, ticked, asides, facts)
