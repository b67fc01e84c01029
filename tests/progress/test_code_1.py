"""Codes of version 1.0, on paper since then, are read for ever."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mes_optout.errors import ResumeCodeError
from mes_optout.progress.code import apply_code, procedure_key, read_code
from mes_optout.progress.model import Aside, Progress, State, Turn, find_standing
from mes_optout.progress.spelling import ALPHABET
from support.bare_steps import Box, Page
from support.format_1 import spell_1, write_code_1

TURN = Turn("cloture")
TODAY = date(2026, 11, 24)
PROCEDURES = ("opposition", "cloture", "enfants", "sans-internet")

boxes = st.integers(1, 30)
codes = st.tuples(
    st.sampled_from(PROCEDURES),
    st.frozensets(boxes, max_size=20),
    st.dictionaries(boxes, st.sampled_from(Aside), max_size=12),
    st.integers(1, 99),
    st.integers(1, 40),
)


class TestReading:
    """What 1.0 wrote is what is read."""

    @given(codes)
    @settings(max_examples=400, deadline=None, database=None)
    def test_any_code(
        self, said: tuple[str, frozenset[int], Mapping[int, Aside], int, int]
    ) -> None:
        procedure, ticked, asides, turn, edition = said
        code = read_code(write_code_1(procedure, ticked, asides, turn, edition))
        assert code.turn_of(PROCEDURES) == Turn(procedure, turn)
        assert (code.version, code.edition, code.ticked) == (1, edition, ticked)
        assert (code.asides, code.facts) == (asides, {})

    @pytest.mark.parametrize(
        ("typed", "ticked"),
        [
            ("CPRH LNAD", {1, 2, 3, 4, 5, 7}),
            ("cprh-lnad", {1, 2, 3, 4, 5, 7}),
        ],
    )
    def test_what_stands_on_papers(self, typed: str, ticked: set[int]) -> None:
        """Typed from version 1.0 itself: this must be read for ever."""
        code = read_code(typed)
        assert code.turn_of(PROCEDURES) == Turn("opposition")
        assert code.ticked == ticked
        assert write_code_1("opposition", ticked) == "CPRHLNAD"

    @pytest.mark.parametrize(
        ("form", "body"), [(1, 0b1), (1, 0b111), (2, 0), (2, 1), (2, 1 + 6), (2, 9)]
    )
    def test_another_form_of_the_same_was_never_written(self, form: int, body: int) -> None:
        if (form, body) == (2, 9):
            assert read_code(_of(body, form)).asides == {1: Aside.LATER}
            return
        with pytest.raises(ResumeCodeError):
            read_code(_of(body, form))

    @pytest.mark.parametrize("form", [0, 1, 2])
    def test_no_more_than_there_can_be(self, form: int) -> None:
        """A code for a thousand million boxes has few letters; nobody may have to wait for it."""
        for body in (19**9_000, (10_000, 2**9_999, 6**9_999)[form]):
            with pytest.raises(ResumeCodeError):
                read_code(_of(body, form))

    def test_a_group_that_stands_for_nothing(self) -> None:
        with pytest.raises(ResumeCodeError):
            read_code("AAAACPRHLNAD")

    def test_slips_are_found(self) -> None:
        code = "CPRHLNAD"
        for at, letter in product(range(len(code)), ALPHABET):
            if letter != code[at]:
                with pytest.raises(ResumeCodeError):
                    read_code(code[:at] + letter + code[at + 1 :])
        for at in range(len(code) - 1):
            with pytest.raises(ResumeCodeError):
                read_code(code[:at] + code[at + 1] + code[at] + code[at + 2 :])
        with pytest.raises(ResumeCodeError):
            read_code("2" + code)

    @given(st.integers(0, 19**18 - 1), st.data())
    @settings(max_examples=300, deadline=None, database=None)
    def test_any_two_that_changed_places(self, number: int, data: st.DataObject) -> None:
        code = spell_1(number)
        at = data.draw(st.integers(0, len(code) - 2))
        assume(code[at] != code[at + 1])
        with pytest.raises(ResumeCodeError):
            read_code(code[:at] + code[at + 1] + code[at] + code[at + 2 :])


def _of(body: int, form: int) -> str:
    return spell_1((body * 3 + form) * 8 * 8 * 361 + procedure_key("opposition"))


# What 1.0 called « carte-acceptee », box 11, is five boxes today.
PAGE = Page("page", (Box("ouverte", number=10),), home="x")
FORM = Page(
    "formulaire",
    (
        Box("rempli", number=20, formerly_numbers=(11,)),
        Box("relu", number=21, formerly_numbers=(11,)),
    ),
    home="x",
)
ENTER = Page("saisir", (Box("accepte", number=11), Box("rien", number=12)), home="x")
STEPS = (PAGE, FORM, ENTER)
BARE = replace(FORM, checks=tuple(replace(box, number=0) for box in FORM.checks))
EACH = pytest.mark.parametrize("steps", [STEPS, (PAGE, BARE, ENTER)], ids=["numbers", "none"])


class TestWhatBecameOfBoxes:
    """A box that was split: its number in old codes stands for each part."""

    @EACH
    def test_each_part_is_ticked(self, steps: tuple[Page, ...]) -> None:
        code = read_code(write_code_1("cloture", {10, 11}))
        progress = apply_code(code, Progress(), TURN, steps, (), TODAY)
        places = find_standing(progress, TURN, steps).steps
        assert [set(place.days) for place in places] == [
            {"ouverte"},
            {"rempli", "relu"},
            {"accepte"},
        ]
        assert progress.is_begun(TURN)

    @EACH
    @pytest.mark.parametrize("why", list(Aside))
    def test_each_part_is_put_aside(self, why: Aside, steps: tuple[Page, ...]) -> None:
        code = read_code(write_code_1("cloture", {10}, {11: why, 12: why}))
        progress = apply_code(code, Progress(), TURN, steps, (), TODAY)
        places = find_standing(progress, TURN, steps).steps
        assert [place.state for place in places] == [State.DONE, State(why), State(why)]

    def test_codes_of_today_mean_the_number_itself(self) -> None:
        code = replace(read_code(write_code_1("cloture", {10, 11})), version=2)
        progress = apply_code(code, Progress(), TURN, STEPS, (), TODAY)
        places = find_standing(progress, TURN, STEPS).steps
        assert [set(place.days) for place in places] == [{"ouverte"}, set(), {"accepte"}]
