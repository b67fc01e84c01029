"""What is said when the computer's clock moves, in a window that stays open, or is wrong.

The real program lives by a clock that is moved while it runs; nothing pins the day.
"""

import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.i18n import day_in_words
from support import terminals
from support.clocks import Clock
from support.homes import Home
from support.terminals import ENTER, Terminal

pytestmark = pytest.mark.slow  # a start and a moved clock each, under libfaketime

ZONES = ("Pacific/Kiritimati", "Europe/Paris", "America/Los_Angeles", "Pacific/Pago_Pago")
PACK = Pack(shipped())
READ = max(step.reviewed for name in PACK.names for step in PACK.procedure(name).steps)
DAY = READ + timedelta(days=4)  # nothing was read later, whatever the zone
SENT = DAY - timedelta(days=29)
LAST_DAY = DAY + timedelta(days=13)
WRONG = "La date de cet ordinateur semble fausse"
LOOK = "Les jours et les délais peuvent être faux ici : regardez un calendrier."
TELLS = re.compile(
    rf"(?:Dernier jour|{WRONG}|Un jour plus récent est connu|Les six semaines sont)[^.]*[.]"
)
CHOICE, DATE, BOXES = "Votre choix :", "Date, ou 0 si vous ne la connaissez pas :", "ou x :"

# A program that asks for the day once, when it starts: what the tests here are to notice.
ASKS_ONCE = """
from mes_optout import clock
day = clock.find_today()
clock.find_today = lambda: day
from mes_optout.__main__ import run
run()
"""

Start = Callable[..., Terminal]


def after(days: int, hour: str = "12:00:00") -> str:
    """Return what a clock shows so many days after `DAY`."""
    return f"{DAY + timedelta(days=days)} {hour}"


def last() -> str:
    """Return what the page after the day of sending begins with."""
    return f"Dernier jour : {day_in_words(LAST_DAY, weekday=True)}"


def heading() -> str:
    """Return what stands above a step, up to how many days are left."""
    return f"S'opposer à l'ouverture {last()}"


def wrong(day: date) -> str:
    """Return that the clock seems wrong, which says a day."""
    return f"{WRONG} : {day_in_words(day)}."


@pytest.fixture(params=ZONES)
def clock(request: pytest.FixtureRequest, tmp_path: Path) -> Clock:
    """Return a clock, in four zones one after the other."""
    return Clock(tmp_path / "clock", request.param)


@pytest.fixture
def paris(tmp_path: Path) -> Clock:
    return Clock(tmp_path / "clock")


class Walk:
    """A window in which the opposition is open, in numbered lines, and the clock behind it."""

    def __init__(self, start: Start, clock: Clock) -> None:
        self._start, self._clock = start, clock
        self.terminal: Terminal

    def begin(self, moment: str) -> str:
        """Open a window; return what the page after the first one says."""
        self._clock.move(moment)
        self.terminal = self._start(
            "guide", "opposition", "--simple", columns=200, env=self._clock.environment
        )
        self.terminal.wait_for(CHOICE)
        return self.answer("1")

    def ask_day(self, moment: str) -> str:
        """Open a window; go on from the page before the opposition to the day of sending."""
        assert "Durée : " in self.begin(moment)
        return self.answer("1")

    def answer(self, *keys: str, at: str | None = None) -> str:
        """Move the clock, if it is to move, and answer; return what is said up to the question."""
        if at is not None:
            self._clock.move(at)
        before = len(self.terminal.raw)
        self.terminal.send(*keys, ENTER)

        def asked() -> bool:
            said = self.said_since(before)
            return said.endswith((CHOICE, DATE, BOXES))

        self.terminal.wait_until(asked, "a question")
        return self.said_since(before)

    def said_since(self, before: int) -> str:
        """Return what was written since, as words."""
        return terminals.words(self.terminal.raw[before:].decode())


@pytest.fixture
def walk(start: Start, clock: Clock) -> Walk:
    return Walk(start, clock)


@pytest.fixture
def walk_in_paris(start: Start, paris: Clock) -> Walk:
    return Walk(start, paris)


@pytest.fixture
def note(figures: Callable[[str], None], request: pytest.FixtureRequest) -> Callable[..., None]:
    """Return what takes down what pages said of the clock and of the deadline in a case."""

    def take(*pages: str) -> None:
        told = " | ".join(" ".join(TELLS.findall(page)) for page in pages)
        figures(f"{request.node.name}: {told}")

    return take


def over(walk: Walk, before: str, then: str) -> tuple[str, str]:
    """Give the day of sending at a moment, and go on at another; return what both pages say."""
    walk.ask_day(before)
    return walk.answer(str(SENT)), walk.answer("1", at=then)


def test_over_midnight(walk: Walk, note: Callable[..., None]) -> None:
    """REQ-R13."""
    said, then = over(walk, after(0, "23:59:50"), after(1, "00:00:10"))
    note(said, then)
    assert f"{last()}, dans 13 jours." in said
    assert f"{heading()}, dans 12 jours" in then


