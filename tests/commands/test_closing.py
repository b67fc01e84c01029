"""A closing with deletion by the command line: done, said to come, and asked about first."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar, Event

from mes_optout.clock import PINNED_BY
from mes_optout.content.loader import Pack
from mes_optout.documents.calendar import as_calendar, find_reminders
from mes_optout.journey import Journey
from mes_optout.progress.model import Turn
from mes_optout.progress.store import Store
from support.closing import COMING, DUE, QUESTION, close
from support.homes import Finished, Home, new_home, typed
from support.terminals import words

pytestmark = pytest.mark.posix("starts the program in an environment made for Linux")

LATER = {PINNED_BY: DUE.isoformat()}
A_WEEK_LATER = {PINNED_BY: "2027-03-06"}
NOT_YET, YES = "1", "2"


@pytest.fixture
def home(pack: Pack, tmp_path: Path, today: date) -> Home:
    """Return the home of somebody who has closed today, by lines."""
    walker = close(pack, Store(tmp_path / "walked"), today, greeted=True)
    found = new_home(tmp_path)
    done = found.run("guide", "--simple", input=typed(*(each.line for each in walker.typed)))
    assert (done.code, done.err) == (0, "")
    assert COMING in words(done.out)
    return found


def come_back(home: Home, env: dict[str, str], *lines: str) -> Finished:
    """Begin, answer the first questions, and leave."""
    done = home.run("guide", "--simple", input=typed("1", *lines, "q"), env=env)
    assert done.err == ""
    return done


def test_it_is_finished_and_said_to_come(home: Home) -> None:
    record = home.status("cloture")
    assert record["finished"] is True
    assert [(each["id"], each["due"]) for each in record["follow_ups"]] == [("fin", "2027-02-27")]
    assert COMING in words(home.run("status").out)


def entries(calendar: str) -> list[tuple[date, str]]:
    """Return the day and the name of each entry."""
    events = Calendar.from_ical(calendar).walk("VEVENT")
    return [(each.start, str(each["UID"])) for each in events if isinstance(each, Event)]


def test_the_reminder_is_the_one_that_the_command_writes(
    home: Home, pack: Pack, today: date
) -> None:
    """So that a calendar that gets both shows one."""
    progress = Store(home.state).read()
    journey = Journey(pack.procedure("cloture"), Turn("cloture"), progress, today)
    written = home.run("deadline", "--closed", today.isoformat(), "--ics", "-").out
    assert [day for day, _ in entries(written)] == [DUE]
    assert entries(as_calendar(find_reminders(journey), today)) == entries(written)


def test_it_is_asked_first_then_a_week_later_then_never(home: Home) -> None:
    first = words(come_back(home, LATER, NOT_YET, "1").out)
    assert first.index("À vérifier") < first.index(QUESTION) < first.index("commencé")
    assert QUESTION not in words(come_back(home, LATER).out)
    assert QUESTION in words(come_back(home, A_WEEK_LATER, YES).out)
    assert QUESTION not in words(come_back(home, {PINNED_BY: "2027-12-01"}).out)
    (awaited,) = home.status("cloture")["follow_ups"]
    assert awaited["received"] == "2027-03-06"
