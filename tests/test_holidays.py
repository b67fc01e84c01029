"""The public holidays of all of France: Code du travail, art. L3133-1."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.deadline import Deadline
from mes_optout.holidays import find_easter, find_holidays, find_working_day

SUNDAY = 6


@pytest.mark.parametrize(
    "easter",
    [
        *(date(1818, 3, 22), date(2285, 3, 22)),  # the earliest there is
        *(date(1943, 4, 25), date(2038, 4, 25)),  # the latest
        *(date(1954, 4, 18), date(1981, 4, 19), date(2049, 4, 18)),  # where simpler rules fail
        *(date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5)),
        *(date(2027, 3, 28), date(2028, 4, 16), date(2029, 4, 1), date(2030, 4, 21)),
    ],
    ids=str,
)
def test_easter_as_almanacs_print_it(easter: date) -> None:
    assert find_easter(easter.year) == easter


@given(st.integers(1, 9999))
@settings(deadline=None, database=None)
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    easter = find_easter(year)
    assert easter.weekday() == SUNDAY
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


def test_the_eleven_of_2026() -> None:
    assert sorted(find_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 6),  # Easter Monday
        date(2026, 5, 1),
        date(2026, 5, 8),
        date(2026, 5, 14),  # Ascension
        date(2026, 5, 25),  # Whit Monday
        date(2026, 7, 14),
        date(2026, 8, 15),
        date(2026, 11, 1),
        date(2026, 11, 11),
        date(2026, 12, 25),
    ]


def test_there_are_eleven_each_year_unless_two_fall_together() -> None:
    together = {year for year in range(1900, 2101) if len(find_holidays(year)) < 11}
    assert together == {
        year
        for year in range(1900, 2101)
        if find_easter(year) + timedelta(days=39) in {date(year, 5, 1), date(year, 5, 8)}
    }
    assert 2008 in together  # Ascension on 1 May


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 12, 7), date(2026, 12, 7)),  # a Monday
        (date(2026, 12, 5), date(2026, 12, 5)),  # a Saturday
        (date(2026, 12, 6), date(2026, 12, 5)),  # a Sunday
        (date(2026, 12, 25), date(2026, 12, 24)),
        (date(2026, 4, 6), date(2026, 4, 4)),  # Easter Monday, and the Sunday before it
        (date(2028, 5, 8), date(2028, 5, 6)),  # a Monday that is one by itself
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2026, 4, 3), date(2026, 4, 3)),  # Good Friday is one in Alsace-Moselle only
        (date(2026, 12, 26), date(2026, 12, 26)),  # and so is this
    ],
)
def test_the_day_before_where_it_is_none(day: date, working: date) -> None:
    assert find_working_day(day) == working


def test_no_day_of_two_centuries_leads_to_one_that_is_not_worked() -> None:
    """Each day on which information may be sent, from 1900 to 2100."""
    day, moved = date(1900, 1, 1), set()
    while day.year <= 2100:
        deadline = Deadline(day)
        target, aimed_for = deadline.target, day + timedelta(days=35)
        assert target.weekday() != SUNDAY
        assert target not in find_holidays(target.year)
        assert day < target < deadline.last_day
        moved.add((aimed_for - target).days)
        day += timedelta(days=1)
    assert moved == {0, 1, 2}


@given(st.dates(date(2, 1, 1), date(9999, 12, 31)))
@settings(deadline=None, database=None)
def test_a_working_day_is_the_last_one_up_to_a_day(day: date) -> None:
    working = find_working_day(day)
    assert find_working_day(working) == working <= day
    assert all(
        find_working_day(day - timedelta(days=each)) == working
        for each in range((day - working).days)
    )
