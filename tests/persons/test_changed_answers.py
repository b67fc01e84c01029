"""REQ-G2: an answer that is changed later loses no tick, and the pages follow.

Over all procedures that are shipped: any boxes ticked, any steps put aside, then answers given,
changed and taken back in any order. What applies is worked out here anew, from the steps alone.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.content.case import Condition
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure, Step
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, CheckRef, Progress, State, StepRef, Tick, Turn
from mes_optout.progress.notes import ListKey, Notes
from mes_optout.progress.store import Store
from support.scripted import Leave, Pick, Walk
from support.scripted import Tick as Marked

DAY, TODAY = date(2026, 11, 2), date(2026, 11, 24)


class ReadOnce(Pack):
    """A pack that no test changes."""

    procedure = cache(Pack.procedure)


@cache
def the_pack() -> Pack:
    """Return the pack that is shipped, read once."""
    return ReadOnce(shipped(), "fr")


@cache
def procedures() -> tuple[Procedure, ...]:
    """Return its procedures."""
    return tuple(map(the_pack().procedure, the_pack().triage.procedures))


@pytest.fixture
def walk(pack: Pack, tmp_path: Path, today: date) -> Walk:
    """Return a walk through the shipped pack."""
    return Walk(pack, Store(tmp_path / "state"), today)


class Change(NamedTuple):
    """Something that is said of a fact, or taken back."""

    fact: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """A procedure, what is noted of it, and what is said then."""

    name: str
    progress: Progress
    changes: tuple[Change, ...]

    @property
    def procedure(self) -> Procedure:
        """The procedure, which would be printed whole, texts and all, were it a field."""
        return the_pack().procedure(self.name)

    @property
    def turn(self) -> Turn:
        """The pass."""
        return Turn(self.name)

    def journey(self, progress: Progress) -> Journey:
        """Return the way as it stands."""
        return Journey(self.procedure, self.turn, progress, TODAY)


def changes() -> st.SearchStrategy[Change]:
    """Return what can be said of the facts of the pack."""
    said = [
        Change(fact.id, value)
        for fact in the_pack().case.facts
        for value in (None, *(each.id for each in fact.values))
    ]
    return st.sampled_from(said)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    procedure = the_pack().procedure(draw(st.sampled_from(the_pack().triage.procedures)))
    turn = Turn(procedure.id)
    boxes = [
        CheckRef(Turn(step.home or procedure.id), step.id, check.id)
        for step in procedure.steps
        for check in step.checks
    ]
    progress = Progress()
    for ref in draw(st.sets(st.sampled_from(boxes))):
        step = next(each for each in procedure.steps if each.id == ref.step)
        progress = progress.ticked(ref, Tick(DAY, step.revision))
    for put in draw(st.sets(st.sampled_from([step.id for step in procedure.steps]), max_size=2)):
        progress = progress.put_aside(StepRef(turn, put), draw(st.sampled_from(Aside)))
    progress = progress.letter_sent(turn, DAY)
    return Case(procedure.id, progress, tuple(draw(st.lists(changes(), min_size=1, max_size=8))))


def without_answers(progress: Progress) -> dict[ListKey, Notes]:
    """Return all that is noted but what was said of facts: ticks, days, what was put aside."""
    lists = {key: replace(notes, answers={}) for key, notes in progress.lists.items()}
    return {key: notes for key, notes in lists.items() if notes != Notes()}


def contradicts(step: Step, said: dict[str, str]) -> bool:
    """Say whether what was said rules a step out; what was not said rules out nothing."""

    def among(condition: Condition, fact: str) -> bool:
        return said[fact] in condition[fact]

    known_when = [fact for fact in step.when if fact in said]
    known_unless = [fact for fact in step.unless if fact in said]
    return any(not among(step.when, fact) for fact in known_when) or any(
        among(step.unless, fact) for fact in known_unless
    )


@settings(deadline=None)  # other tests may run beside it
@given(cases())
def test_no_tick_is_lost_and_the_pages_follow(case: Case) -> None:
    progress, said = case.progress, dict[str, str]()
    for fact, value in case.changes:
        progress = progress.answered(case.turn, {fact: value})
        said = {**said, fact: value} if value else {k: v for k, v in said.items() if k != fact}
        assert without_answers(progress) == without_answers(case.progress)
        places = case.journey(progress).places
        for step, (_, place) in zip(case.procedure.steps, places, strict=True):
            if contradicts(step, said):
                assert place.state is State.HIDDEN
            elif not (step.before_closing or any(box.when or box.unless for box in step.checks)):
                assert place.state is not State.HIDDEN


@settings(deadline=None)  # other tests may run beside it
@given(cases())
def test_taking_everything_back_is_as_if_nothing_was_said(case: Case) -> None:
    progress = case.progress
    for fact, value in case.changes:
        progress = progress.answered(case.turn, {fact: value})
    progress = progress.answered(case.turn, {fact: None for fact, _ in case.changes})
    assert case.journey(progress).standing == case.journey(case.progress).standing
    assert progress == case.progress


def whole_answer(procedure: Procedure, fact: str, value: str) -> dict[str, str]:
    """Return what goes with a value of what a fork is about: all that its answer says."""
    for step in procedure.steps:
        branches = step.fork.answers if step.fork else ()
        if branches and all(fact in branch.facts for branch in branches):
            return next(dict(each.facts) for each in branches if each.facts[fact] == value)
    return {fact: value}


def some_changes() -> list[ParameterSet]:
    """Return each thing that can be said of a fact, once in each procedure that it matters to."""
    return [
        pytest.param(
            procedure, Change(fact.id, value.id), id=f"{procedure.id}-{fact.id}-{value.id}"
        )
        for procedure in procedures()
        for fact in the_pack().case.facts
        if fact.id in Journey(procedure, Turn(procedure.id), None, TODAY).facts_named
        for value in fact.values
    ]


@pytest.mark.parametrize(("procedure", "change"), some_changes())
def test_in_the_menus_it_is_said_what_applies_now(
    procedure: Procedure, change: Change, walk: Walk
) -> None:
    """All is ticked but the first step; there the answer is changed, and no tick goes.

    Nor is the box that closes: there would be nothing left to do in the first step.
    """
    turn = Turn(procedure.id)
    for step in procedure.steps[1:]:
        for check in (each for each in step.checks if not each.closes):
            ref = CheckRef(Turn(step.home or procedure.id), step.id, check.id)
            note = partial(Progress.ticked, ref=ref, tick=Tick(DAY, step.revision))
            walk.store.update(note)
    before = walk.progress
    child = [Pick("1")] if procedure.repeats else []
    ways = [Pick("other"), Pick("answers"), Pick(change.fact), Pick(change.value or "")]
    played = walk(*child, Marked(set()), *ways, Leave(), procedure=procedure.id)
    after = walk.progress
    assert without_answers(after) == without_answers(before)
    assert change.value is not None
    assert after.says(turn, change.fact, change.value) is True
    hidden = {
        step.title
        for step in procedure.steps
        if contradicts(step, whole_answer(procedure, change.fact, change.value))
    }
    said = {line for row in played.screens[-1].rows for line in row.lines}
    assert hidden == said


def test_the_answers_do_hide_something() -> None:
    """Else the tests above would say nothing."""
    hidden = {
        f"{procedure.id}/{step.id}"
        for procedure in procedures()
        for step in procedure.steps
        if step.when or step.unless
    }
    assert len(hidden) >= 5
    assert the_pack().case.facts
