"""Where a way goes on."""

from dataclasses import replace
from datetime import date

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Fork, Procedure
from mes_optout.following import Stop, asks_fork, find_resumption, find_stop
from mes_optout.journey import Journey
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn, references
from support.forking import SCREEN, make_branch, make_procedure, make_screen_fork, make_step

FORKING = make_procedure(
    "rester", make_step("voir", 1, fork=make_screen_fork()), make_step("finir", 2)
)


def see(procedure: Procedure, today: date, *done: int, **said: str) -> Journey:
    """Return a journey with some steps done and some facts said."""
    turn = Turn(procedure.id)
    progress = Progress().answered(turn, said)
    for index in done:
        step = procedure.steps[index]
        for check in step.checks:
            progress = progress.ticked(CheckRef(turn, step.id, check.id), Tick(today, 1))
    return Journey(procedure, turn, progress, today)


def test_an_open_step_and_a_fork_without_an_answer_are_stops(today: date) -> None:
    assert find_stop(see(FORKING, today)) == Stop(0)
    assert find_stop(see(FORKING, today), after=0) == Stop(1)
    assert find_stop(see(FORKING, today, 0)) == Stop(0, forks=True)
    assert find_stop(see(FORKING, today, 0), after=0) == Stop(1)
    assert find_stop(see(FORKING, today, 1), after=0) is None


@pytest.mark.parametrize(
    ("said", "stop"), [("autre", Stop(0, forks=True)), ("rouge", Stop(1)), ("bleu", Stop(1))]
)
def test_an_answer_that_only_asks_again_is_none(said: str, stop: Stop, today: date) -> None:
    assert find_stop(see(FORKING, today, 0, **{SCREEN: said})) == stop


def test_a_fork_that_one_may_leave_open_is_asked_but_holds_nobody_up(today: date) -> None:
    """« I do not know » says nothing of the case: whoever said it is not asked at each visit."""
    known = make_branch("rouge", {SCREEN: "rouge"})
    fork = Fork("Quoi ?", (known, make_branch("inconnu", {})))
    procedure = replace(FORKING, steps=(replace(FORKING.steps[0], fork=fork), FORKING.steps[1]))
    journey = see(procedure, today, 0)
    assert find_stop(journey) == Stop(1)
    assert asks_fork(journey, 0)
    assert not asks_fork(see(procedure, today, 0, **{SCREEN: "rouge"}), 0)
    nothing = Fork("Où ?", (make_branch("ici", {}), make_branch("la", {}, procedure="partir")))
    procedure = replace(procedure, steps=(replace(FORKING.steps[0], fork=nothing),))
    journey = see(procedure, today, 0)
    assert find_stop(journey) is None
    assert asks_fork(journey, 0)


def test_an_answer_need_not_say_what_the_others_say(today: date) -> None:
    """« To object » says nothing of the account, as « only to close » does."""
    fork = Fork(
        "Quoi ?",
        (
            make_branch("rouge", {SCREEN: "rouge"}),
            make_branch("bleu", {SCREEN: "bleu", "cle": "oui"}),
        ),
    )
    procedure = replace(FORKING, steps=(replace(FORKING.steps[0], fork=fork), FORKING.steps[1]))
    assert find_stop(see(procedure, today, 0, **{SCREEN: "rouge"})) == Stop(1)
    assert find_stop(see(procedure, today, 0, cle="oui")) == Stop(0, forks=True)
    neither = see(procedure, today, 0, **{SCREEN: "bleu", "cle": "non"})
    assert find_stop(neither) == Stop(1), "all is known, whatever it is"


@pytest.mark.parametrize("always", [False, True])
def test_a_known_answer_is_not_asked_for_unless_it_may_differ_each_time(
    *, always: bool, today: date
) -> None:
    step = replace(FORKING.steps[0], fork=make_screen_fork(always=always))
    procedure = replace(FORKING, steps=(step,))
    assert not asks_fork(see(procedure, today, **{SCREEN: "rouge"}), 0), "it is not done"
    assert asks_fork(see(procedure, today, 0, **{SCREEN: "rouge"}), 0) is always
    assert asks_fork(see(procedure, today, 0, **{SCREEN: "autre"}), 0)


def test_one_takes_up_what_is_open_then_what_was_put_off(today: date) -> None:
    journey = see(FORKING, today)
    later = journey.noted.put_aside(StepRef(journey.turn, "voir"), Aside.LATER)
    assert find_resumption(replace(journey, progress=later)) == Stop(1)
    done = see(FORKING, today, 1)
    later = done.noted.put_aside(StepRef(done.turn, "voir"), Aside.LATER)
    assert find_resumption(replace(done, progress=later)) == Stop(0)


def test_what_goes_on_elsewhere_has_nothing_to_take_up(today: date) -> None:
    assert find_resumption(see(FORKING, today, 0, **{SCREEN: "bleu"})) is None


def test_a_fork_that_was_passed_before_there_was_one_is_not_asked_for(
    pack: Pack, today: date
) -> None:
    """Whoever finished in version 1.0 is not asked at each visit what the site offers."""
    assert find_stop(see(FORKING, today, 0, 1)) is None
    for name in ("opposition", "cloture"):
        procedure, progress = pack.procedure(name), Progress()
        for step in procedure.steps:
            for check in step.checks:
                ref = next(references(Turn(name), step, check))
                progress = progress.ticked(ref, Tick(today, step.revision))
        journey = Journey(procedure, Turn(name), progress, today)
        assert journey.standing.finished
        assert find_resumption(journey) is None
