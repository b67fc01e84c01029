"""The six-week rule, and the three months of a deletion.

CSP art. R1111-28: without objection within six weeks of the sending of the information, the record
is opened. Six weeks are 42 days; neither the day of receipt nor a new code moves them.

CSP art. R1111-36: a deletion that was asked for is done within three months at most.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.deadline import (
    DELETION_MONTHS,
    OBJECTION_PERIOD,
    SAFETY_MARGIN,
    Deadline,
    count_on,
    deletion_due,
)
from mes_optout.holidays import find_working_day

SENT = date(2026, 11, 2)


def test_the_law_says_six_weeks() -> None:
    assert timedelta(days=42) == OBJECTION_PERIOD


def test_our_own_margin_is_a_week() -> None:
    assert timedelta(days=7) == SAFETY_MARGIN


class TestDays:
    """CSP art. R1111-28: the last day is 42 days after sending; one aims for a week before."""

    @pytest.mark.parametrize(
        ("sent", "last_day", "target"),
        [
            (SENT, date(2026, 12, 14), date(2026, 12, 7)),
            (date(2026, 11, 20), date(2027, 1, 1), date(2026, 12, 24)),  # not on Christmas Day
            (date(2026, 11, 15), date(2026, 12, 27), date(2026, 12, 19)),  # nor on a Sunday
            (date(2027, 1, 18), date(2027, 3, 1), date(2027, 2, 22)),
            (date(2028, 1, 18), date(2028, 2, 29), date(2028, 2, 22)),  # leap year
            (date(2028, 1, 19), date(2028, 3, 1), date(2028, 2, 23)),
            (date(2028, 2, 29), date(2028, 4, 11), date(2028, 4, 4)),
            (date(2100, 1, 18), date(2100, 3, 1), date(2100, 2, 22)),  # no leap year
            (date(2000, 1, 18), date(2000, 2, 29), date(2000, 2, 22)),  # but this one is
            (date(2026, 10, 1), date(2026, 11, 12), date(2026, 11, 5)),  # clocks change: no matter
        ],
    )
    def test_last_day_and_target(self, sent: date, last_day: date, target: date) -> None:
        deadline = Deadline(sent)
        assert (deadline.last_day, deadline.target) == (last_day, target)

    @given(st.dates(max_value=date(9999, 1, 1)))
    @settings(deadline=None, database=None)
    def test_one_aims_for_the_working_day_a_week_before_the_end(self, sent: date) -> None:
        deadline = Deadline(sent)
        assert deadline.last_day.weekday() == sent.weekday()
        assert deadline.target == find_working_day(deadline.last_day - SAFETY_MARGIN)


class TestDaysLeft:
    """CSP art. R1111-28: the last day still counts; the day after is too late."""

    @pytest.mark.parametrize(
        ("today", "left", "passed"),
        [
            (SENT, 42, False),
            (date(2026, 11, 24), 20, False),
            (date(2026, 12, 7), 7, False),
            (date(2026, 12, 13), 1, False),
            (date(2026, 12, 14), 0, False),
            (date(2026, 12, 15), -1, True),
            (date(2027, 12, 14), -365, True),
            (date(2026, 11, 1), 43, False),
        ],
    )
    def test_at_the_edges(self, today: date, left: int, *, passed: bool) -> None:
        deadline = Deadline(SENT)
        assert deadline.days_left(today) == left
        assert deadline.passed(today) is passed

    @given(st.dates(max_value=date(9999, 1, 1)), st.dates())
    @settings(deadline=None, database=None)
    def test_a_deadline_has_passed_when_less_than_no_day_is_left(
        self, sent: date, today: date
    ) -> None:
        deadline = Deadline(sent)
        assert deadline.passed(today) == (deadline.days_left(today) < 0)


def test_a_deadline_is_a_value() -> None:
    assert Deadline(SENT) == Deadline(date(2026, 11, 2))
    with pytest.raises(AttributeError):
        Deadline(SENT).sent = date(2026, 1, 1)  # type: ignore[misc]


class TestDeletion:
    """CSP art. R1111-36: three months, counted from day to day of the month."""

    def test_the_law_says_three_months(self) -> None:
        assert DELETION_MONTHS == 3

    @pytest.mark.parametrize(
        ("asked", "due"),
        [
            (date(2026, 11, 2), date(2027, 2, 2)),
            (date(2026, 9, 30), date(2026, 12, 30)),  # December is no month too many
            (date(2026, 10, 1), date(2027, 1, 1)),
            (date(2026, 12, 31), date(2027, 3, 31)),
            (date(2026, 11, 28), date(2027, 2, 28)),
            (date(2026, 11, 29), date(2027, 2, 28)),  # no such day: the month's last
            (date(2026, 11, 30), date(2027, 2, 28)),
            (date(2027, 11, 29), date(2028, 2, 29)),  # leap year
            (date(2027, 11, 30), date(2028, 2, 29)),
            (date(2099, 11, 30), date(2100, 2, 28)),  # no leap year
            (date(1999, 11, 30), date(2000, 2, 29)),  # but this one is
            (date(2028, 2, 29), date(2028, 5, 29)),
            (date(2026, 1, 31), date(2026, 4, 30)),
            (date(2026, 3, 31), date(2026, 6, 30)),
            (date(2026, 8, 31), date(2026, 11, 30)),
            (date(2026, 5, 31), date(2026, 8, 31)),
        ],
    )
    def test_the_last_day(self, asked: date, due: date) -> None:
        assert deletion_due(asked) == due

    @given(st.dates(max_value=date(9999, 8, 31)))
    @settings(deadline=None, database=None)
    def test_it_is_in_the_third_month_after(self, asked: date) -> None:
        due = deletion_due(asked)
        assert (due.year * 12 + due.month) - (asked.year * 12 + asked.month) == 3
        assert due.day == asked.day or (due.day < asked.day and (due + timedelta(1)).day == 1)

    @given(st.dates(max_value=date(9999, 8, 30)))
    @settings(deadline=None, database=None)
    def test_asking_a_day_later_never_ends_earlier(self, asked: date) -> None:
        assert deletion_due(asked) <= deletion_due(asked + timedelta(1))


class TestCounting:
    """Days, weeks and months after a day; months as the three of a deletion are counted."""

    @given(st.dates(max_value=date(9998, 1, 1)), st.integers(0, 300), st.integers(0, 40))
    @settings(deadline=None, database=None)
    def test_days_and_weeks_add_up(self, day: date, days: int, weeks: int) -> None:
        assert count_on(day, days=days, weeks=weeks) == day + timedelta(days=days + 7 * weeks)

    @given(st.dates(max_value=date(9998, 11, 30)), st.integers(1, 12))
    @settings(deadline=None, database=None)
    def test_months_keep_the_day_or_end_with_the_month(self, day: date, months: int) -> None:
        due = count_on(day, months=months)
        assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
        assert due.day == day.day or ((due + timedelta(days=1)).day == 1 and due.day < day.day)

    @given(st.dates(min_value=date(9999, 10, 1)))
    @settings(deadline=None, database=None)
    def test_it_never_ends_beyond_the_calendar(self, day: date) -> None:
        """A file may hold any day, and a calendar needs the one after."""
        assert day < count_on(day, months=3) or day >= date(9999, 12, 30)
        assert count_on(day, months=3) + timedelta(days=1) <= date.max
