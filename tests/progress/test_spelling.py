"""Letters for paper: one spelling for a number, and no slip of the pen goes through."""

from itertools import combinations, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mes_optout import i18n
from mes_optout.errors import ResumeCodeError
from mes_optout.progress.spelling import (
    ALPHABET,
    LONGEST,
    group_characters,
    read_number,
    spell_number,
)

numbers = st.integers(0, 19**22 - 1)
NUMBER = 6_607_926
SHORT, MIDDLE, LONG = (
    spell_number(NUMBER),
    spell_number(19**9 - 12345),
    spell_number(19**21 - 19**7 - 1),
)
SOME = [spell_number(0), SHORT, MIDDLE, LONG]

MISSING = "each group has four letters, and here are too few or too many"
NOT_LETTERS = "after a 2 in front, a code has letters only, and never I, J, O, Q, U, V or Z"
WRONG = "a letter is wrong, or some have changed places"


def refused(text: str) -> str:
    """Return why a text is refused; fails when it is not."""
    with pytest.raises(ResumeCodeError) as caught:
        read_number(text)
    return str(caught.value.facts["cause"])


def replaced(letters: str, position: int, letter: str) -> str:
    return letters[:position] + letter + letters[position + 1 :]


class TestRoundTrip:
    """A number has one spelling, and the spelling gives it back."""

    @given(numbers)
    @settings(max_examples=200, deadline=None, database=None)
    def test_any_number(self, number: int) -> None:
        letters = spell_number(number)
        assert read_number(letters) == number
        assert len(letters) % 4 == 1
        assert letters[0] == "2"
        assert set(letters[1:]) <= set(ALPHABET)

    def test_the_lengths(self) -> None:
        """The 2 is no letter of a group."""
        bounds = (0, 19**2 - 1, 19**2, 19**6 - 1, 19**6, 19**10 - 1, 19**10, 19**22 - 1)
        assert [len(spell_number(n)) - 1 for n in bounds] == [4, 4, 8, 8, 12, 12, 16, 24]

    def test_a_group_that_stands_for_nothing_is_refused(self) -> None:
        assert refused(f"2AAAA{SHORT[1:]}") == WRONG


class TestHowItIsTyped:
    """Case, spaces and hyphens do not count."""

    @pytest.mark.parametrize(
        "typed",
        [
            "2CPRHLNWM",
            "2 CPRH LNWM",
            "2CPRH LNWM",
            "2CPR HLNW M",
            "2 cprh lnwm",
            "  2-Cprh-lnwm ",
            "2 c p r h l n w m",
            "2\u00a0CPRH\u00a0LNWM",
            "2\u202fCPRH\u202fLNWM",
            "2\u2011CPRH\u2011LNWM",
            "2–CPRH–LNWM",
        ],
    )
    def test_all_the_same(self, typed: str) -> None:
        assert read_number(typed) == NUMBER

    def test_groups(self) -> None:
        """The 2 stands apart; codes of version 1.0 have none."""
        assert group_characters("2CPRHLNWM") == "2 CPRH LNWM"
        assert group_characters("CPRHLNAD") == "CPRH LNAD"
        assert [len(group) for group in group_characters(LONG).split(" ")] == [1, *[4] * 6]

    def test_no_letter_resembles_one_that_is_missing(self) -> None:
        assert len(ALPHABET) == len(set(ALPHABET)) == 19
        absent = sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ") - set(ALPHABET))
        assert NOT_LETTERS.endswith(f"{', '.join(absent[:-1])} or {absent[-1]}")


