"""The fork after the last box of a step: asked then, kept in both passes, gone back to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.procedure import Fork
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.store import Store
from support.forking import (
    CASE,
    GATE,
    KEY,
    SCREEN,
    make_branch,
    make_pack,
    make_procedure,
    make_step,
    make_two_ways,
)
from support.scripted import GoBack, Leave, Meanwhile, Move, Pick, ScriptedPrompter, Tick, Walk

HERE, THERE = Turn("rester"), Turn("partir")
TO_FORK: list[Move] = [Tick(), Tick()]
NOTED = {GATE, KEY, SCREEN}


@pytest.fixture
def walk(tmp_path: Path, today: date) -> Walk:
    return Walk(make_pack(*make_two_ways()), Store(tmp_path / "state"), today)


def said(progress: Progress, turn: Turn) -> dict[str, str]:
    """Return what a pass knows of the case."""
    return {
        fact.id: value.id
        for fact in CASE.facts
        for value in fact.values
        if progress.says(turn, fact.id, value.id)
    }


def titles(shown: ScriptedPrompter) -> list[str]:
    return [screen.title for screen in shown.screens]


def ticked(walk: Walk, turn: Turn) -> set[str]:
    procedure = walk.pack.procedure(turn.procedure)
    standing = Journey(procedure, turn, walk.progress, walk.today).standing
    return {check for place in standing.steps for check in place.days}


def test_it_is_asked_after_the_last_box_and_leads_on_in_the_same_procedure(walk: Walk) -> None:
    shown = walk(*TO_FORK, Pick("rouge"), Leave(), procedure="rester")
    assert shown.asked == ["Qu'avez-vous fait ?"] * 2 + ["Que voyez-vous ?", "Qu'avez-vous fait ?"]
    assert titles(shown) == ["Étape attendre", "Étape voir", "Étape voir", "Étape finir"]
    assert said(walk.progress, HERE) == {SCREEN: "rouge"}
    assert said(walk.progress, THERE) == {}


def test_it_is_not_asked_while_a_box_is_left(walk: Walk) -> None:
    shown = walk(Tick(), Tick(set()), Leave(), procedure="rester")
    assert "Que voyez-vous ?" not in shown.asked


def test_the_last_tick_may_come_by_a_second_visit(tmp_path: Path, today: date) -> None:
    rester, partir = make_two_ways()
    two = replace(rester.steps[1], checks=(*rester.steps[1].checks, make_step("b", 9).checks[0]))
    pack = make_pack(replace(rester, steps=(two, *rester.steps[2:])), partir)
    walk = Walk(pack, Store(tmp_path / "state"), today)
    walk(Tick({"voir-fait"}), Leave(), procedure="rester")
    shown = walk(Tick(), Pick("rouge"), Leave(), procedure="rester")
    assert shown.asked[1] == "Que voyez-vous ?"


def test_from_its_note_one_gets_back_to_the_question_without_a_key_for_it(walk: Walk) -> None:
    shown = walk(*TO_FORK, Pick("bleu"), Pick("again"), Pick("rouge"), Leave(), procedure="rester")
    assert shown.asked.count("Que voyez-vous ?") == 2
    assert said(walk.progress, HERE) == {SCREEN: "rouge"}


@pytest.mark.parametrize("answer", ["bleu", "autre"])
def test_a_note_is_no_step_that_has_a_number(walk: Walk, answer: str) -> None:
    """In plain lines its title would stand where the step's does: « Étape 2 sur 4 : Bleu »."""
    shown = walk(*TO_FORK, Pick(answer), Leave(), procedure="rester")
    assert shown.screens[-1].title == f"Choisir {answer}"
    assert shown.screens[-1].place is None


def test_it_leads_into_another_procedure_after_the_same_step_with_its_note(walk: Walk) -> None:
    shown = walk(*TO_FORK, Pick("bleu"), Pick("go"), Leave(), procedure="rester")
    note, step = shown.screens[-2:]
    assert note.text[0] == "Par là."
    assert "Voie partir" in note.text[1]
    assert (step.title, step.heading) == ("Étape sortir", "Voie partir")
    assert said(walk.progress, HERE) == said(walk.progress, THERE) == {SCREEN: "bleu"}


def test_only_what_makes_a_difference_there_goes_along(tmp_path: Path, today: date) -> None:
    rester, partir = make_two_ways()
    plain = make_procedure("partir", make_step("sortir", 1, unless=only_gate()))
    walk = Walk(make_pack(rester, plain), Store(tmp_path / "state"), today)
    walk.store.update(lambda old: old.answered(HERE, {GATE: "ouverte", KEY: "oui"}))
    walk(*TO_FORK, Pick("bleu"), Pick("go"), Leave(), procedure="rester")
    assert said(walk.progress, THERE) == {GATE: "ouverte"}
    assert partir.id == plain.id


def only_gate() -> dict[str, tuple[str, ...]]:
    return {GATE: ("fermee",)}


