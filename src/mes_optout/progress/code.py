"""The resume code: where one stands in a procedure, short enough for a piece of paper.

It holds no day and no name. The format is described in `docs/resume-code.md`.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from mes_optout.errors import N_, OtherVersionCodeError, ResumeCodeError
from mes_optout.progress.model import (
    Aside,
    CheckLike,
    CheckRef,
    Progress,
    State,
    StepLike,
    StepRef,
    StepStanding,
    Tick,
    Turn,
    find_standing,
    references,
)
from mes_optout.progress.spelling import BASE, group_characters, read_number, spell_number

__all__ = [
    "Code",
    "apply_code",
    "find_clashes",
    "group_characters",
    "procedure_key",
    "read_code",
    "write_code",
]

# Of a box, a revision or a turn: no pack has higher ones.
HIGHEST = 9_999

_KEYS = BASE**2
_FORMS = 3
_IN_ORDER, _TICKS, _ALL = range(_FORMS)
_ASIDES = (None, Aside.LATER, Aside.NOT_FOR_ME)
_STATES = 2 * len(_ASIDES)  # of a box: ticked or not, its step put aside or not
_TOO_MUCH = (HIGHEST + 1, 2**HIGHEST, _STATES**HIGHEST)  # for the boxes, in each form
_DIGIT = 4  # of a number of any size


class NumberedCheck(CheckLike, Protocol):
    """What a code needs to know of a box: also its permanent number."""

    @property
    def number(self) -> int: ...


class NumberedStep(StepLike, Protocol):
    """What a code needs to know of a step."""

    @property
    def checks(self) -> Sequence[NumberedCheck]: ...


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says. `key` stands for the procedure; boxes go by their permanent numbers.

    `edition` is the highest revision that any step of the procedure had. `asides` holds, for each
    box of a step that was put aside, why it was.
    """

    key: int
    edition: int
    turn: int
    ticked: frozenset[int]
    asides: Mapping[int, Aside]

    def turn_of(self, known: Iterable[str]) -> Turn:
        """Return the pass that the code is for, out of procedures by id.

        Raises OtherVersionCodeError when none of them fits, or several do.
        """
        found = [name for name in known if procedure_key(name) == self.key]
        if len(found) != 1:
            raise OtherVersionCodeError
        return Turn(found[0], self.turn)


def procedure_key(procedure: str) -> int:
    """Return the number that stands for a procedure in a code: two characters' worth."""
    return zlib.crc32(procedure.encode()) % _KEYS