def test_over_nine_days(walk: Walk, note: Callable[..., None]) -> None:
    said, then = over(walk, after(0), after(9))
    note(said, then)
    assert f"{last()}, dans 13 jours." in said
    assert f"{heading()}, dans 4 jours" in then


def test_over_the_last_day(walk_in_paris: Walk, note: Callable[..., None]) -> None:
    said, then = over(walk_in_paris, after(13, "23:59:50"), after(14, "00:00:10"))
    note(said, then)
    assert f"{last()}, aujourd'hui." in said
    assert f"{heading()}, il y a 1 jour" in then


def test_a_tick_bears_the_day_on_which_it_was_confirmed(walk_in_paris: Walk, home: Home) -> None:
    """The day of sending has ticked a box on the day before, and that one stays as it was."""
    over(walk_in_paris, after(0), after(0, "23:59:50"))
    before = home.notes.read_text(encoding="utf-8")
    walk_in_paris.answer("1", at=after(1, "00:00:10"))
    then = home.notes.read_text(encoding="utf-8")
    days = f'"{DAY}"', f'"{DAY + timedelta(days=1)}"'
    assert [[noted.count(day) for day in days] for noted in (before, then)] == [[1, 0], [1, 1]]


def test_one_instant_is_the_day_of_the_place(walk: Walk, clock: Clock) -> None:
    """Half past ten in Greenwich is three days on earth."""
    left = dict(zip(ZONES, (12, 13, 13, 14), strict=True))[clock.zone]
    walk.ask_day(clock.read_at(datetime.combine(DAY, time(10, 30), UTC)))
    assert f"{last()}, dans {left} jours." in walk.answer(str(SENT))


def test_in_1970(walk: Walk, clock: Clock, home: Home, note: Callable[..., None]) -> None:
    """REQ-R13: said at once, it blocks nothing; the day of sending is kept as it was given."""
    first = walk.begin(clock.read_at(datetime(1970, 1, 2, 10, 30, tzinfo=UTC)))
    assert f"{WRONG} : " in first
    known = max(step.reviewed for step in PACK.procedure("opposition").steps)
    assert f"Un jour plus récent est connu ici : {day_in_words(known)}." in first
    assert LOOK in first
    assert "Durée : " in (before := walk.answer("1"))
    asked = walk.answer("1")
    assert WRONG in asked
    said = walk.answer(str(SENT))
    aim = day_in_words(LAST_DAY - timedelta(days=7), weekday=True)
    assert f"{last()}. Visez le {aim} au plus tard. {WRONG}" in said
    then = walk.answer("1")
    note(first, said, then)
    assert f"{heading()}. {WRONG} : " in then
    assert not [page for page in (first, before, asked, said, then) if " jours." in page]
    assert f'"{SENT}"'.encode() in home.notes.read_bytes()


def test_in_2062_what_is_said_is_true_and_back_again_the_clock_is_doubted(
    walk: Walk, note: Callable[..., None]
) -> None:
    walk.ask_day("2062-12-14 12:00:00")
    said = walk.answer(str(SENT))
    then = walk.answer("2")  # not to the other procedure
    days = (date(2062, 12, 14) - LAST_DAY).days
    assert f"{last()}, il y a {days} jours. Les six semaines sont passées." in said
    assert f"{heading()}, il y a {days} jours" in then
    walk.answer("1")  # a box, on that day
    walk.terminal.close()
    again = walk.begin(after(0))
    note(said, then, again)
    assert wrong(DAY) in again
    assert "Un jour plus récent est connu ici : 14 décembre 2062." in again
    assert f"{heading()}. {wrong(DAY)}" in walk.answer("1")


def test_a_clock_that_jumps_back_in_an_open_window(walk: Walk, note: Callable[..., None]) -> None:
    said, then = over(walk, after(0), after(-30))
    note(said, then)
    assert WRONG not in said
    assert f"{heading()}. {wrong(DAY - timedelta(days=30))}" in then


def test_a_day_less_than_six_weeks_and_one_is_doubted(walk_in_paris: Walk) -> None:
    """43 days cannot be left. A day between two zones is no reason else."""
    walk = walk_in_paris
    walk.ask_day(after(0))
    assert "dans 42 jours." in walk.answer(str(DAY))
    assert wrong(DAY - timedelta(days=1)) in walk.answer("1", at=after(-1))


@pytest.fixture
def asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in its place that asks for the day once."""
    monkeypatch.setattr(terminals, "PROGRAM", (sys.executable, "-c", ASKS_ONCE))


@pytest.mark.usefixtures("asks_once")
@pytest.mark.parametrize("then", [after(1, "00:00:10"), after(9), "1970-01-03 12:00:00"])
def test_a_program_that_asks_once_is_noticed(walk_in_paris: Walk, then: str) -> None:
    """The same walk, by which the tests above judge, says an old number of days."""
    _said, page = over(walk_in_paris, after(0, "23:59:50"), then)
    assert f"{heading()}, dans 13 jours" in page
