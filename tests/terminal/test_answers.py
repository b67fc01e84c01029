"""What a typed line means."""

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mes_optout import i18n
from mes_optout.dates import DayInFutureError, DayNotUnderstoodError, NoSuchDayError
from mes_optout.errors import OptoutError
from mes_optout.terminal.answers import (
    HelpAskedError,
    NotUnderstoodError,
    confirm_answer,
    confirm_boxes,
    obey,
    read_line,
)
from mes_optout.terminal.lines.choose import read_option
from mes_optout.terminal.lines.tick import explain_ticking, read_boxes
from mes_optout.walkthrough.prompter import Back, CheckState, Option, Quit, Skip, day_line

TODAY = date(2026, 11, 24)
OPTIONS = [
    Option("step", "Étape d'avant"),
    Option("problem", "J'ai un problème"),
    Option("know", "J'ai fini"),
    Option("quit", "Quitter", leaves=True),
]
CHECKS = [
    CheckState("one", "La page est ouverte", ticked=False),
    CheckState("two", "J'ai le code", ticked=True),
    CheckState("three", "J'ai noté l'heure", ticked=False),
]
MEANINGLESS = (Quit, Back, Skip, HelpAskedError, NotUnderstoodError)


def read_day(line: str) -> date | None:
    return read_line(line, day_line("Quel jour ?", TODAY))


def confirm_day(day: date | None) -> str:
    return confirm_answer(day_line("Quel jour ?", TODAY).describe(day))


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ("q", Quit),
        (" Q \n", Quit),
        ("quitter", Quit),
        ("QUIT", Quit),
        ("retour", Back),
        ("Back\r\n", Back),
        ("?", HelpAskedError),
        ("aide", HelpAskedError),
        ("HELP", HelpAskedError),
        ("q\x13", Quit),
    ],
)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_some_words_rule_at_every_prompt(line: str, move: type[Exception], language: str) -> None:
    """REQ-S4, REQ-A9, REQ-A4: in all languages, whatever the case and stray control keys."""
    i18n.set_language(language)
    with pytest.raises(move):
        obey(line)
    for read in (
        lambda: read_option(line, OPTIONS),
        lambda: read_boxes(line, CHECKS),
        lambda: read_day(line),
    ):
        with pytest.raises(move):
            read()


def test_other_lines_come_back_without_blanks_and_control_characters() -> None:
    assert obey("  2 novembre\x13 2026\x1b\x07\r\n") == "2 novembre 2026"
    assert obey("quitte") == "quitte"
    assert obey("\n") == ""


@pytest.mark.parametrize(
    ("line", "chosen"),
    [
        ("1", "step"),
        (" 4\n", "quit"),
        ("04", "quit"),
        ("e", "step"),
        ("É", "step"),
        ("etape", "step"),
        ("ÉTAPE D'AVANT", "step"),
        ("j'ai un pro", "problem"),
        ("j'ai f", "know"),
    ],
)
def test_a_number_or_first_letters_choose(line: str, chosen: str) -> None:
    """REQ-A7."""
    assert read_option(line, OPTIONS).id == chosen


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Il n'y a pas de réponse par défaut"),
        ("0", "pas de réponse 0"),
        ("5", "de 1 à 4"),
        ("-1", "« -1 » n'est pas une des réponses"),
        ("j", "Plusieurs réponses commencent ainsi : 2, 3"),
        ("j'ai", "2, 3"),
        ("tape", "« tape » n'est pas une des réponses"),
        ("1 2", "« 1 2 » n'est pas une des réponses"),
    ],
)
def test_what_is_no_answer_is_said_with_what_to_type(line: str, says: str) -> None:
    """REQ-A6, REQ-A7: ambiguous letters choose nothing; they are asked about."""
    with pytest.raises(NotUnderstoodError, match=r"Tapez (le|un|un seul) numéro") as raised:
        read_option(line, OPTIONS)
    assert says in str(raised.value)


@pytest.mark.parametrize(
    ("line", "ticked"),
    [
        ("0", {"two"}),
        ("1", {"one", "two"}),
        ("1 3", {"one", "two", "three"}),
        ("3,1", {"one", "two", "three"}),
        ("1 ; 3", {"one", "two", "three"}),
        ("2 2", {"two"}),
        ("-2", set()),
        ("1 -2", {"one"}),
        ("-1", {"two"}),
        ("1 -1", {"two"}),
    ],
)
def test_several_boxes_in_one_line(line: str, ticked: set[str]) -> None:
    """REQ-A8: what was ticked stays, unless a minus takes it away."""
    assert read_boxes(line, CHECKS) == ticked


