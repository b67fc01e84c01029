"""What commands print on a terminal: every word at every width, and nothing by colour alone."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from mes_optout.wording.phrases import step_rows
from support.homes import Home, typed
from support.terminals import ENTER, SPACE, Terminal, words

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]

STYLE = re.compile(rb"\x1b\[([\d;]*)m")
BEGIN = typed("1", "1", "2 novembre 2026", "1")


def plain(terminal: Terminal) -> str:
    """Return the words of all that was written, without any style."""
    return words(STYLE.sub(b"", bytes(terminal.raw)).decode())


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_every_word_of_a_list_is_shown(columns: int, start: Start, pack: Pack) -> None:
    """REQ-A12: the steps, their boxes and their addresses."""
    terminal = start("checklist", "cloture", columns=columns)
    assert terminal.leave() == 0
    shown = Counter(plain(terminal).split())
    for step in pack.procedure("cloture").steps:
        rows = [part for row in step_rows(step) for part in (row.label, *row.lines)]
        parts = [step.title, *rows, step.link or "", *(check.text for check in step.checks)]
        missing = Counter(" ".join(parts).split()) - shown
        assert list(missing.elements()) == [], step.id


@pytest.mark.parametrize("variables", ["NO_COLOR=1", "CLICOLOR=0", "TERM=dumb", ""])
@pytest.mark.parametrize("command", ["checklist", "status", "sources", "forget", "--help"])
def test_colours_are_few_and_can_be_switched_off(
    command: str, variables: str, start: Start, home: Home
) -> None:
    """REQ-A15: none where they are not wanted, and the sixteen of the terminal elsewhere."""
    home.run("guide", "opposition", "--simple", input=BEGIN)
    name, _, value = variables.partition("=")
    terminal = start(command, env={name: value} if name else {})
    if command == "forget":
        terminal.wait_for("Effacer ?", "> Non, garder" if name != "TERM" else "Votre choix :")
    else:
        assert terminal.leave() == 0
    numbers = {int(n) for style in STYLE.findall(terminal.raw) for n in style.split(b";") if n}
    colours = numbers - {*range(30)}
    assert colours <= (set() if name else {*range(30, 38), 39, *range(40, 48), 49, *range(90, 98)})


def test_a_list_says_states_in_words_and_days(start: Start, home: Home, pack: Pack) -> None:
    """REQ-A14: without boxes, frames and colours one still knows what is done."""
    home.run("guide", "opposition", "--simple", input=BEGIN)
    terminal = start("checklist", "opposition")
    assert terminal.leave() == 0
    heard = " ".join(re.findall(r"\w+", plain(terminal)))
    done, to_do, *_ = pack.procedure("opposition").steps
    for step, state in ((done, "fait"), (to_do, "à faire")):
        title = " ".join(re.findall(r"\w+", step.title))
        assert f"{title} {state}" in heard
        for check in step.checks:
            box = " ".join(re.findall(r"\w+", check.text))
            assert (f"{box} 27 novembre 2026" in heard) == (step is done)


def test_a_step_says_states_in_words(start: Start, pack: Pack) -> None:
    """REQ-A14: in the menus too, and how many steps are done."""
    step, *others = pack.procedure("confidentialite").steps
    first, second, *_ = (" ".join(re.findall(r"\w+", check.text)) for check in step.checks)
    terminal = start("guide", "confidentialite")
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {step.checks[0].text}")
    terminal.send(SPACE)
    terminal.wait_for(f"> [fait] {step.checks[0].text}")
    heard = " ".join(re.findall(r"\w+", terminal.page))
    assert f"fait {first} à faire {second}" in heard
    total = len(others) + 1
    assert f"Étape 1 sur {total}" in heard
    assert f"0 faite {total} à faire" in heard
