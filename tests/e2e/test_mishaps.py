"""Mistakes of the program itself, wherever they happen (REQ-S21)."""

from collections.abc import Callable

import pytest
from driver import DOWN, ENTER, SPACE, Home, Terminal, typed

from mes_optout.content.loader import Pack

pytestmark = pytest.mark.slow  # real terminals

Start = Callable[..., Terminal]

SENTENCE = "Le programme a rencontré une erreur qui vient de lui et s'est arrêté."

# Python runs this before the program: from then on something in it is broken.
BREAK = """
import {module}
def broken(*_, **__):
    raise {error}("it broke in {home}")
{module}.{name} = broken
"""
COMMANDS = {
    "status": ("mes_optout.takeaways.status", "status_text"),
    "checklist": ("mes_optout.takeaways.checklist", "build"),
    "sources": ("mes_optout.takeaways.sources", "sources_text"),
    "deadline": ("mes_optout.takeaways.words", "deadline_text"),
    "forget": ("mes_optout.takeaways.forgetting", "what_goes"),
}
STAGE = ("mes_optout.walkthrough.steps", "menu")
# What an arrow key does in a menu, what draws the menu, and what a letter does in a typed line.
HANDLERS = {
    "key": ("questionary.prompts.common", "InquirerControl.select_next"),
    "drawing": ("questionary.prompts.common", "InquirerControl._get_choice_tokens"),
    "letter": ("prompt_toolkit.buffer", "Buffer.insert_text"),
}


def broken(home: Home, module: str, name: str, error: str = "RuntimeError") -> dict[str, str]:
    """Return the environment in which a function of the program raises, naming the home."""
    folder = home.folder / "broken"
    folder.mkdir()
    text = BREAK.format(module=module, name=name, error=error, home=home.folder)
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


@pytest.fixture
def begun(home: Home) -> Home:
    """Return a home in which the first step of the opposition is done."""
    home.run("guide", "opposition", "--simple", input=typed("1", "2 novembre 2026", "1", "1 2"))
    return home


@pytest.mark.parametrize("error", ["RuntimeError", "RecursionError", "MemoryError", "OSError"])
@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_command(name: str, error: str, begun: Home) -> None:
    """REQ-S21: one sentence, exit 70, no traceback, no path of home, progress as it was."""
    before = begun.notes.read_bytes()
    arguments = ("deadline", "2026-11-02") if name == "deadline" else (name,)
    done = begun.run(*arguments, env=broken(begun, *COMMANDS[name], error))
    assert (done.out, done.code) == ("", 70)
    assert done.err.startswith(SENTENCE)
    assert done.err.count("\n") == 1
    assert str(begun.folder) not in done.err
    assert begun.notes.read_bytes() == before


def ends_well(terminal: Terminal, home: Home) -> bool:
    """Say whether the person reads one sentence, no path, and has the terminal back."""
    return (
        terminal.leave() == 70
        and terminal.page.endswith("Pour recommencer : mes-optout guide")
        and SENTENCE in terminal.page
        and b"Traceback" not in terminal.raw
        and str(home.folder).encode() not in terminal.raw.partition(b"Le programme a")[2]
        and terminal.is_sane()
    )


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
def test_in_a_stage_of_a_walk(*, linear: bool, home: Home, start: Start, pack: Pack) -> None:
    """REQ-S21: what was confirmed before it is kept, and no more."""
    step = pack.procedure("cloture").steps[0]
    terminal = start("guide", "cloture", *["--simple"] * linear, env=broken(home, *STAGE))
    terminal.wait_for("Avant de commencer", "Votre choix :" if linear else "> Continuer")
    terminal.send("1" if linear else "", ENTER)
    terminal.wait_for(step.title, "Numéros" if linear else f"> [à faire] {step.checks[0].text}")
    terminal.send("1" if linear else SPACE, ENTER)
    assert ends_well(terminal, home)
    assert home.ticked() == {(step.id, step.checks[0].id)}


@pytest.mark.parametrize("where", HANDLERS)
def test_in_a_handler_of_a_key(where: str, home: Home, start: Start) -> None:
    """REQ-S21: not even prompt_toolkit's own traceback and its « Press ENTER »."""
    terminal = start("guide", "opposition", env=broken(home, *HANDLERS[where]))
    terminal.wait_for("Avant de commencer")
    if where == "key":
        terminal.wait_for("> Continuer")
        terminal.send(DOWN)
    if where == "letter":
        terminal.wait_for("> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("Quel jour a-t-il été envoyé ?", "Tapez la date")
        terminal.send("2")
    assert ends_well(terminal, home)
    assert b"Press ENTER" not in terminal.raw
