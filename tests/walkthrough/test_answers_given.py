"""« Ce que j'ai répondu »: seen, changed, and what then applies; no tick is lost."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.procedure import Line
from mes_optout.progress.model import Turn, find_standing
from mes_optout.progress.store import Store
from support.forking import (
    GATE,
    SCREEN,
    make_pack,
    make_procedure,
    make_step,
    make_two_ways,
    only,
)
from support.scripted import GoBack, Leave, Move, Pick, ScriptedPrompter, Tick, Walk

TURN = Turn("partir")
# From a page of boxes to what was answered.
ANSWERS: list[Move] = [Tick(set()), Pick("other"), Pick("answers")]


@pytest.fixture
def walk(tmp_path: Path, today: date) -> Walk:
    return Walk(make_pack(*make_two_ways()), Store(tmp_path / "state"), today)


def options(shown: ScriptedPrompter, question: str) -> list[str]:
    """Return the ids offered when a question was asked last."""
    choices = [asked for asked in shown.asked if asked != "Qu'avez-vous fait ?"]
    places = [n for n, asked in enumerate(choices) if asked == question]
    return shown.offered[places[-1]]


def test_the_facts_of_the_procedure_stand_there_with_what_was_said(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(TURN, {GATE: "ouverte"}))
    shown = walk(*ANSWERS, Leave(), procedure="partir")
    assert options(shown, "Quelle réponse voulez-vous changer ?") == [
        *("back", "cle", "ecran", "barriere", "quit")
    ]
    labels = shown.labels[-1]
    assert "Au sujet de barriere : Dire ouverte" in labels
    assert "Au sujet de cle : pas encore dit" in labels


def test_a_changed_answer_says_what_now_applies_and_what_no_longer_does(walk: Walk) -> None:
    close: list[Move] = [*ANSWERS, Pick(GATE), Pick("fermee")]
    shown = walk(*close, Leave(), procedure="partir")
    assert [(row.label, row.lines) for row in shown.page.rows] == [
        ("Ne vous concerne plus", ("Étape sortir",))
    ]
    open_again: list[Move] = [Pick(GATE), Pick("ouverte")]
    shown = walk(*ANSWERS, *open_again, Pick("another"), Pick("back"), Leave(), procedure="partir")
    effect = next(screen for screen in shown.screens if screen.title == "Ce qui change")
    assert [(row.label, row.lines) for row in effect.rows] == [("Vous concerne", ("Étape sortir",))]
    assert shown.page.title == "Étape decider"


def test_an_answer_may_be_taken_back(walk: Walk) -> None:
    walk.store.update(lambda old: old.answered(TURN, {GATE: "fermee"}))
    shown = walk(*ANSWERS, Pick(GATE), Pick(""), Pick("go"), Leave(), procedure="partir")
    assert walk.progress.says(TURN, GATE, "fermee") is None
    assert "Jusqu'ici : Dire fermee" in shown.screens[-3].text


def test_an_answer_that_changes_no_step_says_so(walk: Walk) -> None:
    shown = walk(*ANSWERS, Pick(GATE), Pick("ouverte"), Leave(), procedure="partir")
    assert shown.page.rows == ()
    assert shown.page.text[0] == "Les étapes restent les mêmes."


def test_an_answer_that_changes_only_what_steps_say_says_so(tmp_path: Path, today: date) -> None:
    stay, leave = make_two_ways()
    first, *others = stay.steps
    worded = replace(first, body=(*first.body, Line("Ouvrir.", unless=only(GATE, "ouverte"))))
    pack = make_pack(replace(stay, steps=(worded, *others)), leave)
    walk = Walk(pack, Store(tmp_path / "state"), today)
    shown = walk(*ANSWERS, Pick(GATE), Pick("ouverte"), Leave(), procedure="rester")
    assert shown.page.text[0].endswith("Certaines disent autre chose.")


def test_from_a_step_that_is_gone_one_goes_on_with_what_comes_after_it(walk: Walk) -> None:
    moves: list[Move] = [Pick("cle"), Pick("non"), Pick("go")]
    shown = walk(*ANSWERS, *moves, Leave(), procedure="partir")
    assert shown.page.title == "Étape voir"


def test_going_back_to_a_step_that_is_gone_says_that_it_is(walk: Walk) -> None:
    moves: list[Move] = [*ANSWERS, Pick("cle"), Pick("non"), Pick("go"), *[GoBack()] * 6]
    shown = walk(*moves, Pick("go"), Leave(), procedure="partir")
    gone = shown.screens[-2]
    assert gone.title == "Étape decider"
    assert "cette étape ne s'applique pas à vous" in gone.text[0]
    assert shown.page.title == "Étape voir"


def test_an_answer_that_leads_away_says_where_to(walk: Walk) -> None:
    moves: list[Move] = [*ANSWERS, Pick(SCREEN), Pick("rouge")]
    shown = walk(*moves, Pick("go"), Leave(), procedure="partir")
    effect, end = shown.screens[-2:]
    assert any("la suite est dans « Voie rester »" in line for line in effect.text)
    assert end.title == "Fin"
    # And from there one can take it back.
    back: list[Move] = [Pick("answers"), Pick(SCREEN), Pick("bleu"), Pick("go")]
    shown = walk(*back, Leave(), procedure="partir")
    assert shown.offered[0][0] == "continue"
    assert "continue" not in shown.offered[-1]


def test_no_tick_is_lost(walk: Walk) -> None:
    """Neither of a step that goes, nor of one that goes and comes back."""
    to_last: list[Move] = [Tick(), Tick(), Pick("bleu"), Pick("go"), Tick()]
    changes: list[Move] = [*ANSWERS, Pick(GATE), Pick("fermee")]
    for fact, value in (("cle", "non"), (SCREEN, "rouge"), (GATE, ""), ("cle", "oui")):
        changes += [Pick("another"), Pick(fact), Pick(value)]
    walk(*to_last, *changes, Leave(), procedure="partir")
    steps = walk.pack.procedure("partir").steps
    days = find_standing(walk.progress, TURN, steps).steps
    assert [set(place.days) for place in days] == [
        *({"decider-fait"}, {"voir-fait"}, {"sortir-fait"}, set())
    ]


def test_where_nothing_depends_on_facts_it_is_not_offered(tmp_path: Path, today: date) -> None:
    plain = make_procedure("rester", make_step("un", 1))
    walk = Walk(make_pack(plain), Store(tmp_path / "state"), today)
    shown = walk(Tick(set()), Pick("other"), Leave(), procedure="rester")
    assert "answers" not in shown.offered[-1]


def test_back_leads_to_a_problem_that_an_answer_has_left_out_since(
    tmp_path: Path, today: date
) -> None:
    step = make_step("decider", 1)
    (always,) = step.problems
    locked = replace(always, id="serrure", symptom="Serrure", when=only(GATE, "fermee"))
    procedure = make_procedure("partir", replace(step, problems=(always, locked)))
    walk = Walk(make_pack(procedure), Store(tmp_path / "state"), today)
    read: list[Move] = [Tick(set()), Pick("problem"), Pick("1"), Pick("step")]
    change: list[Move] = [*ANSWERS, Pick(GATE), Pick("ouverte")]
    shown = walk(*read, *change, *[GoBack()] * 6, Leave(), procedure="partir")
    assert shown.page.rows[0].lines == ("Serrure",)
