"""The number in a code of today: the procedure, the pass, the facts, the boxes.

The format is described in `docs/resume-code.md`.
"""

from collections.abc import Iterator
from math import comb

from mes_optout.progress.counting import (
    find_places,
    put_digits,
    put_number,
    rank_places,
    split_digits,
    take_number,
)
from mes_optout.progress.notes import Aside
from mes_optout.progress.said import HIGHEST, HIGHEST_VALUE, KEYS, Code

# Four forms for few runs of boxes: 1, 3, 5, 7 places where « ticked » changes. Steps that facts
# hide, and boxes that came later in the middle, make such gaps.
_RUNS = 4
_TICKS, _ALL = _RUNS, _RUNS + 1
_FORMS = _RUNS + 2
_STATES = (None, None, Aside.LATER, Aside.NOT_FOR_ME)  # of a box: open, ticked, and why aside
_TICKED = 1

# Bases of numbers of any size: editions and turns are nearly always 1, sets of facts are not.
_SMALL, _SET = 2, 5


def encode(code: Code) -> int:
    """Return the one number for a code, in the first form that can hold it."""
    form, body = _put_boxes(code)
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
    if body >= _count_bodies(form):
        return None
    boxes = dict(_take_boxes(form, body))
    ticked = frozenset(box for box, state in boxes.items() if state == _TICKED)
    asides = {box: aside for box, state in boxes.items() if (aside := _STATES[state]) is not None}
    return Code(2, key, edition + 1, turn + 1, ticked, asides, facts)


def _put_boxes(code: Code) -> tuple[int, int]:
    if code.asides:
        states = [
            _TICKED if box in code.ticked else _STATES.index(code.asides.get(box))
            for box in range(max(code.asides.keys() | code.ticked), 0, -1)
        ]
        return _ALL, put_digits(0, states, len(_STATES))
    # The last box before each change. Before box 1 counts as ticked: they are odd in number.
    changes = sorted((code.ticked | {0}) ^ {box - 1 for box in code.ticked})
    if (form := len(changes) // 2) < _RUNS:
        return form, rank_places(changes)
    return _TICKS, sum(1 << (box - 1) for box in code.ticked)


def _take_boxes(form: int, body: int) -> Iterator[tuple[int, int]]:
    """Yield boxes with their states; those that are open may be left out."""
    if form < _RUNS:
        first, *changes = find_places(body, _count_changes(form), HIGHEST)
        runs = [(0, first), *zip(changes[::2], changes[1::2], strict=True)]
        for before, last in runs:
            yield from ((box, _TICKED) for box in range(before + 1, last + 1))
    else:
        yield from enumerate(split_digits(body, 2 if form == _TICKS else len(_STATES)), start=1)


def _count_bodies(form: int) -> int:
    """Return how many numbers there are for the boxes in a form, none above the highest."""
    if form < _RUNS:
        return comb(HIGHEST + 1, _count_changes(form))
    return int(2**HIGHEST if form == _TICKS else len(_STATES) ** HIGHEST)


def _count_changes(form: int) -> int:
    return 2 * form + 1
