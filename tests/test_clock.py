"""What day it is, and when that cannot be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mes_optout.clock import (
    PINNED_BY,
    DayNotPinnedError,
    Doubt,
    find_certain_day,
    find_doubt,
    find_pinned_day,
    find_today,
)
from mes_optout.content.loader import Pack
from mes_optout.deadline import DELETION_READ
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn

TURN = Turn("opposition")
ONE = timedelta(days=1)
LATER = date(2031, 5, 5)  # than anything was read


@pytest.fixture
def unpinned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the computer say the day."""
    monkeypatch.delenv(PINNED_BY)


def ticked(day: date) -> Progress:
    return Progress().ticked(CheckRef(TURN, "delai", "date-envoi"), Tick(day, 1))


class TestPinned:
    """A variable that takes a day for today."""

    def test_it_is_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(PINNED_BY, "2027-02-28")
        assert find_pinned_day() == find_today() == date(2027, 2, 28)

    @pytest.mark.parametrize("text", [None, ""])
    def test_without_it_the_computer_says_the_day(
        self, text: str | None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(PINNED_BY) if text is None else monkeypatch.setenv(PINNED_BY, text)
        before = date.today()  # noqa: DTZ011, TID251  (what is to be found)
        assert find_pinned_day() is None
        assert before <= find_today() <= before + ONE

    @pytest.mark.parametrize(
        "text",
        [
            *("demain", "27 novembre 2026", "2026-11-31", "2026-W48-5", "20261127", "1795780800"),
            *("2026-11-27T12:00", " 2026-11-27", "0000-01-01", "9999-01-01", "99999-01-01"),
        ],
    )
    def test_what_is_no_day_is_refused(self, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """So is one from which a deadline would reach beyond the last day there is."""
        monkeypatch.setenv(PINNED_BY, text)
        with pytest.raises(DayNotPinnedError) as caught:
            find_today()
        assert caught.value.facts == {"name": PINNED_BY, "text": text}

    def test_steps_that_were_read_later_say_nothing_against_it(self, pack: Pack) -> None:
        """Or whoever reads a step again would have to bring all tests forward."""
        opposition = pack.procedure("opposition")
        read = [replace(step, reviewed=LATER) for step in opposition.steps]
        again = replace(opposition, steps=tuple(read))
        assert find_doubt(DELETION_READ, [again]) is None
        assert find_doubt(DELETION_READ, [again], ticked(LATER)) == Doubt(DELETION_READ, LATER)


@pytest.mark.usefixtures("unpinned")
class TestDoubt:
    """A day that cannot be: a later one is known, or more than the six weeks would be left."""

    def test_the_newest_reading_counts(self, pack: Pack) -> None:
        opposition = pack.procedure("opposition")
        newest = max(step.reviewed for step in opposition.steps)
        assert find_doubt(newest, [opposition]) is None
        assert find_doubt(newest - ONE, [opposition]) is None, "it may be another zone"
        early = newest - 2 * ONE
        assert find_doubt(early, [opposition]) == Doubt(early, newest)

    def test_without_any_step_what_the_program_itself_read_counts(self) -> None:
        assert find_doubt(DELETION_READ - ONE) is None
        early = date(1970, 1, 1)
        assert find_doubt(early) == Doubt(early, DELETION_READ)

    def test_so_does_any_day_that_is_noted(self) -> None:
        assert find_doubt(LATER, (), ticked(LATER)) is None
        assert find_doubt(LATER - ONE, (), ticked(LATER)) is None
        early = LATER - 2 * ONE
        assert find_doubt(early, (), ticked(LATER)) == Doubt(early, LATER)

    def test_no_more_than_six_weeks_can_be_left(self) -> None:
        sent = Progress().letter_sent(TURN, LATER)
        assert find_doubt(LATER, (), sent) is None
        assert find_doubt(LATER - ONE, (), sent) == Doubt(LATER - ONE, LATER)

    def test_a_day_that_is_still_to_come_does_not_count(self) -> None:
        """As that on which to ask again, which no version notes yet."""
        noted = ticked(LATER)
        (key, notes), *_ = noted.lists.items()
        later = Progress({key: replace(notes, again={1: LATER + 90 * ONE})})
        assert find_doubt(LATER, (), later) is None

    def test_under_a_doubt_no_day_is_certain(self) -> None:
        assert find_certain_day(LATER, None) == LATER
        assert find_certain_day(LATER, Doubt(LATER, LATER + ONE)) is None