def find_clashes(procedures: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of ids that share a key; no code can be read for them."""
    groups: dict[int, list[str]] = {}
    for procedure in procedures:
        groups.setdefault(procedure_key(procedure), []).append(procedure)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def write_code(progress: Progress, turn: Turn, steps: Sequence[NumberedStep]) -> str:
    """Return the characters for where one stands in a procedure, always the same for the same."""
    ticked: set[int] = set()
    asides: dict[int, Aside] = {}
    for step, place in zip(steps, find_standing(progress, turn, steps).steps, strict=True):
        ticked.update(check.number for check in step.checks if check.id in place.days)
        if place.state in {State.LATER, State.NOT_FOR_ME}:
            asides.update((check.number, Aside(place.state.value)) for check in step.checks)
    edition = max((step.revision for step in steps), default=1)
    key = procedure_key(turn.procedure)
    return spell_number(_encode(Code(key, edition, turn.turn, frozenset(ticked), asides)))


def read_code(text: str) -> Code:
    """Read what somebody typed. Raises ResumeCodeError."""
    number = read_number(text)
    code = _decode(number)
    # A state has one code only; another spelling of it was never written.
    if code is None or _encode(code) != number:
        raise ResumeCodeError(cause=N_("a letter is wrong, or two have changed places"))
    return code


def apply_code(
    code: Code, progress: Progress, turn: Turn, steps: Sequence[NumberedStep], today: date
) -> Progress:
    """Add what a code says to `progress`; what is noted there already stays.

    Boxes are ticked as of `today`; one that was ticked before its step was revised has to be
    looked at again. Numbers that no box has any more are passed over. A step is put aside only
    where nothing is noted of it, and where each box that it has left was in a step put aside: a
    box that is new, or that comes from an open step, keeps it open.
    """
    before = find_standing(progress, turn, steps)
    for step in steps:
        tick = Tick(today, min(step.revision, code.edition))
        for check in step.checks:
            seen = (progress.checks.get(ref) for ref in references(turn, step, check))
            known = next((found.revision for found in seen if found is not None), 0)
            if check.number in code.ticked and known < tick.revision:
                progress = progress.ticked(CheckRef(turn, step.id, check.id), tick)
    after = find_standing(progress, turn, steps)
    for step, was, now in zip(steps, before.steps, after.steps, strict=True):
        if now.state is State.DONE:
            for name in (step.id, *step.formerly):
                progress = progress.put_aside(StepRef(turn, name), None)
        elif was.state is State.OPEN and not was.days:
            progress = progress.put_aside(
                StepRef(turn, step.id), _find_common_aside(code, step, now)
            )
    return progress


def _find_common_aside(code: Code, step: NumberedStep, now: StepStanding) -> Aside | None:
    """Return what all boxes that a step has left say, or the one that keeps it in sight."""
    left = {code.asides.get(check.number) for check in step.checks if check.id not in now.days}
    if None in left:
        return None
    return Aside.LATER if Aside.LATER in left else Aside.NOT_FOR_ME


def _encode(code: Code) -> int:
    """Return the one number for a code, in the first form that can hold it."""
    if code.asides:
        form, body = _ALL, 0
        for number in range(max(code.asides.keys() | code.ticked), 0, -1):
            aside = _ASIDES.index(code.asides.get(number))
            body = body * _STATES + 2 * aside + (number in code.ticked)
    elif len(code.ticked) == max(code.ticked, default=0):
        form, body = _IN_ORDER, len(code.ticked)
    else:
        form, body = _TICKS, sum(1 << (number - 1) for number in code.ticked)
    rest = _put(_put(body * _FORMS + form, code.turn - 1), code.edition - 1)
    return rest * _KEYS + code.key


def _decode(number: int) -> Code | None:
    """Undo `_encode`; None when something is higher than it can be."""
    rest, key = divmod(number, _KEYS)
    edition, rest = _take(rest)
    turn, rest = _take(rest)
    body, form = divmod(rest, _FORMS)
    if max(edition, turn) >= HIGHEST or body >= _TOO_MUCH[form]:
        return None
    states = [1] * body if form == _IN_ORDER else _digits(body, 2 if form == _TICKS else _STATES)
    boxes = list(enumerate(states, start=1))
    ticked = frozenset(box for box, state in boxes if state % 2)
    asides = {box: aside for box, state in boxes if (aside := _ASIDES[state // 2]) is not None}
    return Code(key, edition + 1, turn + 1, ticked, asides)


def _digits(number: int, base: int) -> list[int]:
    """Return the digits of a number, from the lowest."""
    digits = []
    while number:
        number, digit = divmod(number, base)
        digits.append(digit)
    return digits


def _put(rest: int, value: int) -> int:
    """Put a number of any size below `rest`: the smaller it is, the less it takes."""
    digits = []
    while value >= _DIGIT:
        value, digit = divmod(value - _DIGIT, _DIGIT)
        digits.append(_DIGIT + digit)  # from 4 on: another one follows
    for digit in (value, *reversed(digits)):
        rest = rest * 2 * _DIGIT + digit
    return rest


def _take(number: int) -> tuple[int, int]:
    """Take off what `_put` put there, and return it with the rest."""
    value, weight = 0, 1
    while True:
        number, digit = divmod(number, 2 * _DIGIT)
        value += digit * weight
        if digit < _DIGIT:
            return value, number
        weight *= _DIGIT
