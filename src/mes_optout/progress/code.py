"""The resume code: where one stands in a procedure, short enough for a piece of paper.

It holds no day and no name. The format is described in `docs/resume-code.md`.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from mes_optout.progress.awaited import FollowUpLike, find_answer, note_came
from mes_optout.progress.code_1 import read_code_1
from mes_optout.progress.code_2 import decode, encode
from mes_optout.progress.model import (
    CheckLike,
    State,
    StepLike,
    StepStanding,
    find_standing,
    find_tick,
    references,
    step_references,
)
from mes_optout.progress.notes import Aside, Progress, Tick, Turn
from mes_optout.progress.said import HIGHEST_VALUE, Code, find_clashes, procedure_key
from mes_optout.progress.spelling import (
    MARK,
    WRONG,
    clean_characters,
    group_characters,
    read_number,
    refuse,
    spell_number,
)

__all__ = [
    "Code",
    "apply_code",
    "find_clashes",
    "group_characters",
    "procedure_key",
    "read_code",
    "write_code",
]


class NumberedCheck(CheckLike, Protocol):
    """What a code needs to know of a box: also its permanent number, and those of before.

    No code speaks of a box with the number 0: it goes with those whose numbers it names.
    """

    @property
    def number(self) -> int: ...
    @property
    def formerly_numbers(self) -> tuple[int, ...]: ...


class NumberedStep(StepLike, Protocol):
    """What a code needs to know of a step."""

    @property
    def checks(self) -> Sequence[NumberedCheck]: ...


class NumberedFollowUp(FollowUpLike, Protocol):
    """What a code needs to know of what comes later: that it came goes by its number."""

    @property
    def number(self) -> int: ...


class ValueLike(Protocol):
    """What a code needs to know of a value; `number` is permanent within its fact."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...


class FactLike(Protocol):
    """What a code needs to know of a fact; `number` is permanent within the pack."""

    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def values(self) -> Sequence[ValueLike]: ...


def write_code(
    progress: Progress,
    turn: Turn,
    steps: Sequence[NumberedStep],
    facts: Sequence[FactLike],
    follow_ups: Sequence[NumberedFollowUp] = (),
) -> str:
    """Return the characters for where one stands in a procedure, always the same for the same.

    `steps` and `follow_ups` are all of the procedure, those too that facts hide.
    """
    ticked = {each.number for each in follow_ups if find_answer(progress, turn, each)}
    asides: dict[int, Aside] = {}
    for step, place in zip(steps, find_standing(progress, turn, steps).steps, strict=True):
        numbered = [check for check in step.checks if check.number]
        left = [check.number for check in numbered if check.id not in place.days]
        ticked.update(check.number for check in numbered if check.id in place.days)
        if place.state in {State.LATER, State.NOT_FOR_ME}:
            asides.update(dict.fromkeys(left, Aside(place.state.value)))
    edition = max((step.revision for step in steps), default=1)
    key, said = procedure_key(turn.procedure), dict(_find_said(progress, turn, facts))
    return spell_number(encode(Code(2, key, edition, turn.turn, frozenset(ticked), asides, said)))


def _find_said(
    progress: Progress, turn: Turn, facts: Sequence[FactLike]
) -> Iterator[tuple[int, int]]:
    for fact in facts:
        for value in fact.values:
            if value.number <= HIGHEST_VALUE and progress.says(turn, fact.id, value.id):
                yield fact.number, value.number


def read_code(text: str) -> Code:
    """Read what somebody typed, of a code of any version. Raises ResumeCodeError."""
    characters = clean_characters(text)
    if not characters.startswith(MARK):
        return read_code_1(characters)
    number = read_number(characters)
    code = decode(number)
    # A state has one code only; another spelling of it was never written.
    if code is None or encode(code) != number:
        raise refuse(WRONG)
    return code


def apply_code(  # noqa: PLR0913, PLR0917  (a code, what it is added to, and what it is about)
    code: Code,
    progress: Progress,
    turn: Turn,
    steps: Sequence[NumberedStep],
    facts: Sequence[FactLike],
    today: date,
    follow_ups: Sequence[NumberedFollowUp] = (),
) -> Progress:
    """Add what a code says to `progress`; what is noted there already stays.

    Boxes are ticked as of `today`; one that was ticked before its step was revised has to be
    looked at again. What came later has come as of `today` too. Numbers that nothing has any more
    are passed over. A step is put aside only where nothing is noted of it, and where each box that
    it has left was in a step put aside: a box that is new, or that comes from an open step, keeps
    it open. Of facts, only those are added of which nothing was said.
    """
    before = find_standing(progress, turn, steps)
    for step in steps:
        tick = Tick(today, min(step.revision, code.edition))
        for check in step.checks:
            known = find_tick(progress, turn, step, check)
            new = known is None or known.revision < tick.revision
            if new and not code.ticked.isdisjoint(_find_numbers(code, check)):
                ref = next(iter(references(turn, step, check)))
                # The list of the pass itself says so too: that of the box may be another.
                progress = progress.ticked(ref, tick).marked_begun(turn)
    after = find_standing(progress, turn, steps)
    for step, was, now in zip(steps, before.steps, after.steps, strict=True):
        today_ref, *earlier = step_references(turn, step)
        if now.state is State.DONE:
            for name in (today_ref, *earlier):
                progress = progress.put_aside(name, None)
        elif was.state is State.OPEN and not was.days:
            progress = progress.put_aside(today_ref, _find_common_aside(code, step, now))
    for each in follow_ups:
        if each.number in code.ticked:
            progress = note_came(progress, turn, each, today)
    return _add_facts(code, progress, turn, facts)


def _add_facts(code: Code, progress: Progress, turn: Turn, facts: Sequence[FactLike]) -> Progress:
    for fact in facts:
        unsaid = all(progress.says(turn, fact.id, value.id) is None for value in fact.values)
        for value in fact.values:
            if unsaid and code.facts.get(fact.number) == value.number:
                progress = progress.answered(turn, {fact.id: value.id})
    return progress


def _find_numbers(code: Code, check: NumberedCheck) -> tuple[int, ...]:
    """Return the numbers under which a code may speak of a box."""
    own = (check.number,) if check.number else ()
    return own if own and code.version > 1 else (*own, *check.formerly_numbers)


def _find_common_aside(code: Code, step: NumberedStep, now: StepStanding) -> Aside | None:
    """Return what all boxes that a step has left say, or the one that keeps it in sight.

    A code of today says it only of boxes with a number: the others may stand in another step.
    """
    left = {
        next(filter(None, map(code.asides.get, _find_numbers(code, check))), None)
        for check in step.checks
        if check.id not in now.days and (check.number or code.version == 1)
    }
    if not left or None in left:
        return None
    return Aside.LATER if Aside.LATER in left else Aside.NOT_FOR_ME
