"""Mistakes of the program itself, wherever they happen, and streams that fail (REQ-S21)."""

from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.homes import PROGRAM, Finished, Home, typed
from support.terminals import DOWN, ENTER, SPACE, Terminal

pytestmark = pytest.mark.slow  # real terminals

Start = Callable[..., Terminal]

SENTENCE = "Erreur : Le programme a rencontré une erreur qui vient de lui et s'est arrêté."

LOST = (
    "Erreur : Ce qui devait être affiché n'a pas pu être écrit : {}.\n"
    "Réglez cela ou choisissez un autre endroit, puis relancez la commande.\n"
)

# Python runs this before the program: from then on something in it is broken.
BREAK = """
import {module}
def broken(*_, **__):
    raise {error}("it broke in {home}")
{module}.{name} = broken
"""
COMMANDS = {
    "status": ("mes_optout.reports.status", "status_text"),
    "checklist": ("mes_optout.documents.checklist", "lay_out_list"),
    "sources": ("mes_optout.reports.sources", "sources_text"),
    "deadline": ("mes_optout.wording.phrases", "deadline_text"),
    "forget": ("mes_optout.reports.removal", "describe_deletion"),
}
STAGE = ("mes_optout.walkthrough.step", "ask_fork")  # what follows a step that is done
# What an arrow key does in a menu, what draws the menu, and what a letter does in a typed line.
HANDLERS = {
    "key": ("questionary.prompts.common", "InquirerControl.select_next"),
    "drawing": ("mes_optout.terminal.menus.listing", "Listing._fragments"),
    "letter": ("prompt_toolkit.buffer", "Buffer.insert_text"),
}


def broken(home: Home, module: str, name: str, error: str = "RuntimeError") -> dict[str, str]:
    """Return the environment in which a function of the program raises, naming the home."""
    folder = home.folder / "broken"
    folder.mkdir()
    text = BREAK.format(module=module, name=name, error=error, home=home.folder)
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def redirected(home: Home, order: str, *arguments: str) -> Finished:
    """Run the program with its streams redirected as a shell does it."""
    program = ("sh", "-c", f'exec "$@" {order}', "sh", *PROGRAM)
    return home.run(*arguments, program=program)


@pytest.fixture
def begun(home: Home) -> Home:
    """Return a home in which the first step of the opposition is done."""
    home.run("guide", "opposition", "--simple", input=typed("1", "1", "2 novembre 2026", "1"))
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
    assert done.err.count("\n") == 3
    assert str(begun.folder) not in done.err
    assert begun.notes.read_bytes() == before


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("mes_optout.i18n", "detect_language"),
        ("mes_optout.i18n", "set_language"),
        ("mes_optout.files", "read_packaged"),  # and so the catalogue, when `cli` is imported
        ("mes_optout.i18n", "lines"),  # in the door itself
    ],
)
def test_outside_the_door(module: str, name: str, begun: Home) -> None:
    """REQ-S21: where nothing can be translated, it is said in both languages."""
    before = begun.notes.read_bytes()
    environment = broken(begun, module, name)
    done = begun.run("--lang", "xx", env=environment)
    assert (done.out, done.code) == ("", 70)
    assert done.err == f"{SENTENCE}\nError: The program met a mistake of its own and stopped.\n"
    assert begun.notes.read_bytes() == before
    shown = begun.run("--lang", "xx", env={**environment, "MES_OPTOUT_TRACEBACK": "1"})
    assert (shown.out, shown.code) == ("", 1)
    assert f"RuntimeError: it broke in {begun.folder}" in shown.err


