"""The cursor of the menus: shown, and on the current answer, which a braille display follows."""

from collections.abc import Callable

import pyte
import pytest

from mes_optout.content.loader import Pack
from support.terminals import DOWN, ENTER, SPACE, UP, Terminal

Start = Callable[..., Terminal]

POINTED = " > "
HIDES, SHOWS = b"\x1b[?25l", b"\x1b[?25h"


def find_cursor(terminal: Terminal) -> tuple[int, int]:
    """Return its row and its column."""
    screen = pyte.Screen(terminal.columns, len(terminal.rows))
    pyte.ByteStream(screen).feed(bytes(terminal.raw))
    return screen.cursor.y, screen.cursor.x


def is_on_the_answer(terminal: Terminal, label: str) -> bool:
    """Say whether the cursor is shown, on the row that points at `label`."""
    shown = terminal.raw.rfind(SHOWS) > terminal.raw.rfind(HIDES)
    row, column = find_cursor(terminal)
    return shown and column == 1 and terminal.rows[row].startswith(f"{POINTED}{label}")


def wait_for_cursor(terminal: Terminal, label: str) -> None:
    terminal.wait_until(lambda: is_on_the_answer(terminal, label), f"The cursor at « {label} »")


@pytest.mark.parametrize("columns", [80, 40])
def test_it_follows_arrows_letters_and_digits(columns: int, start: Start) -> None:
    terminal = start("guide", "confidentialite", columns=columns, rows=40)
    terminal.wait_for("> Continuer", "Quitter")
    wait_for_cursor(terminal, "Continuer")
    keys = ((DOWN, "Continuer sans"), (DOWN, "Quitter"), ("2", "Continuer sans"), (UP, "Continuer"))
    for key, label in keys:
        terminal.send(key)
        wait_for_cursor(terminal, label)
    terminal.send("qui")
    wait_for_cursor(terminal, "Quitter")


def test_it_follows_boxes_and_stays_on_the_one_that_is_ticked(start: Start, pack: Pack) -> None:
    terminal = start("guide", "confidentialite")
    terminal.wait_for("> Continuer", "Quitter")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("> [à faire]")
    boxes = pack.procedure("confidentialite").steps[0].checks
    for key, state, box in ((DOWN, "à faire", 1), (SPACE, "fait", 1), (UP, "à faire", 0)):
        terminal.send(key)
        wait_for_cursor(terminal, f"[{state}]".ljust(len("[à faire]")) + f" {boxes[box].text}"[:30])
