"""Addresses on a terminal, as bytes: whole, alone on their line, never hidden in a link."""

import re
from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.straight import pages_straight_on
from support.terminals import DOWN, ENTER, TALL, UP, Terminal, walk_on

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]

WIDTHS = [80, 40, 20]
STYLE = re.compile(rb"\x1b\[[\d;]*m")
# What begins a title, a link that hides its address (OSC 8) or anything else of that kind.
OPERATING_SYSTEM_COMMAND = b"\x1b]"


def is_alone(url: str, terminal: Terminal) -> bool:
    """Say whether an address came as one line of output, on which nothing else stands."""
    lines = STYLE.sub(b"", bytes(terminal.raw)).split(b"\r\n")
    return url.encode() in [line.strip() for line in lines]


@pytest.mark.parametrize("columns", WIDTHS)
def test_in_menus(columns: int, start: Start, pack: Pack) -> None:
    """REQ-S18."""
    procedure = pack.procedure("cloture")
    terminal = start("guide", "cloture", columns=columns, rows=TALL)
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    for page in pages_straight_on(procedure):
        step = page.step
        terminal.wait_for(*(f"[à faire] {check.text}" for check in step.checks))
        assert step.link is None or is_alone(step.link, terminal), step.id
        walk_on(terminal, page)
    terminal.wait_for(procedure.finished)
    assert OPERATING_SYSTEM_COMMAND not in terminal.raw


def test_as_lines(start: Start, pack: Pack) -> None:
    """REQ-S18: they are as wide as what they say, however wide the terminal is."""
    procedure = pack.procedure("cloture")
    terminal = start("guide", "cloture", "--simple", columns=200)
    terminal.wait_for("Votre choix :")
    terminal.send("1", ENTER)
    terminal.wait_for("Durée", "Votre choix :")
    terminal.send("1", ENTER)
    for page in pages_straight_on(procedure):
        step = page.step
        terminal.wait_for(f"{len(step.checks)} : {step.checks[-1].text}", "Numéros, 0 pour")
        assert step.link is None or is_alone(step.link, terminal), step.id
        terminal.send(page.boxes, ENTER)
        if page.answer is not None and step.fork is not None:
            terminal.wait_for(step.fork.question, step.fork.answers[-1].label, "Votre choix :")
            for line, note in zip(page.on, ["", page.answer.note or ""], strict=False):
                terminal.wait_for(note, "Votre choix :")
                terminal.send(line, ENTER)
    terminal.wait_for(procedure.finished)
    assert OPERATING_SYSTEM_COMMAND not in terminal.raw


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("command", ["checklist", "sources"])
def test_in_lists(command: str, columns: int, start: Start, pack: Pack) -> None:
    """REQ-S18: also what is printed on a terminal without being asked anything."""
    procedure = pack.procedure("cloture")
    terminal = start(command, "cloture", columns=columns)
    assert terminal.leave() == 0
    shown = [step.link for step in procedure.steps if step.link]
    if command == "sources":
        shown = [pack.sources[key].url for step in procedure.steps for key in step.sources]
    assert shown
    assert [url for url in shown if not is_alone(url, terminal)] == []
    assert OPERATING_SYSTEM_COMMAND not in terminal.raw


def test_behind_a_step(start: Start, pack: Pack) -> None:
    """REQ-S18: the page « Pourquoi et sources », at 40 columns."""
    step = pack.procedure("cloture").steps[0]
    terminal = start("guide", "cloture", columns=40, rows=3 * TALL)
    for keys, *page in (
        (ENTER, "> Continuer"),
        (ENTER, "Durée", "> Continuer"),
        (ENTER, f"> [à faire] {step.checks[0].text}"),
        (UP + UP + ENTER, "> Continuer cette étape"),
        (DOWN + ENTER, "Que voulez-vous faire ?", "> Continuer cette étape"),
    ):
        terminal.wait_for(*page)
        terminal.send(keys)
    terminal.wait_for(pack.sources[step.sources[-1]].title, "> ")
    urls = [pack.sources[key].url for key in step.sources]
    assert [url for url in urls if not is_alone(url, terminal)] == []
