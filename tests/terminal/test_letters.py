"""Which answer letters mean, typed one by one in a menu."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mes_optout import i18n
from mes_optout.terminal.first_letters import Letters, beginning, is_quit

ANSWERS = ["Terminer", "Terminer et laisser cette page", "Étape d'avant", "Que faire ?", "Quitter"]


def typed(*keys: str, leaving: int | None = 4) -> Letters:
    letters = Letters(ANSWERS, leaving)
    for key in keys:
        letters.add(key)
    return letters


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ("", []),
        ("  ", []),
        ("t", [0, 1]),
        ("terminer", [0]),  # just that, though another begins so
        ("TERMINER  ET", [1]),
        ("etape d’av", [2]),
        ("é", [2]),
        ("qu", [3, 4]),
        ("1", []),
        ("erminer", []),
    ],
)
def test_labels_that_begin_so(said: str, places: list[int]) -> None:
    assert beginning(said, ANSWERS) == places


def test_letters_narrow_and_are_taken_back_one_by_one() -> None:
    letters = typed(*"terminer e")
    assert letters.meant == 1
    letters.take_back()
    letters.take_back()
    assert letters.meant == 0
    for _ in range(20):
        letters.take_back()
    assert (letters.text, letters.meant, letters.lost) == ("", None, False)


def test_letters_that_mean_nothing_are_lost_until_taken_back() -> None:
    letters = typed(*"quix")
    assert (letters.meant, letters.lost) == (None, True)
    letters.take_back()
    assert (letters.meant, letters.lost) == (4, False)
    letters.add("z")
    letters.forget()
    assert (letters.meant, letters.lost) == (None, False)


def test_blanks_alone_are_no_letters() -> None:
    assert not typed(" ", " ").lost


@pytest.mark.parametrize("word", ["q", "Q", "quit", "QUITTER", " quitter "])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_word_for_leaving_means_the_answer_that_leaves(word: str, language: str) -> None:
    """Whatever else begins so, and in both languages where the French is spoken."""
    i18n.set_language(language)
    if language == "fr" or "tter" not in word.casefold():
        assert is_quit(word)
        assert typed(word).meant == 4
    assert not is_quit("qu")
    assert typed("qu").meant == 3


def test_without_an_answer_that_leaves_it_is_a_word_like_another() -> None:
    assert typed("q", leaving=None).meant == 3
    assert Letters(["Non", "Oui"], None, "q").lost


@given(st.lists(st.text(), max_size=5))
def test_whatever_is_pasted_is_bounded_and_harmless(pasted: list[str]) -> None:
    letters = typed(*pasted, "\x1b[2J" * 1000)
    assert len(letters.text) <= 200
    assert letters.text.isprintable()


@given(st.text("QTUteu rmin"))
def test_letters_are_lost_just_when_no_answer_begins_so(said: str) -> None:
    """Looked up by another way than the program's, for letters that need no folding."""
    letters = Letters(["Quitter", "Terminer", "Une minute"], None, said)
    wanted = " ".join(said.lower().split())
    whole = ("quitter", "terminer", "une minute")
    begun = [label for label in whole if label[: len(wanted)] == wanted]
    assert letters.lost == (wanted != "" and not begun)
