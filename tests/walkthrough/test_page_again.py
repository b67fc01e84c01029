"""What a site showed on an earlier day is seen once more before the fork asks for it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.following import Stop, find_stop
from mes_optout.journey import Journey
from mes_optout.progress.model import CheckRef, Progress, Turn
from mes_optout.progress.model import Tick as Ticked
from mes_optout.progress.store import Store
from support.forking import make_procedure, make_screen_fork, make_step, share
from support.scripted import Leave, Move, Pick, Sent, Tick, Walk

MARCH, NOVEMBER = date(2027, 3, 10), date(2027, 11, 24)
SITE = "Que propose le site ?"
BOXES = "Qu'avez-vous fait ?"
OBJECT: list[Move] = [Sent(date(2027, 3, 2)), Pick("go"), *[Tick() for _ in range(4)]]
CLOSE: list[Move] = [Tick(), Pick("non")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which an objection was asked for in March."""
    return tmp_path / "state"


def go_on(pack: Pack, folder: Path, today: date) -> Walk:
    return Walk(pack, Store(folder), today)


def test_the_pages_of_the_site_come_again_with_their_ticks(pack: Pack, folder: Path) -> None:
    go_on(pack, folder, MARCH)(
        *OBJECT, Pick("opposer"), Tick(), Tick(), Pick("done"), procedure="opposition"
    )
    walk = go_on(pack, folder, NOVEMBER)
    # Each is confirmed as it stands, but the last: a box less would open its menu.
    again: list[Move] = [Tick(), Tick(), Tick(), Pick("cloturer"), Pick("go")]
    shown = walk(*CLOSE, *again, Leave(), procedure="cloture")
    seen = [screen.title for screen in shown.screens]
    assert seen == [
        *("Décider de clôturer", "Décider de clôturer", "Ouvrir la bonne page"),
        *("Remplir le formulaire", "Entrer le code", "Entrer le code", "Seulement de clôturer"),
        "Cocher la suppression",
    ]
    assert shown.asked[2:6] == [BOXES, BOXES, BOXES, SITE]
    closing = Journey(pack.procedure("cloture"), Turn("cloture"), walk.progress, NOVEMBER)
    days = {place.id: set(place.days.values()) for place in closing.standing.steps}
    shared = ("messages", "page", "formulaire", "saisir")
    assert [days[name] for name in shared] == [{MARCH}] * 4, "they stood there ticked"


def test_on_the_same_day_the_question_comes_at_once(pack: Pack, folder: Path) -> None:
    walk = go_on(pack, folder, NOVEMBER)
    walk(*OBJECT, Leave(), procedure="opposition")
    shown = walk(*CLOSE, Leave(), procedure="cloture")
    assert shown.asked == [BOXES, "Avez-vous activé un compte « Mon espace santé » ?", SITE]
    assert shown.page.title == "Entrer le code"


def test_so_they_do_for_whoever_left_at_the_question_on_an_earlier_day(
    pack: Pack, folder: Path
) -> None:
    go_on(pack, folder, MARCH)(*OBJECT, Leave(), procedure="opposition")
    shown = go_on(pack, folder, NOVEMBER)(Leave(), procedure="opposition")
    assert (shown.asked, shown.page.title) == ([BOXES], "Ouvrir la bonne page")
    shown = go_on(pack, folder, MARCH)(Leave(), procedure="opposition")
    assert (shown.asked, shown.page.title) == ([SITE], "Entrer le code")


@pytest.mark.parametrize("always", [True, False])
def test_only_what_may_differ_each_time_is_looked_at_again(*, always: bool) -> None:
    """Whether there is an account is known without the page that was open in March."""
    step = make_step("voir", 1, fork=make_screen_fork(always=always))
    turn, procedure = Turn("rester"), make_procedure("rester", step)
    noted = Progress().ticked(CheckRef(turn, "voir", "voir-fait"), Ticked(MARCH, 1))
    journey = Journey(procedure, turn, noted, NOVEMBER)
    assert find_stop(journey) == Stop(0, forks=not always)
    assert find_stop(replace(journey, today=MARCH)) == Stop(0, forks=True)


@pytest.mark.parametrize(
    ("home", "link", "stop"),
    [("commun", "https://a.example/", 1), ("commun", None, 2), (None, "https://a.example/", 2)],
)
def test_of_the_steps_before_those_with_a_page_of_the_same_place_come(
    home: str | None, link: str | None, stop: int
) -> None:
    page = replace(make_step("page", 2), home=home, link=link)
    see = share(make_step("voir", 3, fork=make_screen_fork()))
    procedure = make_procedure("rester", share(make_step("lire", 1)), page, see)
    turn, noted = Turn("rester"), Progress()
    for step in procedure.steps:
        ref = CheckRef(Turn(step.home or "rester"), step.id, f"{step.id}-fait")
        noted = noted.ticked(ref, Ticked(MARCH, 1))
    journey = Journey(procedure, turn, noted, NOVEMBER)
    assert find_stop(journey) == Stop(stop)
    assert find_stop(journey, after=1) == Stop(2), "once it was seen, what comes after it"
