"""A terminal that changes its size while a question is open (REQ-A13)."""

import re
from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.homes import Home, typed
from support.terminals import CTRL_C, DOWN, ENTER, TALL, WIPE, Terminal

pytestmark = pytest.mark.slow  # real terminals

Start = Callable[..., Terminal]

CLEAR = b"\x1b[H\x1b[J"
# Python runs this before the program: when its second page stands, and before the question below
# it, the terminal becomes narrower. What is typed ahead is dropped before and after each question.
NARROWED = """
import fcntl, struct, termios
from mes_optout.terminal.menus import page
before, sizes = page.drop_typed_ahead, [struct.pack("HHHH", 150, 40, 0, 0), None, None]
def narrowed(application):
    if sizes and (size := sizes.pop()):
        fcntl.ioctl(1, termios.TIOCSWINSZ, size)
    return before(application)
page.drop_typed_ahead = narrowed
"""

SIZES = [(80, 40), (40, 80), (80, 20), (20, 80)]


@pytest.mark.parametrize(("before", "after"), SIZES)
def test_a_choice_keeps_its_words_and_its_place(before: int, after: int, start: Start) -> None:
    """REQ-A13: also what was pointed at."""
    terminal = start("guide", columns=before, rows=TALL)
    terminal.wait_for("Ctrl-C", "Un autre appareil est plus sûr.", "> Continuer")
    terminal.send(DOWN, DOWN)
    terminal.wait_for("> Quitter")
    page = terminal.page
    terminal.resize(after, TALL)
    terminal.wait_for("> Quitter")
    assert sorted(terminal.page.replace(" ", "")) == sorted(page.replace(" ", ""))


@pytest.mark.parametrize(("before", "after"), SIZES)
def test_a_typed_line_stays_typed(before: int, after: int, start: Start) -> None:
    """REQ-A13: half a date, a new size, the other half."""
    terminal = start("guide", "opposition", columns=before, rows=TALL)
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Quel jour a-t-il été envoyé ?", "Tapez la date")
    terminal.send("2 novem")
    terminal.wait_for("> 2 novem")
    terminal.resize(after, TALL)
    terminal.wait_for("Les six semaines partent", "Quel jour a-t-il été envoyé ?", "> 2 novem")
    terminal.send("bre 2026", ENTER)
    terminal.wait_for("Dernier jour : lundi 14 décembre 2026", "> Continuer")


def test_many_sizes_in_a_row_leave_one_question(start: Start, pack: Pack) -> None:
    """REQ-A13: as when a window is pulled at a corner; Ctrl-C then still wipes all of it."""
    box = pack.procedure("cloture").steps[0].checks[0].text
    terminal = start("guide", "cloture")
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
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


def test_a_change_while_the_page_is_drawn_is_noticed(home: Home, start: Start) -> None:
    """REQ-A13: when no question is open yet, and so nobody is told."""
    (home.folder / "sitecustomize.py").write_text(NARROWED, encoding="utf-8")
    terminal = start("guide", "cloture", env={"PYTHONPATH": str(home.folder)})
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_until(lambda: terminal.raw.count(CLEAR) == 3, "A page for 40 columns")
    terminal.wait_for("Qu'avez-vous fait ?", "à faire")
    page = terminal.raw.rpartition(CLEAR)[2].decode()
    assert {len(row) for row in re.findall("[╭╰][^\r\x1b]*─[╮╯]", page)} == {40}


def test_what_a_command_printed_above_its_question_stays(home: Home, start: Start) -> None:
    """REQ-A13: the terminal keeps it, and the program leaves it there."""
    home.run("guide", "opposition", input=typed("1", "1", "2 novembre 2026"))
    terminal = start("forget")
    terminal.wait_for(str(home.notes)[:40], "Effacer ?", "> Non, garder")
    terminal.resize(40)
    terminal.wait_for("Effacer ?", "> Non, garder")
    assert CLEAR not in terminal.raw
    terminal.send(ENTER)
    assert terminal.leave() == 0
