"""The console of Windows, under Wine: keys, sizes, and a whole walk."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from support.full_walk import walk_in_lines
from support.homes import Home
from support.straight import count_boxes, pages_straight_on
from support.terminals import CTRL_C, DOWN, ENTER, ESCAPE, LEFT, SPACE, walk_on, words
from support.windows_console import CLEAR, Console, needs_windows, windows_path

pytestmark = [pytest.mark.slow, needs_windows]

Open = Callable[..., Console]

# What a start that takes its time looks like.
LOADING = """
import pathlib, time
print("Loading")
while not pathlib.Path({!r}).exists():
    time.sleep(0.01)
"""


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_a_walk_through_the_menus(
    columns: int, open_console: Open, tmp_path: Path, pack: Pack
) -> None:
    """A box is kept at once, Escape and the left arrow go back, « Terminer » empties all."""
    procedure = pack.procedure("opposition")
    pages = list(pages_straight_on(procedure))
    console = open_console(columns)
    console.start("guide", "opposition")
    console.wait_for("> Continuer")
    console.send(ENTER)
    console.wait_for("Durée", "> Continuer")
    console.send(ENTER)
    console.wait_for("Quel jour a-t-il été envoyé ?", "comme 2 novembre 2026")
    console.send("2 novembre 2026", ENTER)
    console.wait_for("Dernier jour : lundi 14 décembre 2026, dans 17 jours.", "> Continuer")
    console.send(ENTER)
    for page in pages:
        first = page.step.checks[0].text
        console.wait_for(f"Étape {page.number} sur {page.total}", f"> [à faire] {first}")
        if page is pages[0]:
            console.send(SPACE, ENTER)
            console.wait_for("> Continuer cette étape")
            assert len(Home(tmp_path).ticked()) == 2  # the day answered one
            console.send(DOWN, ENTER)
            console.wait_for("Que se passe-t-il ?", "> ")
            console.send(ESCAPE)
            console.wait_for("> Continuer cette étape")
            console.send(LEFT)
            console.wait_for("Qu'avez-vous fait", "[fait]")
            console.send(DOWN, SPACE, ENTER)
        else:
            walk_on(console, page)
    console.wait_for(procedure.finished, "> Terminer")
    assert len(Home(tmp_path).ticked()) == count_boxes(procedure)
    console.send(ENTER)
    assert console.leave() == 0
    assert console.is_as_before(), console.text


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_a_walk_in_lines(columns: int, open_console: Open, tmp_path: Path, pack: Pack) -> None:
    procedure = pack.procedure("opposition")
    console = open_console(columns)
    console.start("guide", "opposition", "--simple")
    last = walk_in_lines(console, procedure)
    assert len(Home(tmp_path).ticked()) == count_boxes(procedure)
    console.send(last, ENTER)
    assert console.leave() == 0
    assert console.is_as_before(), console.text


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_a_column_is_kept_free(columns: int, open_console: Open) -> None:
    """Else an empty row would follow each full one."""
    console = open_console(columns)
    console.start("guide")
    console.wait_for("Avant de commencer", "> Continuer")
    (border,) = [row for row in console.rows if row.startswith("╭")]
    assert len(border) == min(columns - 1, 100)


def test_keys_pressed_while_it_loads_do_not_answer_the_first_page(
    open_console: Open, tmp_path: Path
) -> None:
    loaded = tmp_path / "loaded"
    console = open_console()
    console.start("guide", "sans-internet", code=LOADING.format(windows_path(loaded)))
    console.wait_for("Loading")
    console.send(ENTER, ENTER)
    loaded.touch()
    console.wait_for("Avant de commencer", "> Continuer")
    console.send(DOWN, DOWN)
    console.wait_for("Avant de commencer", "> Quitter")


def test_three_enters_answer_one_question(open_console: Open) -> None:
    console = open_console()
    console.start("guide", "sans-internet")
    console.wait_for("> Continuer")
    for _ in range(3):
        console.send(ENTER)
    console.wait_for("Durée", "> Continuer")
    console.send(ENTER)
    console.wait_for("> [à faire]")
    console.send(SPACE)
    console.wait_for("[fait]")
    assert "Choisi : aucune case." not in words(console.text)


def test_ctrl_c_among_keys_that_are_dropped_leaves_all_the_same(
    open_console: Open, tmp_path: Path
) -> None:
    loaded = tmp_path / "loaded"
    raw = "import ctypes; k = ctypes.windll.kernel32; k.SetConsoleMode(k.GetStdHandle(-10), 0)"
    console = open_console()
    console.start("guide", code=raw + LOADING.format(windows_path(loaded)))
    console.wait_for("Loading")
    console.send(ENTER, CTRL_C)
    loaded.touch()
    assert console.leave() == 130


def test_another_size_draws_the_page_again(open_console: Open) -> None:
    console = open_console(100)
    console.start("guide")
    console.wait_for("Avant de commencer", "> Continuer")
    before = console.text.count(CLEAR)
    sizes = cycle((60, 70))  # the first change may come before anybody looks at the size

    def is_drawn() -> bool:
        console.resize(next(sizes))
        return console.text.count(CLEAR) > before

    console.wait_until(is_drawn)
    console.wait_for("Avant de commencer", "Un autre appareil est plus sûr.", "> Continuer")
    console.send(CTRL_C)
    assert console.leave() == 130
    assert console.is_as_before(), console.text
