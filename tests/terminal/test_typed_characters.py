"""Which answer characters mean, typed one by one in a menu."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mes_optout import i18n
from mes_optout.terminal.answers import find_matches, is_quit
from mes_optout.terminal.menus.characters import TypedCharacters

ANSWERS = ["Terminer", "Terminer et laisser cette page", "Étape d'avant", "Que faire ?", "Quitter"]


def typed(*keys: str, leaving: int | None = 4) -> TypedCharacters:
    characters = TypedCharacters(ANSWERS, leaving)
    for key in keys:
        characters.add(key)
    return characters


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
    assert find_matches(said, ANSWERS) == places


def state_of(characters: TypedCharacters) -> tuple[str, int | None, bool]:
    return characters.text, characters.match, characters.match_nothing


def test_characters_narrow_and_are_taken_back_one_by_one() -> None:
    characters = typed(*"terminer e")
    assert characters.match == 1
    characters.delete_last()
    characters.delete_last()
    assert characters.match == 0
    for _ in range(20):
        characters.delete_last()
    assert state_of(characters) == ("", None, False)


def test_characters_that_mean_nothing_are_lost_until_taken_back() -> None:
    characters = typed(*"quix")
    assert (characters.match, characters.match_nothing) == (None, True)
    characters.delete_last()
    assert (characters.match, characters.match_nothing) == (4, False)
    characters.add("z")
    characters.clear()
    assert (characters.match, characters.match_nothing) == (None, False)


def test_blanks_alone_are_nothing_typed() -> None:
    assert not typed(" ", " ").match_nothing


@pytest.mark.parametrize("word", ["q", "Q", "quit", "QUITTER", " quitter "])
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_word_for_leaving_means_the_answer_that_leaves(word: str, language: str) -> None:
    """Whatever else begins so, and whichever of the languages is spoken."""
    i18n.set_language(language)
    assert is_quit(word)
    assert typed(word).match == 4
    assert not is_quit("qu")
    assert typed("qu").match == 3


def test_without_an_answer_that_leaves_it_is_a_word_like_another() -> None:
    assert typed("q", leaving=None).match == 3
    assert TypedCharacters(["Non", "Oui"], text="q").match_nothing


def test_a_letter_passes_a_step_over_unless_a_box_begins_so() -> None:
    assert TypedCharacters(["Fait", "Lu"], boxes=True).can_skip
    assert not TypedCharacters(["Fait", "Xylophone"], boxes=True).can_skip
    assert not TypedCharacters(["Fait", "Lu"]).can_skip, "at a choice nothing is passed over"


@given(st.lists(st.text(), max_size=5))
def test_whatever_is_pasted_is_bounded_and_harmless(pasted: list[str]) -> None:
    characters = typed(*pasted, "\x1b[2J" * 1000)
    assert len(characters.text) <= 200
    assert characters.text.isprintable()


@given(st.text("QTUteu rmin"))
def test_characters_are_lost_just_when_no_answer_begins_so(said: str) -> None:
    """Looked up by another way than the program's, for characters that need no folding."""
    characters = TypedCharacters(["Quitter", "Terminer", "Une minute"], text=said)
    wanted = " ".join(said.lower().split())
    whole = ("quitter", "terminer", "une minute")
    begun = [label for label in whole if label[: len(wanted)] == wanted]
    assert characters.match_nothing == (wanted != "" and not begun)