def ends_well(terminal: Terminal, home: Home) -> bool:
    """Say whether the person reads one sentence, no path, and has the terminal back."""
    return (
        terminal.leave() == 70
        and terminal.page.endswith("Pour recommencer : mes-optout guide")
        and SENTENCE in terminal.page
        and b"Traceback" not in terminal.raw
        and str(home.folder).encode() not in terminal.raw.partition(b"Erreur : ")[2]
        and terminal.is_sane()
    )


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
def test_in_a_stage_of_a_walk(*, linear: bool, home: Home, start: Start, pack: Pack) -> None:
    """REQ-S21, REQ-S25: what was confirmed before it is kept, and no more; no page stays."""
    step = pack.procedure("cloture").steps[0]
    terminal = start("guide", "cloture", *["--simple"] * linear, env=broken(home, *STAGE))
    terminal.wait_for("Avant de commencer", "Votre choix :" if linear else "> Continuer")
    terminal.send("1" if linear else "", ENTER)
    terminal.wait_for("Durée", "Votre choix :" if linear else "> Continuer")
    terminal.send("1" if linear else "", ENTER)
    terminal.wait_for(step.title, "Numéros" if linear else f"> [à faire] {step.checks[0].text}")
    terminal.send("1" if linear else SPACE, ENTER)
    assert ends_well(terminal, home)
    assert home.ticked() == {(step.id, step.checks[0].id)}
    assert terminal.page.startswith(SENTENCE)
    assert terminal.scrolled_away == ""


@pytest.mark.parametrize("where", HANDLERS)
def test_in_a_handler_of_a_key(where: str, home: Home, start: Start) -> None:
    """REQ-S21: not even prompt_toolkit's own traceback and its « Press ENTER »."""
    terminal = start("guide", "opposition", env=broken(home, *HANDLERS[where]))
    if where == "key":
        terminal.wait_for("> Continuer")
        terminal.send(DOWN)
    if where == "letter":
        terminal.wait_for("> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("Durée", "> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("Quel jour a-t-il été envoyé ?", "Tapez la date")
        terminal.send("2")
    assert ends_well(terminal, home)
    # What breaks as it is drawn may be wiped before anybody can wait for it.
    assert b"Avant de commencer" in terminal.raw
    assert b"Press ENTER" not in terminal.raw


class TestStreams:
    """Streams that are closed, or that take nothing."""

    @pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)], ids=str)
    def test_a_closed_one_brings_no_traceback(self, closed: tuple[int, ...], begun: Home) -> None:
        """REQ-S21: an output that nobody gets is exit 4, said where one can still say it."""
        done = redirected(begun, " ".join(f"{number}>&-" for number in closed), "status")
        assert done.code == (4 if 1 in closed else 0)
        assert done.out == ("" if 1 in closed else begun.run("status").out)
        assert done.err == (LOST.format("la sortie est fermée") if closed == (1,) else "")

    @pytest.mark.parametrize("order", [">&-", "2>&-", ">&- 2>&- <&-"])
    def test_a_mistake_keeps_its_exit_code(self, order: str, begun: Home) -> None:
        assert redirected(begun, order, "jardiner").code == 2

    @pytest.mark.parametrize(
        "arguments",
        [
            ("status",),
            ("guide",),
            ("--version",),
            ("checklist",),
            ("checklist", "--format", "text"),
            ("checklist", "--format", "html"),
            ("letter", "cloture"),
            ("letter", "cloture", "--output", "-"),
        ],
        ids=" ".join,
    )
    def test_a_full_disk_is_said(self, arguments: tuple[str, ...], begun: Home) -> None:
        done = redirected(begun, ">/dev/full", *arguments)
        assert (done.out, done.err, done.code) == ("", LOST.format("le disque est plein"), 4)

    def test_two_full_disks_end_it_as_well(self, begun: Home) -> None:
        assert redirected(begun, ">/dev/full 2>/dev/full", "status").code == 4

    @pytest.mark.parametrize("order", [">/dev/full", ">&-"])
    def test_what_stops_the_words_does_not_stop_a_deletion(self, order: str, begun: Home) -> None:
        """REQ-S12."""
        assert begun.notes.exists()
        assert redirected(begun, order, "forget", "--yes").code == 4
        assert not begun.state.exists()
