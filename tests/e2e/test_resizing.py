"""A terminal that changes its size while a question is open (REQ-A13)."""

from collections.abc import Callable

import pytest
from driver import CTRL_C, DOWN, ENTER, WIPE, Terminal

from mes_optout.content.loader import Pack

pytestmark = pytest.mark.slow  # real terminals

Start = Callable[..., Terminal]

SIZES = [(80, 40), (40, 80), (80, 20), (20, 80)]


@pytest.mark.parametrize(("before", "after"), SIZES)
def test_a_choice_keeps_its_words_and_its_place(before: int, after: int, start: Start) -> None:
    """REQ-A13: also what was pointed at."""
    terminal = start("guide", columns=before)
    terminal.wait_for("Ctrl-C", "Un autre appareil est plus sûr.", "> Continuer")
    terminal.send(DOWN)
    terminal.wait_for("> Quitter")
    page = terminal.page
    terminal.resize(after)
    terminal.wait_for("> Quitter")
    assert sorted(terminal.page.replace(" ", "")) == sorted(page.replace(" ", ""))


@pytest.mark.parametrize(("before", "after"), SIZES)
def test_a_typed_line_stays_typed(before: int, after: int, start: Start) -> None:
    """REQ-A13: half a date, a new size, the other half."""
    terminal = start("guide", "opposition", columns=before)
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Quel jour a-t-il été envoyé ?", "Tapez la date")
    terminal.send("2 novem")
    terminal.wait_for("> 2 novem")
    terminal.resize(after)
    terminal.wait_for("Les six semaines partent", "Quel jour a-t-il été envoyé ?", "> 2 novem")
    terminal.send("bre 2026", ENTER)
    terminal.wait_for("Dernier jour : lundi 14 décembre 2026", "> Continuer")


def test_many_sizes_in_a_row_leave_one_question(start: Start, pack: Pack) -> None:
    """REQ-A13: as when a window is pulled at a corner; Ctrl-C then still wipes all of it."""
    box = pack.procedure("cloture").steps[0].checks[0].text
    terminal = start("guide", "cloture")
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {box}")
    for columns in (70, 61, 50, 39, 30, 45, 60):
        terminal.resize(columns)
    terminal.wait_for(f"> [à faire] {box}")
    terminal.settle()
    assert terminal.page.count("Qu'avez-vous fait ?") == 1
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert terminal.raw.endswith(WIPE)
    assert terminal.page == terminal.scrolled_away == ""
