"""The last day of the six weeks: what to do before the telephone is shut, and what is left."""

from datetime import date

import pytest

from mes_optout import i18n
from mes_optout.deadline import Deadline
from mes_optout.wording.last_day import say_last_day, say_what_to_do
from mes_optout.wording.phrases import DEAF_PAGE, deadline_text

MONDAY, SATURDAY, SUNDAY = date(2026, 12, 14), date(2026, 12, 12), date(2026, 12, 13)
HOLIDAY = date(2026, 12, 25)  # a Friday
SENT = date(2026, 11, 2)


def test_on_a_working_day_one_calls_before_17_h() -> None:
    said = " ".join(say_last_day(MONDAY))
    assert "appelez le 3422 avant 17 h" in said
    assert "3422, du lundi au vendredi, de 8 h 30 à 17 h" in said
    assert "Notez le jour, l'heure, le numéro de dossier et qui vous répond" in said
    assert DEAF_PAGE in said
    assert "férié" not in said


@pytest.mark.parametrize("day", [SATURDAY, SUNDAY], ids=str)
def test_at_a_weekend_nobody_is_sent_to_the_telephone(day: date) -> None:
    said = " ".join(say_last_day(day))
    assert "le 3422 ne répond pas le samedi et le dimanche" in said
    assert "appelez" not in said
    assert DEAF_PAGE not in said


def test_on_a_public_holiday_nothing_is_promised_of_the_telephone() -> None:
    assert say_what_to_do(HOLIDAY)[0] == "C'est un jour férié : le 3422 ne répondra peut-être pas."
    assert "avant 17 h" in " ".join(say_what_to_do(HOLIDAY))


@pytest.mark.parametrize("day", [MONDAY, SATURDAY, SUNDAY, HOLIDAY], ids=str)
def test_closing_is_always_left(day: date) -> None:
    assert "l'espace peut être clôturé à tout moment (article R1111-36)" in say_what_to_do(day)[-1]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_command_says_it_on_that_day_alone(language: str) -> None:
    i18n.set_language(language)
    deadline = Deadline(SENT)
    assert deadline.last_day == MONDAY
    said = deadline_text(deadline, MONDAY)
    assert "R1111-36" in said
    assert max(map(len, said.splitlines())) <= 78
    for other in (date(2026, 12, 13), date(2026, 12, 15)):
        assert "R1111-36" not in deadline_text(deadline, other)