def test_back_returns_to_the_fork_and_keeps_ticks_and_a_new_answer_wins(walk: Walk) -> None:
    moves: list[Move] = [*TO_FORK, Pick("bleu"), Pick("go"), GoBack(), GoBack(), Pick("rouge")]
    shown = walk(*moves, Leave(), procedure="rester")
    assert shown.page.title == "Étape finir"
    assert said(walk.progress, HERE) == {SCREEN: "rouge"}
    assert said(walk.progress, THERE) == {}, "it is not said there any more either"
    assert ticked(walk, HERE) == {"attendre-fait", "voir-fait"}


def test_an_answer_takes_back_what_another_window_answered_meanwhile(walk: Walk) -> None:
    other = Walk(walk.pack, walk.store, walk.today)

    def answer() -> None:
        other(Pick("bleu"), Leave(), procedure="rester")

    walk(*TO_FORK, Meanwhile(answer), Pick("rouge"), Leave(), procedure="rester")
    assert said(walk.progress, HERE) == {SCREEN: "rouge"}
    assert said(walk.progress, THERE) == {}


def test_from_the_fork_back_leads_to_its_boxes(walk: Walk) -> None:
    shown = walk(*TO_FORK, GoBack(), Tick(), Pick("rouge"), Leave(), procedure="rester")
    assert titles(shown)[1:4] == ["Étape voir"] * 3
    assert ticked(walk, HERE) == {"attendre-fait", "voir-fait"}


def test_back_never_leads_to_it_once_a_box_was_unticked(walk: Walk) -> None:
    untick: list[Move] = [Pick("stay"), Tick(set())]
    shown = walk(*TO_FORK, *untick, GoBack(), GoBack(), GoBack(), Leave(), procedure="rester")
    assert shown.asked.count("Que voyez-vous ?") == 1
    assert shown.page.title == "Étape voir", "and back goes further back"


def test_something_else_says_what_to_do_and_asks_again(walk: Walk) -> None:
    moves: list[Move] = [*TO_FORK, Pick("autre"), Pick("again"), Pick("bleu"), Pick("go")]
    shown = walk(*moves, Leave(), procedure="rester")
    note = shown.screens[3]
    assert note.text == ("Ne fermez rien.",)
    assert shown.offered[1] == ["again", "stay", "elsewhere", "quit"]
    assert shown.asked[2] == shown.asked[4] == "Que voyez-vous ?"
    assert said(walk.progress, HERE) == {SCREEN: "bleu"}


def test_whoever_leaves_without_an_answer_comes_back_to_the_fork(walk: Walk) -> None:
    walk(*TO_FORK, Leave(), procedure="rester")
    shown = walk(Leave(), procedure="rester")
    assert shown.asked == ["Que voyez-vous ?"]
    assert shown.page.title == "Étape voir"
    walk(Pick("autre"), Leave(), procedure="rester")
    assert walk(Leave(), procedure="rester").asked == ["Que voyez-vous ?"]


def test_a_list_that_goes_on_elsewhere_says_so_and_leads_there(walk: Walk) -> None:
    walk(*TO_FORK, Pick("bleu"), Leave(), procedure="rester")
    shown = walk(Pick("continue"), Leave(), procedure="rester")
    end = shown.screens[0]
    assert end.title == "Fin"
    assert "la suite est dans « Voie partir »" in end.lead
    assert "Reste à faire" not in {row.label for row in end.rows}
    assert "left" not in shown.offered[0]
    assert shown.page.heading == "Voie partir"


def test_a_list_that_goes_on_elsewhere_is_not_offered_first(walk: Walk) -> None:
    moves: list[Move] = [*TO_FORK, Pick("bleu"), Pick("go"), Tick(), Leave()]
    walk(*moves, procedure="rester")
    shown = walk(Pick("0"), Leave())
    assert "Voie partir" in shown.screens[0].text[0]
    assert shown.page.heading == "Voie partir"


def test_it_is_passed_over_when_its_answer_is_known(tmp_path: Path, today: date) -> None:
    rester, partir = make_two_ways()
    see = rester.steps[1]
    assert see.fork is not None
    once = replace(see, fork=replace(see.fork, always=False))
    pack = make_pack(replace(rester, steps=(rester.steps[0], once, *rester.steps[2:])), partir)
    walk = Walk(pack, Store(tmp_path / "state"), today)
    walk.store.update(lambda old: old.answered(HERE, {SCREEN: "rouge"}))
    shown = walk(*TO_FORK, Leave(), procedure="rester")
    assert "Que voyez-vous ?" not in shown.asked
    assert shown.page.title == "Étape finir"


def test_a_step_named_by_a_branch_comes_even_if_others_are_open_before_it(
    tmp_path: Path, today: date
) -> None:
    fork = Fork("Où ?", (make_branch("loin", {KEY: "oui"}, step="trois"),))
    procedure = make_procedure(
        "rester", make_step("un", 1, fork=fork), make_step("deux", 2), make_step("trois", 3)
    )
    walk = Walk(make_pack(procedure), Store(tmp_path / "state"), today)
    shown = walk(Tick(), Pick("loin"), Tick(), Leave(), procedure="rester")
    assert titles(shown)[2:] == ["Étape trois", "Fin"]
    (left,) = (row for row in shown.page.rows if row.label == "Reste à faire")
    assert left.lines == ("Étape deux (à faire)",)
