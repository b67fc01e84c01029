"""What the triage was told is noted on entering a procedure: there, and only what matters there."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.case import find_told
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.store import Store
from mes_optout.telling import enter_with, tell
from support.forking import (
    CASE,
    GATE,
    KEY,
    SCREEN,
    make_pack,
    make_procedure,
    make_step,
    make_triage,
    make_two_ways,
    only,
)
from support.scripted import GoBack, Leave, Move, NotForMe, Pick, Sent, Tick, Walk

HERE, THERE = Turn("rester"), Turn("partir")


@pytest.fixture
def walk(tmp_path: Path, today: date) -> Walk:
    pack = make_pack(*make_two_ways(), triage=make_triage())
    return Walk(pack, Store(tmp_path / "state"), today)


def said(walk: Walk, turn: Turn) -> dict[str, str]:
    def says(fact: str, value: str) -> bool | None:
        return walk.progress.says(turn, fact, value)

    return find_told(CASE, says)


def test_answers_add_up_and_the_later_one_wins(walk: Walk) -> None:
    walk(Pick("plus"), Pick("rien"), Pick("go"), Leave())
    assert said(walk, THERE) == {GATE: "ouverte", KEY: "oui"}
    assert said(walk, HERE) == {}


def test_an_answer_that_was_taken_back_says_nothing(walk: Walk) -> None:
    walk(Pick("plus"), GoBack(), Pick("partir"), Pick("go"), Leave())
    assert said(walk, THERE) == {KEY: "oui"}


def test_nothing_is_kept_before_the_procedure_is_entered(walk: Walk) -> None:
    walk(Pick("plus"), Pick("rien"), Leave())
    assert not walk.store.folder.exists()


def test_where_the_answers_say_nothing_nothing_is_kept(walk: Walk) -> None:
    walk(Pick("rester"), Pick("go"), Leave())
    assert not walk.store.folder.exists()


def test_entering_takes_back_what_led_away_and_only_that(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(HERE, {SCREEN: "bleu", GATE: "ouverte"}))
    walk(Pick("rester"), Pick("go"), Leave())
    assert said(walk, HERE) == {GATE: "ouverte"}


def test_what_the_triage_itself_says_is_not_taken_back(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(HERE, {SCREEN: "rouge"}))
    shown = walk(Pick("plus"), Pick("lire"), Pick("go"), Leave())
    assert said(walk, HERE) == {SCREEN: "bleu", GATE: "fermee"}
    assert shown.page.title == "Fin"


def test_whoever_names_a_procedure_takes_nothing_back(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(HERE, {SCREEN: "bleu"}))
    shown = walk(Leave(), procedure="rester")
    assert said(walk, HERE) == {SCREEN: "bleu"}
    assert shown.page.title == "Fin"


def test_entering_again_with_other_answers_keeps_the_ticks(walk: Walk) -> None:
    walk(Pick("partir"), Pick("go"), Tick(), Leave())
    walk(Pick("another"), Pick("plus"), Pick("rien"), Pick("go"), Leave())
    assert said(walk, THERE) == {GATE: "ouverte", KEY: "oui"}
    journey = Journey(walk.pack.procedure("partir"), THERE, walk.progress, walk.today)
    assert journey.standing.done == 1


def test_of_several_passes_the_chosen_one_is_told(tmp_path: Path, today: date) -> None:
    rester, partir = make_two_ways()
    pack = make_pack(rester, replace(partir, repeats=True), triage=make_triage())
    walk = Walk(pack, Store(tmp_path / "state"), today)
    walk.store.update(lambda old: old.answered(THERE, {GATE: "fermee"}))
    walk(Pick("partir"), Pick("go"), Tick(), Leave())
    walk(Pick("another"), Pick("plus"), Pick("rien"), Pick("2"), Pick("go"), Leave())
    assert said(walk, THERE) == {GATE: "fermee", KEY: "oui"}
    assert said(walk, Turn("partir", 2)) == {GATE: "ouverte", KEY: "oui"}


def test_the_day_of_sending_still_comes_first(tmp_path: Path, today: date) -> None:
    """Also where steps were done in another procedure: it has no such day."""
    rester, partir = make_two_ways()
    dated = replace(partir, if_late="rester")
    walk = Walk(make_pack(rester, dated, triage=make_triage()), Store(tmp_path / "state"), today)
    shown = walk(Pick("partir"), Pick("go"), Sent(None), Pick("go"), Leave())
    assert shown.screens[2].title == "Le temps qu'il vous reste"
    assert said(walk, THERE) == {KEY: "oui"}


def test_a_step_that_the_answers_hide_is_not_shown(walk: Walk) -> None:
    shown = walk(Pick("plus"), Pick("rien"), Pick("go"), Tick(), Leave())
    place = shown.screens[-2].place
    assert place is not None
    assert (place.number, place.total) == (1, 4)
    walk.store.update(lambda old: old.answered(THERE, {KEY: "non"}))
    shown = walk(Leave(), procedure="partir")
    assert shown.page.title == "Étape voir"
    assert shown.page.place is not None
    assert (shown.page.place.number, shown.page.place.total) == (1, 2)


def test_a_step_whose_case_is_open_says_it_and_no_longer_once_it_was_said(walk: Walk) -> None:
    shown = walk(Leave(), procedure="partir")
    assert shown.page.rows[0].lines == ("Seulement si cle est oui.",)
    walk.store.update(lambda old: old.answered(THERE, {KEY: "oui"}))
    shown = walk(Leave(), procedure="partir")
    assert shown.page.title == "Étape decider"
    assert "Quand" not in [row.label for row in shown.page.rows]


def test_a_step_that_depends_on_nothing_reads_no_facts(tmp_path: Path, today: date) -> None:
    pack = make_pack(make_procedure("rester", make_step("un", 1)))
    del vars(pack)["case"]
    vars(pack)["read"] = _refuse
    Walk(pack, Store(tmp_path / "state"), today)(Tick(), Leave(), procedure="rester")


def _refuse(name: str) -> bytes | None:
    raise AssertionError(name)


def test_all_steps_lists_those_that_apply_and_counts_the_others(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(THERE, {KEY: "non"}))
    shown = walk(Tick(set()), Pick("other"), Pick("steps"), Leave(), procedure="partir")
    assert shown.offered[-1] == ["voir", "sortir", "quit"]
    assert shown.page.text == ("D'après vos réponses, 2 étapes ne s'appliquent pas à vous.",)


def test_back_to_the_step_before_passes_over_what_does_not_apply(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(THERE, {KEY: "non"}))
    shown = walk(Tick(set()), Leave(), procedure="partir")
    assert "previous" not in shown.offered[-1]


def test_not_for_me_is_one_answer_at_the_boxes(walk: Walk) -> None:
    shown = walk(NotForMe(), Leave(), procedure="rester")
    assert shown.page.title == "Étape voir"
    journey = Journey(walk.pack.procedure("rester"), HERE, walk.progress, walk.today)
    assert [place.state for place in journey.standing.steps][:2] == ["not-for-me", "open"]


def test_whoever_ticks_a_box_has_taken_the_step_up_again(walk: Walk) -> None:
    shown = walk(NotForMe(), GoBack(), Tick(), Leave(), procedure="rester")
    assert shown.page.title == "Étape voir"
    journey = Journey(walk.pack.procedure("rester"), HERE, walk.progress, walk.today)
    assert journey.standing.steps[0].state == "done"


def test_what_may_come_next_holds_what_applies(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(HERE, {GATE: "fermee"}))
    everything: list[Move] = [Tick(), Tick(), Pick("rouge"), Tick(), Tick()]
    shown = walk(*everything, Pick("afterwards"), Leave(), procedure="rester")
    assert shown.page.text == ("Toujours.",)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({}, {SCREEN: None}),
        ({GATE: "ouverte"}, {SCREEN: None, GATE: "ouverte"}),
        ({SCREEN: "rouge"}, {SCREEN: "rouge"}),
    ],
)
def test_entering_with(answers: Mapping[str, str], told: object, today: date) -> None:
    rester, _ = make_two_ways()
    progress = Progress().answered(HERE, {SCREEN: "bleu"})
    assert enter_with(Journey(rester, HERE, progress, today), answers) == told


def test_a_pass_is_told_only_what_makes_a_difference_in_it(today: date) -> None:
    plain = make_procedure("rester", make_step("un", 1, when=only(KEY, "oui")))
    journey = Journey(plain, HERE, None, today)
    assert tell(journey, {KEY: "non", GATE: "ouverte"}) == {KEY: "non"}
