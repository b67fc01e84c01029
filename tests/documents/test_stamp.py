"""The day that what one carries away bears."""

from datetime import date

import pytest

from mes_optout.documents.stamp import find_stamp

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("1795478399", date(2026, 11, 23)),
        ("1795478400", date(2026, 11, 24)),
        ("253402300799", date(9999, 12, 31)),
    ],
)
def test_source_date_epoch_says_it(epoch: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert find_stamp(TODAY) == day


@pytest.mark.parametrize(
    "epoch", ["", "demain", "253402300800", "9" * 40, "9" * 5000, "-99999999999999", "1e9", "1.5"]
)
def test_what_is_no_day_is_passed_over(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert find_stamp(TODAY) == TODAY


def test_without_it_the_day_is_today() -> None:
    assert find_stamp(TODAY) == TODAY
