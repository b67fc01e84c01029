"""« Ce que j'ai répondu »: an answer is changed whole, and what newly applies comes next."""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.case import find_told
from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.model import Turn
from mes_optout.progress.store import Store
from support.scripted import Leave, Move, Pick, Tick, Walk

ANSWERS: list[Move] = [Tick(set()), Pick("other"), Pick("answers")]
TO_CALL: list[Move] = [Tick(), Pick("cloturer"), Tick(), Pick("telephone")]
TO_SITE: list[Move] = [Tick(), Pick("non"), Tick(), Tick(), Tick(), Tick()]
CLOSING, OBJECTING = Turn("cloture"), Turn("opposition")


@pytest.fixture
def walk(pack: Pack, tmp_path: Path, today: date) -> Walk:
    """Return a walk through the shipped pack, at whose forks nothing is answered by the way."""
    return Walk(pack, Store(tmp_path / "state"), today)


def told(walk: Walk, turn: Turn) -> dict[str, str]:
    """Return what a pass knows of the case."""
    journey = Journey(walk.pack.procedure(turn.procedure), turn, walk.progress, walk.today)
    return find_told(walk.pack.case, journey.said)


def enter(walk: Walk, said: dict[str, str]) -> None:
    """Note an objection that was entered, and what was said of the case in it."""
    sent = date(2026, 11, 2)
    walk.store.update(lambda old: old.answered(OBJECTING, said).letter_sent(OBJECTING, sent))


class TestAWholeAnswer:
    """What the site shows says more than one thing: none of it stays behind."""

    @pytest.mark.parametrize(
        ("before", "value", "after"),
        [
            (
                {"ecran": "cloturer", "espace": "existe", "compte": "non"},
                "opposer",
                {"ecran": "opposer", "espace": "pas-encore", "compte": "non"},
            ),
            # The account was part of that answer.
            (
                {"ecran": "profil", "espace": "existe", "compte": "oui"},
                "opposer",
                {"ecran": "opposer", "espace": "pas-encore"},
            ),
            ({"ecran": "opposer", "espace": "pas-encore"}, "", {}),
            ({"ecran": "opposer", "espace": "pas-encore"}, "autre", {"ecran": "autre"}),
            # It was said elsewhere: no answer of the fork before.
            ({"espace": "existe"}, "", {"espace": "existe"}),
        ],
        ids=["other", "account", "unknown", "something-else", "none-before"],
    )
    def test_of_the_screen(
        self, before: dict[str, str], value: str, after: dict[str, str], walk: Walk
    ) -> None:
        enter(walk, before)
        # A list that goes on elsewhere opens at its end.
        away = before.get("ecran") in {"cloturer", "profil"}
        opened = [Pick("answers")] if away else ANSWERS
        walk(*opened, Pick("ecran"), Pick(value), Leave(), procedure="opposition")
        assert told(walk, OBJECTING) == after

    def test_what_no_fork_asks_whole_is_changed_alone(self, walk: Walk) -> None:
        said = {"ecran": "opposer", "espace": "pas-encore"}
        walk.store.update(lambda old: old.answered(CLOSING, {**said, "compte": "non"}))
        walk(Pick("answers"), Pick("compte"), Pick("oui"), Leave(), procedure="cloture")
        assert told(walk, CLOSING) == {**said, "compte": "oui"}


class TestWhereItGoesOn:
    """After an answer was changed."""

    def test_a_step_that_applies_since_comes_first_even_from_the_last_one(self, walk: Walk) -> None:
        """Whoever calls, and is told to go there, is not left with the call."""
        change: list[Move] = [*ANSWERS, Pick("voie"), Pick("guichet")]
        shown = walk(*TO_CALL, *change, Pick("go"), Leave(), procedure="sans-internet")
        last = "Téléphoner au 3422"
        assert [screen.title for screen in shown.screens][-6:-4] == [last, last]
        assert shown.page.title == "Aller au guichet"

    def test_not_one_that_was_done_before(self, walk: Walk) -> None:
        went: list[Move] = [*TO_CALL[:-1], Pick("inconnu"), Pick("go"), Tick(), Tick(), Tick()]
        change: list[Move] = [*ANSWERS, Pick("voie"), Pick("guichet"), Pick("go")]
        shown = walk(*went, *change, Leave(), procedure="sans-internet")
        titles = [screen.title for screen in shown.screens]
        assert titles.count("Aller au guichet") == 1
        assert shown.page.title == titles[-1]

    def test_without_one_it_goes_on_where_one_was(self, walk: Walk) -> None:
        change: list[Move] = [*ANSWERS, Pick("espace"), Pick("pas-encore"), Pick("go")]
        shown = walk(*TO_CALL, *change, Leave(), procedure="sans-internet")
        assert shown.page.title == "Téléphoner au 3422"

    def test_so_it_does_at_the_end_of_a_list_that_goes_on_elsewhere(self, walk: Walk) -> None:
        walk(*TO_SITE, Pick("opposer"), Leave(), procedure="cloture")
        change: list[Move] = [Pick("answers"), Pick("ecran"), Pick("profil"), Pick("go")]
        shown = walk(*change, Leave(), procedure="cloture")
        assert shown.screens[0].title == "Fin"
        assert shown.page.title == "Télécharger mes documents"


class TestInBothLists:
    """An answer that leads elsewhere is noted there too, as at the fork itself."""

    def test_two_lists_do_not_send_one_to_each_other(self, walk: Walk) -> None:
        walk(*TO_SITE, Pick("opposer"), Leave(), procedure="cloture")
        enter(walk, {})
        change: list[Move] = [*ANSWERS, Pick("ecran"), Pick("cloturer"), Pick("go")]
        shown = walk(*change, Pick("continue"), Leave(), procedure="opposition")
        assert (shown.page.heading, shown.page.title) == (
            *("Clôturer mon espace", "Cocher la suppression"),
        )
        assert told(walk, CLOSING) == {"compte": "non", "ecran": "cloturer", "espace": "existe"}

    def test_an_answer_that_stays_is_noted_here_alone(self, walk: Walk) -> None:
        enter(walk, {"ecran": "autre"})
        walk(*ANSWERS, Pick("ecran"), Pick("opposer"), Leave(), procedure="opposition")
        assert told(walk, CLOSING) == {}
