"""One person's way through one procedure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from mes_optout import journey as module
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Check, Line, Procedure
from mes_optout.journey import Journey, make_journeys
from mes_optout.progress.model import (
    CheckRef,
    Progress,
    Standing,
    State,
    StepLike,
    Tick,
    Turn,
    find_standing,
)
from support.forking import (
    GATE,
    KEY,
    SCREEN,
    make_procedure,
    make_screen_fork,
    make_step,
    only,
)
from support.noted import box_ref, make_progress

TURN = Turn("cloture")


def test_what_a_page_asks_for_is_worked_out_once(
    pack: Pack, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def noting(progress: Progress, turn: Turn, steps: Sequence[StepLike]) -> Standing:
        counted.append(turn)
        return find_standing(progress, turn, steps)

    monkeypatch.setattr(module, "find_standing", noting)
    journey = Journey(pack.procedure("cloture"), TURN, Progress(), today)
    assert journey.next_step == 0
    assert journey.closed is None
    assert [place.id for _, place in journey.places] == [step.id for step in journey.steps]
    assert len(counted) == 1


def test_a_box_that_closes_gives_its_day(pack: Pack, today: date) -> None:
    procedure = pack.procedure("cloture")
    step, check = next((s, c) for s in procedure.steps for c in s.checks if c.closes)
    ref = box_ref(TURN, step, check)
    progress = Progress().ticked(ref, Tick(date(2026, 11, 20), step.revision))
    (journey,) = make_journeys([procedure], progress, today)
    assert journey.closed == date(2026, 11, 20)
    assert Journey(procedure, TURN, None, today).closed is None, "a blank list says nothing"


def test_what_was_to_be_done_before_a_closure_is_left_when_it_is_done(
    pack: Pack, today: date
) -> None:
    """Nobody is told to decide to close, or to save documents, once it is closed."""
    procedure = pack.procedure("cloture")
    places = {step.id: index for index, step in enumerate(procedure.steps)}
    blank = Journey(procedure, TURN, Progress(), today)
    early = do(blank, places["messages"])
    done = do(early, places["confirmer"])
    assert done.closed is not None
    assert not done.visible(places["documents"])
    assert done.visible(places["messages"]), "what was done stays in sight"
    assert done.next_step == places["suppression"], "a deletion can still be asked for"
    assert done.standing.left == 1
    assert early.standing.left == len(procedure.steps) - 1


def test_only_where_a_deadline_governs_does_a_day_of_sending_make_one(
    pack: Pack, today: date
) -> None:
    sent = {Turn(name): date(2026, 11, 2) for name in ("opposition", "cloture")}
    both = map(pack.procedure, ("opposition", "cloture"))
    journeys = make_journeys(both, make_progress(letters_sent=sent), today)
    assert [journey.deadline is not None for journey in journeys] == [True, False]


def see(procedure: Procedure, today: date, **said: str) -> Journey:
    turn = Turn(procedure.id)
    return Journey(procedure, turn, Progress().answered(turn, said), today)


def do(journey: Journey, *indexes: int) -> Journey:
    """Tick all boxes of some steps."""
    progress = journey.noted
    for index in indexes:
        step = journey.procedure.steps[index]
        for check in step.checks:
            ref = CheckRef(journey.turn, step.id, check.id)
            progress = progress.ticked(ref, Tick(journey.today, step.revision))
    return replace(journey, progress=progress)


THREE = make_procedure(
    "rester",
    make_step("un", 1, when=only(GATE, "ouverte")),
    make_step("deux", 2, Check("cle-prise", 3, "La clé", unless=only(KEY, "non"))),
    make_step("trois", 4, unless=only(GATE, "fermee")),
    afterwards=(Line("Toujours."), Line("Fermer.", when=only(GATE, "ouverte"))),
)


def test_unknown_is_shown(today: date) -> None:
    journey = see(THREE, today)
    assert journey.steps == THREE.steps
    assert [journey.visible(index) for index in range(3)] == [True] * 3
    assert [line.text for line in journey.afterwards] == ["Toujours.", "Fermer."]
    assert journey.standing.total == journey.standing.left == 3


def test_what_contradicts_what_was_said_is_left_out_and_nothing_moves(today: date) -> None:
    journey = do(see(THREE, today, **{GATE: "fermee", KEY: "non"}), 0)
    assert [step.id for step in journey.steps] == ["un", "deux", "trois"]
    assert [journey.visible(index) for index in range(3)] == [False, True, False]
    assert [check.id for check in journey.steps[1].checks] == ["deux-fait"]
    assert [line.text for line in journey.afterwards] == ["Toujours."]
    assert (journey.standing.total, journey.standing.done, journey.standing.left) == (1, 0, 1)
    assert journey.next_step == 1
    assert journey.number(1) == 1
    # A hidden box counts for nothing; its tick, and those of a hidden step, stay.
    ref = CheckRef(journey.turn, "deux", "deux-fait")
    done = replace(journey, progress=journey.noted.ticked(ref, Tick(today, 1)))
    assert done.standing.finished
    assert done.standing.steps[0].days == {"un-fait": today}


def test_a_step_without_a_box_that_applies_is_hidden(today: date) -> None:
    bare = make_step("un", 1)
    bare = replace(bare, checks=(replace(bare.checks[0], when=only(KEY, "oui")),))
    journey = see(make_procedure("rester", bare), today, **{KEY: "non"})
    assert journey.standing.steps[0].state is State.HIDDEN


def test_the_facts_of_a_procedure_are_those_it_names_in_their_order(today: date) -> None:
    forking = make_step("quatre", 5, fork=make_screen_fork())
    journey = see(make_procedure("rester", *THREE.steps, forking), today)
    assert journey.facts_named == (GATE, KEY, SCREEN)


FORKING = make_procedure(
    "rester", make_step("voir", 1, fork=make_screen_fork()), make_step("finir", 2)
)


@pytest.mark.parametrize(
    ("said", "led"), [(None, None), ("rouge", None), ("bleu", "partir"), ("autre", None)]
)
def test_a_journey_goes_on_where_a_branch_that_was_said_leads(
    said: str | None, led: str | None, today: date
) -> None:
    assert see(FORKING, today, **({SCREEN: said} if said else {})).continued_in == led


def test_a_fork_of_a_step_that_does_not_apply_leads_nowhere(today: date) -> None:
    hidden = make_step("voir", 1, when=only(KEY, "oui"), fork=make_screen_fork())
    said = {SCREEN: "bleu", KEY: "non"}
    assert see(make_procedure("rester", hidden), today, **said).continued_in is None
