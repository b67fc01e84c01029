"""A closing with deletion is done on the day of the deed; three months later one looks after it."""

from collections import deque
from datetime import date, timedelta
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.documents.calendar import find_reminders
from mes_optout.journey import Journey
from mes_optout.progress.code import write_code
from mes_optout.progress.model import Turn
from mes_optout.progress.store import Store
from mes_optout.reports.status import status_text
from mes_optout.telling import find_facts
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.visit import Visit, run
from support.closing import COMING, DUE, QUESTION, SINCE, close
from support.scripted import Leave, Move, Pick, ScriptedPrompter, Typed, Walk

CLOSING = Turn("cloture")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
TO_CHECK, BEGUN = "À vérifier", "Vous avez déjà commencé"


@pytest.fixture
def closed(pack: Pack, tmp_path: Path, today: date) -> Walk:
    """Return walks of somebody who has closed today."""
    walk = Walk(pack, Store(tmp_path / "state"), today)
    close(pack, walk.store, today)
    return walk


def come_back(walk: Walk, day: date, *moves: Move) -> ScriptedPrompter:
    walk.today = day
    return walk(*moves, Leave())


def journey(walk: Walk) -> Journey:
    return Journey(walk.pack.procedure("cloture"), CLOSING, walk.progress, walk.today)


def status(walk: Walk) -> str:
    return status_text([journey(walk)], walk.pack)


def test_it_is_done_on_the_day_of_the_deed(pack: Pack, tmp_path: Path, today: date) -> None:
    page = close(pack, Store(tmp_path / "state"), today).page
    rows = {row.label: row.lines for row in page.rows}
    assert page.title == "Fin"
    assert page.lead == pack.procedure("cloture").finished
    assert rows["À garder"]
    assert rows["Ensuite"] == (COMING,)


def test_status_and_the_reminder_say_what_comes(closed: Walk) -> None:
    assert journey(closed).standing.finished
    assert f"{COMING}." in status(closed)
    assert [each.day for each in find_reminders(journey(closed))] == [DUE], "once, not twice"


def test_it_is_asked_first_when_it_is_due(closed: Walk) -> None:
    assert come_back(closed, DUE - DAY).screens[0].title == BEGUN
    shown = come_back(closed, DUE)
    assert shown.page.title == TO_CHECK
    assert shown.page.text[0] == f"{SINCE}."
    assert shown.asked == [QUESTION]
    assert SINCE in status(closed)


def test_not_yet_is_asked_again_after_a_week_and_yes_ends_it(closed: Walk) -> None:
    shown = come_back(closed, DUE, Pick("not-yet"), Pick("again"))
    assert "3422" in shown.screens[1].text[1]
    assert shown.page.title == BEGUN
    assert come_back(closed, DUE + WEEK - DAY).screens[0].title == BEGUN
    assert [each.day for each in find_reminders(journey(closed))] == [DUE + WEEK]
    shown = come_back(closed, DUE + WEEK, Pick("yes"))
    assert shown.asked[0] == QUESTION
    assert come_back(closed, DUE + 52 * WEEK).screens[0].title == BEGUN
    assert find_reminders(journey(closed)) == ()
    assert "La fin de la suppression : oui, noté le 6 mars 2027." in status(closed)


def test_what_is_late_has_a_way_on(closed: Walk) -> None:
    shown = come_back(closed, DUE, Pick("not-yet"))
    letters = ["letter-suppression", "letter-cnil"]
    assert shown.offered[-1] == ["again", *letters, "helpers", "answers", "quit"]


@pytest.mark.parametrize("came", [False, True])
def test_it_comes_back_from_paper(closed: Walk, *, came: bool, tmp_path: Path) -> None:
    """A code holds no day: what has not come is due so long after the code was typed."""
    if came:
        come_back(closed, DUE, Pick("yes"))
    here = journey(closed)
    procedure, facts = here.procedure, find_facts(closed.pack.case, here)
    letters = write_code(here.noted, CLOSING, procedure.steps, facts, procedure.follow_ups)
    there = Walk(closed.pack, Store(tmp_path / "other"), closed.today)
    typing = ScriptedPrompter(deque([Typed(letters), Pick("done")]))
    visit = Visit(there.pack, there.store, typing, lambda: there.today)
    run(open_visit(visit, None, coded=True), typing)
    (awaited,) = journey(there).follow_ups
    assert journey(there).standing.finished
    assert awaited.due == (date(2027, 5, 27) if came else DUE)
    assert awaited.came == (DUE if came else None)
    asked = come_back(there, awaited.due).screens[0].title
    assert asked == (BEGUN if came else TO_CHECK)
