"""Menus as yasr speaks them: behind an arrow key, what it points at is heard last (REQ-H2)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from support.heard import Heard, hear
from support.heard_reader import YASR
from support.heard_units import as_spoken
from support.homes import Home
from support.straight import pages_straight_on
from support.terminals import DOWN, ENTER, SPACE, UP

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(YASR is None, reason="needs yasr"),
    pytest.mark.parametrize("language", i18n.LANGUAGES),
]

PROCEDURE = "opposition"
POINTER = "> "
# To the last answer, round to the first, and back.
ARROWS = (DOWN, DOWN, UP, DOWN, DOWN, UP, UP)


def find_pointed(heard: Heard) -> str:
    """Return the row that is pointed at, as it is spoken."""
    (row,) = [row for row in heard.rows if row.lstrip().startswith(POINTER)]
    return as_spoken(row)


@contextmanager
def at_boxes(home: Home, language: str) -> Iterator[Heard]:
    """Go to the first step that shows boxes."""
    with hear(home, "--lang", language, "guide", PROCEDURE) as heard:
        heard.press(ENTER)
        heard.press(ENTER)
        heard.type("2026-11-02")
        heard.press(ENTER)
        yield heard


def press_arrows(heard: Heard, state: str = "") -> None:
    """Press each arrow and look at what was spoken last; a `state` before it may be passed over."""
    wrong, before = [], find_pointed(heard)
    for arrow in ARROWS:
        turn, pointed = heard.press(arrow), find_pointed(heard)
        assert pointed != before
        before = pointed
        if pointed.removeprefix(as_spoken(state)).strip() not in turn.heard[-1]:
            wrong.append(f"at {pointed}: {turn.heard}")
    assert wrong == []


def test_on_the_first_page(language: str, home: Home) -> None:
    with hear(home, "--lang", language, "guide", PROCEDURE) as heard:
        i18n.set_language(language)
        assert find_pointed(heard) == i18n._("Go on")
        press_arrows(heard)


def test_at_boxes(language: str, home: Home) -> None:
    with at_boxes(home, language) as heard:
        i18n.set_language(language)
        assert find_pointed(heard).startswith(i18n._("to do"))
        press_arrows(heard, i18n._("to do"))


def test_a_box_that_changes_is_said_with_its_state(language: str, home: Home) -> None:
    page = next(pages_straight_on(Pack(shipped(), language).procedure(PROCEDURE)))
    i18n.set_language(language)
    with at_boxes(home, language) as heard:
        for box in page.step.checks[:2]:
            for state in ("done", "to do"):
                turn = heard.press(SPACE)
                assert find_pointed(heard) == as_spoken(f"[{i18n._(state)}] {box.text}")
                assert find_pointed(heard) in turn.heard[-1]
            heard.press(DOWN)


def test_where_one_says_how_to_go_on(language: str, home: Home) -> None:
    with at_boxes(home, language) as heard:
        heard.press(SPACE)
        heard.press(ENTER)
        i18n.set_language(language)
        question = as_spoken(i18n._("How do you want to go on?"))
        assert any(question in as_spoken(row) for row in heard.rows)
        press_arrows(heard)