class TestSlips:
    """Each slip that a hand makes is found, whatever the code."""

    @pytest.mark.parametrize("letters", SOME)
    def test_every_wrong_letter(self, letters: str) -> None:
        for position, letter in product(range(1, len(letters)), ALPHABET):
            if letter != letters[position]:
                assert refused(replaced(letters, position, letter)) == WRONG

    @pytest.mark.parametrize("letters", SOME)
    def test_every_swap_of_neighbours(self, letters: str) -> None:
        for at in range(len(letters) - 1):
            swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
            if swapped != letters:
                assert refused(swapped) == (WRONG if at else NOT_LETTERS)

    @given(numbers, st.data())
    @settings(max_examples=300, deadline=None, database=None)
    def test_any_wrong_letter_of_any_code(self, number: int, data: st.DataObject) -> None:
        letters = spell_number(number)
        position = data.draw(st.integers(1, len(letters) - 1))
        letter = data.draw(st.sampled_from(ALPHABET))
        assume(letter != letters[position])
        assert refused(replaced(letters, position, letter)) == WRONG

    @given(numbers, st.data())
    @settings(max_examples=300, deadline=None, database=None)
    def test_any_swap_in_any_code(self, number: int, data: st.DataObject) -> None:
        letters = spell_number(number)
        at = data.draw(st.integers(1, len(letters) - 2))
        assume(letters[at] != letters[at + 1])
        swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        assert refused(swapped) == WRONG

    def test_two_wrong_letters(self) -> None:
        """As `docs/resume-code.md` promises: found unless they stand 18 apart."""
        for first, second in combinations(range(1, len(SHORT)), 2):
            for one, other in product(ALPHABET, repeat=2):
                if one != SHORT[first] and other != SHORT[second]:
                    assert refused(replaced(replaced(SHORT, first, one), second, other)) == WRONG

    @pytest.mark.parametrize("letters", SOME)
    def test_a_letter_missing_or_doubled(self, letters: str) -> None:
        for at, letter in enumerate(letters):
            assert refused(letters[:at] + letters[at + 1 :]) == (MISSING if at else WRONG)
            expected = MISSING if at else NOT_LETTERS
            assert refused(letters[:at] + letter + letters[at:]) == expected

    @pytest.mark.parametrize("letters", SOME)
    def test_the_2_read_as_z(self, letters: str) -> None:
        assert refused(f"Z{letters[1:]}") == NOT_LETTERS


class TestHostile:
    """What cannot be a code is refused before anything is reckoned."""

    @pytest.mark.parametrize("text", ["", " ", "-- --", "2", "A", "2ABC", "ABCDE", "2ABCDE"])
    def test_no_full_group(self, text: str) -> None:
        assert refused(text) == MISSING

    @pytest.mark.parametrize(
        "strange",
        [
            *"IJOQUVZijoquvz013456789.",
            *"\0\t\n\x1b\x7f\x9b\u202e\u200b\ud800",
            *"ÉéßſıАＣ٣²🙂",
        ],
        ids=ascii,
    )
    def test_no_other_character_stands_for_a_letter(self, strange: str) -> None:
        assert refused(replaced(SHORT, 0, strange)) == NOT_LETTERS
        assert refused(replaced(SHORT, 1, strange)) == NOT_LETTERS
        assert refused(f"{SHORT}{strange}") == NOT_LETTERS

    @pytest.mark.parametrize("unit", ["A", "C", " ", "0", "\0", "é", "2 CPRH LNWM "])
    def test_ten_megabytes(self, unit: str) -> None:
        """Reckoning with as many letters would take hours."""
        assert refused(unit * (10_000_000 // len(unit))) == "it is much too long"

    def test_the_longest_that_is_looked_at(self) -> None:
        assert refused("C" * LONGEST) == WRONG
        assert refused("C" * (LONGEST + 1)) == "it is much too long"


@pytest.mark.parametrize("text", ["0", "A", "2CPRHLNWA", "CPRHLNAB", "A" * (LONGEST + 1)])
def test_the_cause_is_said_in_the_language_of_the_person(text: str) -> None:
    with pytest.raises(ResumeCodeError) as caught:
        read_number(text)
    said = i18n.sentence(caught.value)
    assert said.startswith("Ce code ne peut pas servir : ")
    assert str(caught.value.facts["cause"]) not in said
