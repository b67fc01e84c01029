"""A window that stays open from one day to another, and a clock that cannot be right."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.progress.model import Turn
from mes_optout.progress.store import Store
from support.scripted import GoBack, Leave, Meanwhile, Move, Pick, Sent, Tick, Walk

SENT = date(2026, 11, 2)
WRONG = "La date de cet ordinateur semble fausse : 2 janvier 1970."
IN_1970 = date(1970, 1, 2)


@pytest.fixture
def wrong(pack: Pack, tmp_path: Path) -> Walk:
    """Return walks by a clock that is of another century."""
    return Walk(pack, Store(tmp_path / "state"), IN_1970)


def move(walk: Walk, day: date) -> Meanwhile:
    """Return what puts the clock to a day while a question is open."""
    return Meanwhile(lambda: setattr(walk, "today", day))


def test_each_page_asks_for_the_day(walk: Walk, today: date) -> None:
    """REQ-R13."""
    nine = today + timedelta(days=9)
    shown = walk(Sent(SENT), move(walk, nine), Pick("go"), Leave(), procedure="opposition")
    assert "dans 17 jours" in shown.screens[-2].lead
    assert shown.page.day.endswith("dans 8 jours")


def test_a_page_that_is_left_and_found_again_says_the_new_day(walk: Walk, today: date) -> None:
    moves: list[Move] = [Pick("go"), move(walk, today + timedelta(days=1)), GoBack(), Leave()]
    shown = walk(Sent(SENT), *moves, procedure="opposition")
    assert "dans 16 jours" in shown.page.lead


def test_a_tick_bears_the_day_on_which_it_was_confirmed(walk: Walk, today: date) -> None:
    tomorrow = today + timedelta(days=1)
    walk(Sent(SENT), move(walk, tomorrow), Pick("go"), Tick(), Leave(), procedure="opposition")
    days = {tick.day for notes in walk.progress.lists.values() for tick in notes.boxes.values()}
    assert days == {today, tomorrow}, "a box that the day of sending answers, then a step's"


def test_the_deadline_that_passes_meanwhile_offers_the_other_way(walk: Walk) -> None:
    late = SENT + timedelta(days=43)
    moves: list[Move] = [Pick("go"), move(walk, late), GoBack(), Leave()]
    shown = walk(Sent(SENT), *moves, procedure="opposition")
    assert shown.offered == [["go", "date", "quit"], ["late", "go", "date", "quit"]]


def test_a_wrong_clock_has_a_page_of_its_own_and_blocks_nothing(wrong: Walk) -> None:
    """REQ-R13."""
    moves: list[Move] = [Pick("go"), Sent(SENT), Pick("go"), Tick(), Leave()]
    shown = wrong(*moves, procedure="opposition")
    first, asked, deadline, step, *_ = shown.screens
    assert first.title == "La date de cet ordinateur"
    why = "Un jour plus récent est connu ici : 24 novembre 2026."
    look = "Les jours et les délais peuvent être faux ici : regardez un calendrier."
    assert first.text == (WRONG, f"{why} {look}", "Rien n'est perdu. Vous pouvez continuer.")
    assert asked.text[-1].startswith(WRONG)
    assert deadline.lead == "Dernier jour : lundi 14 décembre 2026."
    assert deadline.text[-1].startswith(WRONG)
    assert step.day == f"Dernier jour : lundi 14 décembre 2026. {WRONG}"
    assert wrong.progress.day_sent(Turn("opposition")) == SENT


def test_the_page_comes_before_what_was_begun_and_one_can_go_back_to_it(wrong: Walk) -> None:
    wrong(Pick("go"), Sent(SENT), Leave(), procedure="opposition")
    shown = wrong(Pick("go"), GoBack(), Leave())
    assert [screen.title for screen in shown.screens] == [
        *("La date de cet ordinateur", "Vous avez déjà commencé", "La date de cet ordinateur")
    ]


def test_after_the_page_of_steps_from_elsewhere(tmp_path: Path) -> None:
    own = Walk(Pack(shipped(), own=True), Store(tmp_path / "state"), IN_1970)
    shown = own(Pick("go"), Leave())
    assert [screen.title for screen in shown.screens] == [
        *("Des étapes venues d'ailleurs", "La date de cet ordinateur")
    ]


def test_a_day_noted_by_a_clock_that_was_ahead_is_said_when_it_is_right_again(
    walk: Walk, today: date
) -> None:
    walk.today = date(2062, 1, 1)
    walk(Sent(SENT), Pick("go"), Tick(), Leave(), procedure="opposition")
    walk.today = today
    shown = walk(Leave())
    assert "Un jour plus récent est connu ici : 1er janvier 2062." in shown.page.text[1]
