"""The same answers in a terminal of Linux and in a console of Windows, to the last page."""

from collections.abc import Callable
from functools import partial

from mes_optout.content.procedure import Procedure
from support.homes import all_lines
from support.straight import pages_straight_on
from support.terminals import ENTER, Answered, walk_on
from support.windows_console import Console


def walk_in_menus(
    terminal: Answered, procedure: Procedure, look: Callable[[], object] = lambda: None
) -> None:
    """Tick every box in the menus; `look` at each page while it stands there."""
    terminal.wait_for("Avant de commencer", "> Continuer")
    look()
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    look()
    terminal.send(ENTER)
    if procedure.if_late:
        terminal.wait_for("Quel jour a-t-il été envoyé ?", "comme 2 novembre 2026")
        look()
        terminal.send("2 novembre 2026", ENTER)
        terminal.wait_for("Dernier jour : lundi 14 décembre 2026, dans 17 jours.", "> Continuer")
        look()
        terminal.send(ENTER)
    for page in pages_straight_on(procedure):
        first = page.step.checks[0].text
        terminal.wait_for(f"Étape {page.number} sur {page.total}", f"> [à faire] {first}")
        look()
        walk_on(terminal, page)
    terminal.wait_for(procedure.finished, "> Terminer")
    look()


def walk_in_lines(console: Console, procedure: Procedure) -> str:
    """Type what ticks every box; return what is left to type, which ends it."""
    *lines, last = all_lines(procedure)
    console.wait_for("Avant de commencer", "Votre choix :")
    for count, line in enumerate(lines, start=1):
        console.send(line, ENTER)
        console.wait_until(partial(_has_asked, console, count + 1))
    console.wait_for(procedure.finished)
    return last


def _has_asked(console: Console, times: int) -> bool:
    """Say whether so many questions stand in the buffer."""
    asks = ("Votre choix :", "Numéros, 0", "Date, ou 0")
    return sum(row.startswith(asks) for row in console.rows) == times