@pytest.mark.parametrize(
    ("line", "wrong"), [("4", "4"), ("1 x", "x"), ("0 1", "0"), ("--1", "--1"), ("1.5", "1.5")]
)
def test_one_wrong_number_ticks_nothing_at_all(line: str, wrong: str) -> None:
    """REQ-A6, REQ-A8."""
    with pytest.raises(NotUnderstoodError, match=f"« {wrong} » n'est pas un numéro de 1 à 3"):
        read_boxes(line, CHECKS)


@pytest.mark.parametrize("line", ["2", "y", "1 2", "-2", "9" * 500])
def test_of_a_single_box_or_answer_no_other_number_is_named(line: str) -> None:
    with pytest.raises(NotUnderstoodError) as raised:
        read_boxes(line, CHECKS[:1])
    assert str(raised.value).endswith(" ne convient pas. Il n'y a qu'une case : tapez 1, ou 0.")
    with pytest.raises(NotUnderstoodError) as raised:
        read_option(line, OPTIONS[:1])
    assert str(raised.value).endswith(" ne convient pas. Il n'y a qu'une réponse : tapez 1.")
    assert "2" not in explain_ticking(1)


@pytest.mark.parametrize("count", [2, 3])
def test_an_example_holds_only_boxes_that_there_are(count: int) -> None:
    with pytest.raises(NotUnderstoodError) as raised:
        read_boxes("9", CHECKS[:count])
    for said in (str(raised.value), explain_ticking(count)):
        example = re.search(r"(?:exemple|comme) ?:? (\d(?: \d)*)", said)
        assert example is not None
        assert read_boxes(example[1], CHECKS[:count])


def test_an_empty_line_is_no_answer() -> None:
    """REQ-A10: nothing has a default."""
    with pytest.raises(NotUnderstoodError, match="ou 0 pour aucun"):
        read_boxes(" \n", CHECKS)
    with pytest.raises(NotUnderstoodError, match="ou 0 si vous ne la connaissez pas"):
        read_day("\n")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("0", None),
        ("2 novembre 2026", date(2026, 11, 2)),
        ("1er août 2026", date(2026, 8, 1)),
        ("Lundi 2 NOV. 2026", date(2026, 11, 2)),
        ("02/11/2026", date(2026, 11, 2)),
        ("2.11.2026", date(2026, 11, 2)),
        ("2026-11-24", TODAY),
    ],
)
def test_days_as_people_write_them(line: str, day: date | None) -> None:
    assert read_day(line) == day


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("31/02/2026", NoSuchDayError),
        ("2026-11-25", DayInFutureError),
        ("demain", DayNotUnderstoodError),
        ("2 ju 2026", DayNotUnderstoodError),
        ("11/2026", DayNotUnderstoodError),
        ("02/11/26", DayNotUnderstoodError),
    ],
)
def test_what_is_no_day_of_sending(line: str, error: type[OptoutError]) -> None:
    with pytest.raises(error):
        read_day(line)


@given(st.text() | st.text(alphabet="0123456789 -/.,;²٣¹"))
def test_whatever_is_typed_is_an_answer_or_understood_as_none(line: str) -> None:
    """REQ-A6: no other exception can come of a typed line."""
    with suppress(*MEANINGLESS):
        assert read_option(line, OPTIONS) in OPTIONS
    with suppress(*MEANINGLESS):
        assert read_boxes(line, CHECKS) <= {check.id for check in CHECKS}
    with suppress(*MEANINGLESS, OptoutError):
        assert (read_day(line) or TODAY) <= TODAY


@pytest.mark.parametrize("digits", [40, 5_000])
def test_a_very_long_number_is_only_a_wrong_answer(digits: int) -> None:
    """Python refuses to convert more than 4,300 digits; what is pasted may have more."""
    line = "9" * digits
    with pytest.raises(NotUnderstoodError) as raised:
        read_option(line, OPTIONS)
    assert len(str(raised.value)) < 200
    with pytest.raises(NotUnderstoodError):
        read_boxes(f"1 {line}", CHECKS)
    with pytest.raises(OptoutError):
        read_day(line)


def test_answers_are_said_back_in_full_words() -> None:
    """REQ-A5."""
    assert confirm_boxes(CHECKS, {"one"}) == "Choisi : La page est ouverte"
    assert confirm_boxes(CHECKS, {"one", "two"}) == "Choisi : 2 cases sur 3."
    assert confirm_boxes(CHECKS, {c.id for c in CHECKS}) == "Choisi : les 3 cases."
    assert confirm_boxes(CHECKS[:1], {"one"}) == "Choisi : La page est ouverte"
    assert confirm_boxes(CHECKS, set()) == "Choisi : aucune case."
    assert confirm_day(None) == "Choisi : Je ne sais pas"
    assert confirm_day(date(2026, 11, 1)) == "Choisi : dimanche 1er novembre 2026"
