"""Whatever one answers, changes and goes back over: no tick is lost and none is made (REQ-R8).

A person who wanders through two procedures that fork into each other and share a step. What must be
ticked is noted apart from the program, by what was confirmed on each page.
"""

import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mes_optout.journey import Journey
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress, Turn, find_standing
from mes_optout.walkthrough import answers_given, forks
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Back, CheckState, Line, Option, Quit, Skip
from mes_optout.walkthrough.visit import Visit, run
from support.forking import make_pack, make_triage, make_two_ways
from support.prompters import HandMade

T = TypeVar("T")
TODAY = date(2026, 11, 24)
PACK = make_pack(*make_two_ways(), triage=make_triage())
# « carry » writes files, and the others leave or delete: they are other rooms'.
ELSEWHERE = {"carry", "paper", "forget", "erase", "done"}


@dataclass
class Wanderer(HandMade):
    """Answers by numbers that come from outside, and notes what is confirmed."""

    numbers: list[int]
    noted: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        self.asked.append(question)
        number = self._next()
        if number % 9 == 0:
            raise Back
        offered = [each for each in options if not each.leaves and each.id not in ELSEWHERE]
        if [each.id for each in offered] == ["go", "elsewhere"] and number % 5:
            return offered[0]  # the page before a procedure: mostly one goes on, or none gets far
        return offered[number % len(offered)] if offered else options[0]

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        self.asked.append(question)
        number = self._next()
        before = {check.id for check in checks if check.ticked}
        match number % 7:
            case 0:
                raise Back
            case 1:
                raise Skip
            case 2:
                ticked: set[str] = set()
            case 3:
                ticked = before
            case _:
                ticked = {check.id for check in checks}
        step = self.page.title.removeprefix("Étape ")
        home = "commun" if step == "voir" else self.page.heading.removeprefix("Voie ")
        kept = self.noted.setdefault((home, step), set())
        kept.difference_update(check.id for check in checks)
        kept.update(ticked)
        return ticked

    def fill_in(self, line: Line[T]) -> str | None:
        raise AssertionError(line.question)

    def _next(self) -> int:
        if not self.numbers:
            raise Quit
        return self.numbers.pop()


def find_ticked(progress: Progress) -> dict[tuple[str, str], set[str]]:
    """Return what is ticked, hidden or not."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in PACK.names:
        procedure = PACK.procedure(name)
        standing = find_standing(progress, Turn(name), procedure.steps)
        for step, place in zip(procedure.steps, standing.steps, strict=True):
            found.setdefault((step.home or name, step.id), set()).update(place.days)
    return {key: boxes for key, boxes in found.items() if boxes}


def wander(visits: Sequence[Sequence[int]]) -> tuple[Wanderer, Progress]:
    """Go through some visits one after the other."""
    keeper, wanderer = Memory(), Wanderer([])
    for numbers in visits:
        wanderer.numbers = list(numbers)
        visit = Visit(PACK, keeper, wanderer, lambda: TODAY)
        with suppress(Quit):
            run(open_visit(visit, PACK.names[len(numbers) % 2]), visit.prompter)
    return wanderer, keeper.read()


VISITS = st.lists(st.lists(st.integers(0, 5000), max_size=40), min_size=1, max_size=4)
HOW = settings(max_examples=1000, deadline=None, database=None, derandomize=True)


@HOW
@given(VISITS)
def test_no_tick_is_lost_and_none_is_made(visits: Sequence[Sequence[int]]) -> None:
    wanderer, progress = wander(visits)
    assert find_ticked(progress) == {key: boxes for key, boxes in wanderer.noted.items() if boxes}


@HOW
@given(VISITS)
def test_what_is_left_out_is_what_contradicts_what_was_said(
    visits: Sequence[Sequence[int]],
) -> None:
    _, progress = wander(visits)
    for name in PACK.names:
        journey = Journey(PACK.procedure(name), Turn(name), progress, TODAY)
        for index, step in enumerate(journey.procedure.steps):
            denied = any(
                all(journey.said(fact, value) is False for value in values)
                for fact, values in step.when.items()
            )
            excluded = any(
                journey.said(fact, value)
                for fact, values in step.unless.items()
                for value in values
            )
            assert journey.visible(index) is not (denied or excluded)


@pytest.mark.slow
def test_the_wanderer_comes_by_forks_and_answers() -> None:
    """Else the two tests above would say nothing of them."""
    asked: set[str] = set()
    for seed in range(200):
        visit = [zlib.crc32(f"{seed} {n}".encode()) for n in range(80)]
        wanderer, _ = wander([visit, visit[::-1]])
        asked.update(wanderer.asked)
    facts = {fact.question for fact in PACK.case.facts}
    assert {"Que voyez-vous ?", "Quelle réponse voulez-vous changer ?"} | facts <= asked


def _clears(real: Callable[..., object]) -> Callable[..., object]:
    """Begin the pass again whenever an answer is noted."""

    def saving(visit: Visit, way: object, change: Callable[[Progress], Progress]) -> object:
        turn = way.turn  # type: ignore[attr-defined]
        return real(visit, way, lambda progress: change(progress.without(turn)))

    return saving


@pytest.mark.posix("other examples are drawn on Windows")
@pytest.mark.parametrize("module", [forks, answers_given])
def test_an_answer_that_costs_ticks_is_found_out(
    module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "save", _clears(module.save))  # type: ignore[attr-defined]
    quick = settings(HOW, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        quick(given(VISITS)(_check))()


def _check(visits: Sequence[Sequence[int]]) -> None:
    wanderer, progress = wander(visits)
    assert find_ticked(progress) == {key: boxes for key, boxes in wanderer.noted.items() if boxes}
