"""Days as people write them, in French and in English."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout import i18n
from mes_optout.dates import (
    DayInFutureError,
    DayNotUnderstoodError,
    NoSuchDayError,
    YearMissingError,
    parse_day,
    parse_sent,
)
from mes_optout.errors import OptoutError

NOVEMBER = date(2026, 11, 2)
FEBRUARY = date(2026, 2, 2)


@pytest.fixture(params=["fr", "en"])
def _both_languages(request: pytest.FixtureRequest) -> None:
    i18n.set_language(request.param)


@pytest.mark.usefixtures("_both_languages")
class TestFiguresInBothLanguages:
    """The day comes first, as on every letter in France, whatever the language of the program."""

    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-02",
            "2026-11-2",
            "02/11/2026",
            "2/11/2026",
            "02.11.2026",
            "2.11.2026",
            "  02/11/2026  ",
            "02/11/2026\n",
            "\u00a002/11/2026",
            "０２/１１/２０２６",
        ],
    )
    def test_second_of_november(self, text: str) -> None:
        assert parse_day(text) == NOVEMBER

    def test_the_month_never_comes_first(self) -> None:
        assert parse_day("03/04/2026") == date(2026, 4, 3)
        with pytest.raises(NoSuchDayError):
            parse_day("04/13/2026")


@pytest.mark.usefixtures("_both_languages")
class TestWordsInBothLanguages:
    """Letters are in French: both languages' months are read, whichever the program speaks."""

    @pytest.mark.parametrize(
        "text",
        [
            "2 November 2026",
            "02 november 2026",
            "2nd November 2026",
            "Monday 2 November 2026",
            "Mon 2 Nov 2026",
            "Mon. 2 Nov. 2026",
            "Monday, 2 November 2026",
            "2 November, 2026",
            "2 NOVEMBER 2026",
            "2 novembre 2026",
            "02 novembre 2026",
            "lundi 2 novembre 2026",
            "Lundi 2 Novembre 2026",
            "LUNDI 2 NOVEMBRE 2026",
            "lundi, 2 novembre 2026",
            "lun. 2 nov. 2026",
            "le 2 novembre 2026",
            "2 nov 2026",
            "2 nov. 2026",
            "2  novembre\u00a02026",
            "2\tnovembre 2026",
        ],
    )
    def test_second_of_november(self, text: str) -> None:
        assert parse_day(text) == NOVEMBER

    @pytest.mark.parametrize(
        "text",
        [
            "2 février 2026",
            "2 fevrier 2026",
            "2 FÉVRIER 2026",
            "2 fe\u0301vrier 2026",
            "2 févr. 2026",
            "2 fév 2026",
            "2 February 2026",
            "2 Feb 2026",
        ],
    )
    def test_second_of_february_with_or_without_accents(self, text: str) -> None:
        assert parse_day(text) == FEBRUARY

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("1er janvier 2026", date(2026, 1, 1)),
            ("1ER JANVIER 2026", date(2026, 1, 1)),
            ("1 janvier 2026", date(2026, 1, 1)),
            ("jeudi 1er janvier 2026", date(2026, 1, 1)),
            ("1st January 2026", date(2026, 1, 1)),
            ("3rd August 2026", date(2026, 8, 3)),
            ("4th August 2026", date(2026, 8, 4)),
            ("3 août 2026", date(2026, 8, 3)),
            ("3 aout 2026", date(2026, 8, 3)),
            ("25 décembre 2025", date(2025, 12, 25)),
            ("25 dec. 2025", date(2025, 12, 25)),
            ("5 mai 2026", date(2026, 5, 5)),
            ("5 May 2026", date(2026, 5, 5)),
            ("5 mars 2026", date(2026, 3, 5)),
            ("5 March 2026", date(2026, 3, 5)),
            ("5 mar 2026", date(2026, 3, 5)),
            ("5 juin 2026", date(2026, 6, 5)),
            ("5 juillet 2026", date(2026, 7, 5)),
            ("5 juil. 2026", date(2026, 7, 5)),
            ("5 sept. 2026", date(2026, 9, 5)),
            ("29 février 2028", date(2028, 2, 29)),
        ],
    )
    def test_other_days(self, text: str, day: date) -> None:
        assert parse_day(text) == day


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_that_we_write_we_can_read(language: str, month: int) -> None:
    i18n.set_language(language)
    for number in (1, 2, 28):
        day = date(2026, month, number)
        assert parse_day(i18n.day_in_words(day)) == day
        assert parse_day(i18n.day_in_words(day, weekday=True)) == day


