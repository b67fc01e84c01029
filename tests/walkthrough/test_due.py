"""What was to come by now is asked first; what was not answered is asked again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mes_optout.content.doors import Action
from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.awaited import find_answer
from mes_optout.progress.hashing import make_key
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn
from mes_optout.progress.store import Store
from mes_optout.walkthrough.saving import begin_again, change_boxes
from mes_optout.walkthrough.visit import Way
from support.forking import GATE
from support.scripted import GoBack, Leave, Meanwhile, Pick, Walk
from support.waiting import (
    ANSWER,
    BEFORE,
    CARRIED,
    LOOK,
    NAME,
    SENT,
    TURN,
    make_done,
    make_waiting,
    make_waiting_pack,
)

DAY, DUE = date(2026, 11, 27), date(2027, 2, 27)
SECOND = replace(LOOK, when={})
WEEK = timedelta(weeks=1)
DONE = make_done(DAY)

Back = Callable[..., Walk]


@pytest.fixture
def back(tmp_path: Path) -> Back:
    """Return walks of somebody who did the deed, and comes back on a day."""

    def come(day: date, pack: Pack | None = None) -> Walk:
        walk = Walk(pack or make_waiting_pack(), Store(tmp_path / "state"), day)
        walk.store.update(lambda _nothing: DONE)
        return walk

    return come


def journey(walk: Walk) -> Journey:
    return Journey(walk.pack.procedure(NAME), TURN, walk.progress, walk.today)


def test_it_is_the_first_question_once_it_is_due(back: Back) -> None:
    shown = back(DUE)(Pick("later"), Leave())
    page = shown.screens[0]
    assert (page.title, page.heading) == ("À vérifier", "Voie rendre")
    assert page.text == ("La réponse : à vérifier depuis le 27 février 2027.",), "and no more"
    assert shown.asked[0] == "La réponse est-elle arrivée ?"
    assert shown.labels[0] == ["Pas encore", "Oui", "Le dire plus tard", "Quitter"]
    assert shown.screens[1].title == "Vous avez déjà commencé"


def test_nothing_is_asked_before(back: Back) -> None:
    shown = back(DUE - timedelta(days=1))(Leave())
    assert shown.page.title == "Vous avez déjà commencé"


def test_it_is_asked_of_whoever_names_a_procedure_too(back: Back) -> None:
    shown = back(DUE)(Pick("later"), Pick("done"), procedure=NAME)
    assert [page.title for page in shown.screens] == ["À vérifier", "Fin"]


def test_beginning_again_asks_nothing(back: Back) -> None:
    shown = back(DUE)(Pick("no"), Pick("done"), procedure=NAME, again=True)
    assert shown.screens[0].title == "Recommencer"


def test_yes_is_a_tick_of_that_day(back: Back) -> None:
    walk = back(DUE)
    shown = walk(Pick("yes"), Leave())
    assert shown.said == ["C'est noté."]
    assert walk.progress.lists[TURN.key].boxes[make_key(NAME, "reponse")] == Tick(DUE, 1)
    assert walk(Leave()).page.title == "Vous avez déjà commencé", "and it is asked no more"


def test_not_yet_says_what_to_do_and_asks_again_in_a_week(back: Back) -> None:
    walk = back(DUE)
    shown = walk(Pick("not-yet"), Pick("again"), Leave())
    assert shown.screens[1].title == "La réponse"
    assert shown.screens[1].text == ("La réponse vient par lettre.", "Écrivez de nouveau.")
    assert shown.labels[1] == ["Redemander dans une semaine", "Quitter"]
    assert journey(walk).follow_ups[0].again == DUE + WEEK
    walk.today = DUE + WEEK - timedelta(days=1)
    assert walk(Leave()).page.title == "Vous avez déjà commencé"
    walk.today = DUE + WEEK
    assert walk(Pick("later"), Leave()).screens[0].title == "À vérifier"


def test_who_asked_for_nothing_says_so_once(back: Back) -> None:
    """Else it would be asked about every week."""
    walk = back(DUE, make_waiting_pack(LOOK, ANSWER))
    shown = walk(
        *(Pick("not-yet"), Pick("answers"), Pick(GATE), Pick("fermee"), Pick("go")),
        *(Pick("later"), Leave()),
    )
    assert "Ce que j'ai répondu" in shown.labels[1]
    assert shown.asked[-2] == ANSWER.question, "and the next is asked"
    assert [each.follow_up.id for each in journey(walk).follow_ups] == [ANSWER.id]


def test_what_to_do_meanwhile_has_its_doors(back: Back) -> None:
    pack = make_waiting_pack(replace(ANSWER, actions=(Action(step="envoyer"),)))
    shown = back(DUE, pack)(Pick("not-yet"), Pick("to-rendre-envoyer"), GoBack(), Leave())
    assert shown.labels[1][1] == "Aller à : Étape envoyer"
    assert shown.screens[2].title == "Étape envoyer"
    assert shown.page.title == "La réponse", "back leads to the page with the door"


@pytest.mark.parametrize("moves", [[Pick("later")], [Pick("not-yet")], []])
def test_whoever_leaves_there_is_asked_the_next_time(moves: list[Pick], back: Back) -> None:
    walk = back(DUE)
    walk(*moves, Leave())
    assert walk.progress == DONE
    assert walk(Leave()).page.title == "À vérifier"


def test_several_follow_one_another_and_back_leads_to_the_one_before(back: Back) -> None:
    walk = back(DUE, make_waiting_pack(ANSWER, SECOND))
    shown = walk(Pick("yes"), GoBack(), Pick("not-yet"), Pick("again"), Pick("yes"), Leave())
    assert shown.asked[:5] == [
        ANSWER.question,
        SECOND.question,
        ANSWER.question,
        "Que voulez-vous faire ?",
        SECOND.question,
    ]
    answer, look = journey(walk).follow_ups
    assert (answer.came, answer.again) == (None, DUE + WEEK), "a wrong yes can be taken back"
    assert look.came == DUE


def test_what_does_not_apply_is_not_asked(back: Back) -> None:
    walk = back(DUE, make_waiting_pack(ANSWER, LOOK))
    walk.store.update(lambda progress: progress.answered(TURN, {GATE: "fermee"}))
    shown = walk(Pick("later"), Leave())
    assert shown.asked[0] == ANSWER.question
    assert shown.page.title == "Vous avez déjà commencé"


def test_a_clock_that_is_wrong_asks_nothing(back: Back) -> None:
    walk = back(DUE)
    later = DONE.letter_sent(TURN, DUE + timedelta(days=1))
    walk.store.update(lambda _: later)
    shown = walk(Pick("go"), Leave())
    assert [page.title for page in shown.screens] == [
        "La date de cet ordinateur",
        "Vous avez déjà commencé",
    ]


def test_an_answer_that_another_window_took_the_deed_from_goes_on(back: Back) -> None:
    walk = back(DUE, make_waiting_pack(ANSWER, SECOND))
    untick = Meanwhile(
        lambda: walk.store.update(lambda progress: progress.unticked([SENT, CARRIED]))
    )
    shown = walk(untick, Pick("yes"), GoBack(), Leave())
    assert [page.title for page in shown.screens][-1] != "À vérifier"


def nowhere() -> None:
    """Lead nowhere: nobody leaves these ways."""


class TestOneOrigin:
    """A box of today and what comes later may both come from one box of before."""

    def way(self, *formerly: str) -> Way:
        procedure = make_waiting(replace(ANSWER, formerly=formerly))
        step = procedure.steps[0]
        checks = (step.checks[0], replace(step.checks[1], formerly=("attendre/recue",)))
        procedure = replace(procedure, steps=(replace(step, checks=checks),))
        return Way(procedure, TURN, nowhere, lambda *_: nowhere)

    def test_unticking_the_box_keeps_the_answer_and_its_day(self) -> None:
        way, before = self.way("attendre/recue"), make_done(DAY).ticked(BEFORE, Tick(DUE, 1))
        after = change_boxes(before, way, 0, {"portee": False}, DUE + WEEK)
        assert find_answer(after, TURN, way.procedure.follow_ups[0]) == Tick(DUE, 1)
        assert after.tick(BEFORE) is None

    def test_beginning_again_takes_the_answer_in_another_list_too(self) -> None:
        """Or else what comes after the new deed would have come already."""
        way = self.way("commun/attendre/recue")
        shared = CheckRef(Turn("commun"), "attendre", "recue")
        before = make_done(DAY).ticked(shared, Tick(DUE, 1))
        assert begin_again(before, way) == Progress()
