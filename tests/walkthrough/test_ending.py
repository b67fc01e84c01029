"""The last page: what is done, what to keep, what comes; and the ways to end."""

from collections import deque
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.visit import Visit, run
from support.scripted import GoBack, Pick, ScriptedPrompter, Tick, Walk
from support.waiting import ANSWER, LOOK, NAME, TURN, make_waiting_pack

DAY = date(2026, 11, 27)


def make_walk(place: Path, pack: Pack, day: date = DAY) -> Walk:
    return Walk(pack, Store(place / "state"), day)


def journey(walk: Walk) -> Journey:
    return Journey(walk.pack.procedure(NAME), TURN, walk.progress, walk.today)


class TestWhatComes:
    """It is done on the day of the deed, and says what comes and when."""

    def test_the_page_says_what_is_done_what_to_keep_and_what_comes(self, tmp_path: Path) -> None:
        page = make_walk(tmp_path, make_waiting_pack())(Tick(), Pick("done"), procedure=NAME).page
        assert page.lead == "Fini."
        assert [(row.label, row.lines) for row in page.rows[:3]] == [
            ("Où vous en êtes", ("1 étape faite sur 1.",)),
            ("À garder", ("Une copie.",)),
            ("Ensuite", ("La réponse : à vérifier le 27 février 2027",)),
        ]

    def test_it_is_shown_while_something_is_left_too(self, tmp_path: Path) -> None:
        moves = Tick({"envoyer-fait"}), Pick("later"), Pick("done")
        page = make_walk(tmp_path, make_waiting_pack())(*moves, procedure=NAME).page
        assert [row.label for row in page.rows][:3] == [
            "Où vous en êtes",
            "Reste à faire",
            "Ensuite",
        ]

    def test_what_came_early_can_be_said_there(self, tmp_path: Path) -> None:
        walk = make_walk(tmp_path, make_waiting_pack(ANSWER, replace(LOOK, when={})))
        moves = Pick("came"), Pick("yes"), Pick("not-yet"), Pick("done")
        shown = walk(Tick(), *moves, procedure=NAME)
        assert shown.page.rows[2].lines == (
            "La réponse : oui, noté le 27 novembre 2026",
            "Un regard : à vérifier le 11 décembre 2026",
        )
        assert shown.asked[2:4] == [ANSWER.question, LOOK.question]
        again = walk(*(Pick("came"), Pick("not-yet"), Pick("later"), Pick("done")), procedure=NAME)
        assert journey(walk).follow_ups[0].came is None, "a wrong yes can be taken back"
        firsts = [ids[0] for ids in again.offered if "not-yet" in ids]
        assert firsts == ["yes", "not-yet"], "but not by Enter alone, on the way to another"

    def test_without_a_deed_there_is_nothing_to_say(self, tmp_path: Path) -> None:
        walk = make_walk(tmp_path, make_waiting_pack())
        shown = walk(Tick(set()), Pick("later"), Pick("done"), procedure=NAME)
        assert "came" not in shown.offered[-1]
        assert "Ensuite" not in [row.label for row in shown.page.rows]


class TestErasing:
    """« Terminer et tout effacer »."""

    def test_it_asks_once_and_deletes(self, tmp_path: Path) -> None:
        walk = make_walk(tmp_path, make_waiting_pack())
        shown = walk(Tick(), Pick("erase"), Pick("yes"), procedure=NAME)
        assert shown.labels[-2][-2] == "Terminer et tout effacer"
        assert "sauvegardes" in shown.page.text[-1]
        assert walk.progress == Progress()
        assert not walk.store.folder.exists()

    @pytest.mark.parametrize("answer", [Pick("no"), GoBack()], ids=["no", "back"])
    def test_a_no_leads_back(self, answer: Pick | GoBack, tmp_path: Path) -> None:
        walk = make_walk(tmp_path, make_waiting_pack())
        shown = walk(Tick(), Pick("erase"), answer, Pick("done"), procedure=NAME)
        assert shown.page.title == "Fin"
        assert journey(walk).standing.finished

    def test_it_is_not_offered_where_nothing_is_kept(self) -> None:
        prompter = ScriptedPrompter(deque([Tick(), Pick("done")]))
        visit = Visit(make_waiting_pack(), Memory(), prompter, lambda: DAY)
        run(open_visit(visit, NAME), prompter)
        assert "erase" not in prompter.offered[-1]


class TestNextChild:
    """The list of another child is one answer away."""

    def test_it_begins_the_list_of_the_next(self, tmp_path: Path) -> None:
        walk = make_walk(tmp_path, make_waiting_pack(repeats=True))
        shown = walk(Tick(), Pick("next-child"), Tick(), Pick("done"), procedure=NAME)
        assert "Enfant suivant" in shown.labels[0]
        assert shown.page.heading == "Voie rendre, deuxième enfant"
        assert walk.progress.turns(NAME) == (Turn(NAME, 1), Turn(NAME, 2))

    def test_only_where_there_are_several(self, tmp_path: Path) -> None:
        shown = make_walk(tmp_path, make_waiting_pack())(Tick(), Pick("done"), procedure=NAME)
        assert "next-child" not in shown.offered[-1]