@pytest.mark.usefixtures("_both_languages")
class TestNotUnderstood:
    """What is not surely one day is not guessed at."""

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "hier",
            "demain",
            "novembre",
            "2 novembre",
            "novembre 2026",
            "2026",
            "2",
            "02/11/26",
            "2 novembre 26",
            "26-11-02",
            "2/11/20266",
            "2026/11/02",
            "02-11-2026",
            "002/11/2026",
            "20261102",
            "2026-11-02T00:00",
            "02/11/2026 00:00",
            "2026-W45-1",
            "2 ju 2026",
            "2 jui 2026",
            "2 ma 2026",
            "2 brumaire 2026",
            "2 novembree 2026",
            "deux novembre 2026",
            "-2/11/2026",
            "2/11/-2026",
            "2/11",
            "2 11 2026",
            "½/11/2026",
            "2 novembre ２０２６ ans",
            "x" * 100_000,
            "1" * 100_000,
            "0/" * 50_000,
            "\x1b[2J",
            "\0",
            "\ud800",
            "2 🎃 2026",
        ],
    )
    def test_it_is_said(self, text: str) -> None:
        with pytest.raises(DayNotUnderstoodError) as caught:
            parse_day(text)
        assert caught.value.facts == {"text": text}

    @pytest.mark.parametrize("digits", ["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𞥐𞥑𞥒𞥓𞥔𞥕𞥖𞥗𞥘𞥙"])
    def test_digits_of_other_scripts_do_no_harm(self, digits: str) -> None:
        text = "02/11/2026".translate({ord(str(n)): digits[n] for n in range(10)})
        try:
            assert parse_day(text) == NOVEMBER
        except DayNotUnderstoodError:
            return

    @given(st.text(max_size=30))
    @settings(max_examples=200, deadline=None, database=None)
    def test_any_text_gives_a_day_or_a_sentence(self, text: str) -> None:
        try:
            said = i18n.day_in_words(parse_day(text))
        except OptoutError as error:
            said = i18n.sentence(error)
        assert said.isprintable()


class TestNoSuchDay:
    """A day that no calendar has is told from a text that is no day."""

    @pytest.mark.parametrize(
        "text",
        [
            "31/02/2026",
            "29 février 2026",
            "29/02/2100",
            "31 novembre 2026",
            "2026-13-01",
            "2026-00-10",
            "00/11/2026",
            "32/01/2026",
            "99/99/9999",
            "01/01/0000",
            " 31/02/2026 ",
        ],
    )
    def test_it_is_said(self, text: str) -> None:
        with pytest.raises(NoSuchDayError) as caught:
            parse_day(text)
        assert caught.value.facts == {"text": text.strip()}


