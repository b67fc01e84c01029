"""Colours: the sixteen of the terminal, none when they are not wanted, and never alone."""

import re
from collections.abc import Callable

import pytest

from support.terminals import DOWN, ENTER, SPACE, UP, Terminal

SGR = re.compile(rb"\x1b\[([\d;]*)m")


def styles(start: Callable[..., Terminal], **variables: str) -> tuple[set[str], str]:
    """Return the styles that a step, its boxes and its menu use, and the words of the page."""
    terminal = start("guide", "confidentialite", env=variables)
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("> [à faire]", "Qu'avez-vous fait ?")
    terminal.send(SPACE, DOWN)
    terminal.wait_for("[fait]", "> [à faire]")
    page = terminal.page
    terminal.send(UP, SPACE, ENTER)
    terminal.wait_for("Choisi : aucune case.", "> Continuer cette étape")
    return {style.decode() for style in SGR.findall(bytes(terminal.raw))}, page


def colours(found: set[str]) -> set[int]:
    """Return the colour numbers, without bold, reverse and the like."""
    return {int(number) for style in found for number in style.split(";") if number} - {*range(30)}


def test_only_the_sixteen_colours_are_used(start: Callable[..., Terminal]) -> None:
    """REQ-A15: neither the 256 nor true colours, also where the terminal says it has them."""
    found, _ = styles(start, COLORTERM="truecolor")
    assert colours(found) <= {*range(30, 38), 39, *range(40, 48), 49, *range(90, 98)}
    assert {"38", "48"}.isdisjoint(number for style in found for number in style.split(";"))


@pytest.mark.parametrize("variable", ["NO_COLOR=1", "CLICOLOR=0"])
def test_colours_can_be_switched_off_and_nothing_is_lost(
    variable: str, start: Callable[..., Terminal]
) -> None:
    """REQ-A14, REQ-A15: the same words, no colour, in panels and in menus."""
    name, _, value = variable.partition("=")
    found, page = styles(start, **{name: value})
    assert colours(found) == set()
    assert page == styles(start)[1]