class TestSent:
    """A letter was sent today at the latest."""

    @pytest.mark.parametrize("before", [0, 1, 41, 42, 43, 400])
    def test_today_and_before(self, today: date, before: int) -> None:
        day = today - timedelta(days=before)
        assert parse_sent(day.isoformat(), today) == day

    @pytest.mark.parametrize("after", [1, 30, 400])
    def test_a_day_in_the_future_is_refused_in_words(self, today: date, after: int) -> None:
        day = today + timedelta(days=after)
        with pytest.raises(DayInFutureError) as caught:
            parse_sent(day.isoformat(), today)
        assert caught.value.facts == {"text": i18n.day_in_words(day)}

    def test_the_end_of_the_calendar(self, today: date) -> None:
        with pytest.raises(DayInFutureError):
            parse_sent("31/12/9999", today)

    @pytest.mark.parametrize(
        ("text", "error"), [("?", DayNotUnderstoodError), ("31/02/2026", NoSuchDayError)]
    )
    def test_other_errors_come_as_from_parse_day(
        self, today: date, text: str, error: type[OptoutError]
    ) -> None:
        with pytest.raises(error):
            parse_sent(text, today)

    def test_by_a_wrong_clock_no_day_is_too_late(self, today: date) -> None:
        later = today + timedelta(days=400)
        assert parse_sent(later.isoformat(), None) == later
        with pytest.raises(DayInFutureError):
            parse_sent("31/12/9999", None)


@pytest.mark.usefixtures("_both_languages")
class TestWithoutAYear:
    """It is the last such day that has passed, today included; never one more than a year ago."""

    @pytest.mark.parametrize(
        "text",
        [
            *("2 novembre", "02 novembre", "le 2 novembre", "lundi 2 novembre", "2 nov."),
            *("2 nov", "2 NOVEMBRE", "2 November", "2nd November", "Monday, 2 November"),
            *("2/11", "02/11", "2.11", "  2/11\n"),
        ],
    )
    def test_each_way_to_write_it(self, text: str) -> None:
        assert parse_sent(text, date(2026, 11, 27)) == NOVEMBER

    @pytest.mark.parametrize(
        ("text", "today", "day"),
        [
            ("2 novembre", NOVEMBER, NOVEMBER),  # today
            ("2 novembre", date(2026, 11, 1), date(2025, 11, 2)),
            ("31 décembre", date(2027, 1, 1), date(2026, 12, 31)),
            ("1er janvier", date(2026, 12, 31), date(2026, 1, 1)),
            ("29 février", date(2028, 2, 29), date(2028, 2, 29)),
            ("29/2", date(2028, 3, 1), date(2028, 2, 29)),
            ("29/2", date(2029, 2, 28), date(2028, 2, 29)),
            ("28/2", date(2028, 2, 27), date(2027, 2, 28)),
        ],
    )
    def test_which_year_it_is(self, text: str, today: date, day: date) -> None:
        assert parse_sent(text, today) == day

    @pytest.mark.parametrize(
        "today", [date(2026, 11, 27), date(2028, 2, 28), date(2029, 3, 1), date(2100, 3, 1)]
    )
    def test_a_29_february_more_than_a_year_ago_needs_its_year(self, today: date) -> None:
        with pytest.raises(YearMissingError):
            parse_sent("29 février", today)

    def test_by_a_wrong_clock_no_year_is_guessed(self) -> None:
        with pytest.raises(YearMissingError) as caught:
            parse_sent(" 2 novembre ", None)
        assert caught.value.facts == {"text": "2 novembre"}

    @pytest.mark.parametrize("text", ["31 février", "31/11", "2/13", "0/1"])
    def test_a_day_of_no_year_is_said_to_be_none(self, text: str) -> None:
        for today in (date(2026, 11, 27), None):
            with pytest.raises(NoSuchDayError):
                parse_sent(text, today)

    @pytest.mark.parametrize("text", ["2", "novembre", "2/", "2/11/", "2/11/26", "2-11", "11-02"])
    def test_less_than_a_day_and_a_month_is_not_understood(self, text: str) -> None:
        with pytest.raises(DayNotUnderstoodError):
            parse_sent(text, date(2026, 11, 27))

    @given(st.dates(date(2, 1, 1)), st.integers(0, 364))
    @settings(deadline=None, database=None)
    def test_each_day_of_the_last_year_is_found(self, today: date, before: int) -> None:
        if (today.toordinal() - before) < 1:
            return
        day = today - timedelta(days=before)
        assert parse_sent(f"{day.day}/{day.month}", today) == day
