"""Leaving a console of Windows, under Wine: nothing of a page is left, whichever way it ends."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from support.homes import Home
from support.terminals import CTRL_C, CTRL_Z, DOWN, ENTER, SPACE
from support.windows_console import Console, needs_windows, windows_path

pytestmark = [pytest.mark.slow, needs_windows]

Open = Callable[..., Console]

FIRST = {"menus": ("> Continuer",), "lines": ("3 : Quitter", "Votre choix :")}
MODES = {"menus": (), "lines": ("--simple",)}
BREAK, CLOSED, LOGGED_OFF, SHUT_DOWN = 1, 2, 5, 6

# Wine delivers no event but Ctrl-C: what the program gave Windows is called as Windows does it,
# in a thread that is not Python's, as soon as there is a file.
EVENT = """
import ctypes, pathlib, threading, time
def come(event, when):
    def wait():
        while not pathlib.Path(when).exists():
            time.sleep(0.01)
        from mes_optout.system import console
        ctypes.windll.kernel32.CreateThread(None, 0, console._HANDLER, event, 0, None)
    threading.Thread(target=wait, daemon=True).start()
"""
# A save waits for the disk until there is a file.
SLOW = """
import os, pathlib
def hang(seen, until, flush=os.fsync):
    def wait(descriptor):
        pathlib.Path(seen).touch()
        while not pathlib.Path(until).exists():
            __import__("time").sleep(0.01)
        flush(descriptor)
    os.fsync = wait
"""


def call(name: str, *arguments: int | Path) -> str:
    """Return a line of Python that calls one of these functions."""
    given = (windows_path(each) if isinstance(each, Path) else each for each in arguments)
    return f"{name}({', '.join(map(repr, given))})\n"


def begin(console: Console, how: str, *arguments: str, code: str = "") -> None:
    """Start the guide, and wait for the question of its first page."""
    console.start("guide", *arguments, *MODES[how], code=code)
    console.wait_for("Avant de commencer", *FIRST[how])


@pytest.mark.parametrize("columns", [80, 100, 120])
@pytest.mark.parametrize("how", MODES)
def test_ctrl_c_leaves_an_empty_console(how: str, columns: int, open_console: Open) -> None:
    """Also where the console came with escape codes switched off; they are again, afterwards."""
    console = open_console(columns)
    begin(console, how)
    assert console.modes_before[1] & 4 == 0
    assert console.ask("modes")[1] & 4
    assert "L'écran est alors vidé." in " ".join(console.text.split())
    console.send(CTRL_C)
    assert console.leave() == 130
    assert console.is_as_before(), console.text


@pytest.mark.parametrize(("how", "keys"), [("menus", (DOWN, DOWN, ENTER)), ("lines", ("q", ENTER))])
def test_quitting_leaves_an_empty_console(
    how: str, keys: Sequence[str], open_console: Open
) -> None:
    console = open_console()
    begin(console, how)
    console.send(*keys)
    assert console.leave() == 0
    assert console.is_as_before(), console.text


@pytest.mark.parametrize(("how", "keys"), [("menus", (CTRL_Z,)), ("lines", (CTRL_Z, ENTER))])
def test_ctrl_z_is_the_end_of_what_is_typed(
    how: str, keys: Sequence[str], open_console: Open
) -> None:
    console = open_console()
    begin(console, how)
    console.send(*keys)
    assert console.leave() == 3
    assert console.text.startswith("La saisie s'arrête ici.")
    assert "Avant de commencer" not in console.text
    assert console.ask("modes") == console.modes_before


@pytest.mark.parametrize(("how", "keys"), [("menus", (ENTER,)), ("lines", ("1", ENTER))])
def test_a_mistake_of_the_program_leaves_no_page(
    how: str, keys: Sequence[str], open_console: Open
) -> None:
    broken = "import mes_optout.walkthrough.opening as opening\nopening.open_visit = None"
    console = open_console()
    begin(console, how, code=broken)
    console.send(*keys)
    assert console.leave() == 70
    assert "erreur qui vient de lui" in console.text
    assert not {"Avant", "Continuer", "\x1b"} & set(console.text.split())
    assert console.ask("modes") == console.modes_before


@pytest.mark.parametrize("how", MODES)
@pytest.mark.parametrize(
    ("event", "code"), [(BREAK, 130), (CLOSED, 129), (LOGGED_OFF, 129), (SHUT_DOWN, 129)]
)
def test_other_events_leave_like_ctrl_c(
    event: int, code: int, how: str, open_console: Open, tmp_path: Path
) -> None:
    """Ctrl-Break, a closed window, the end of the session."""
    now = tmp_path / "now"
    console = open_console()
    begin(console, how, code=EVENT + call("come", event, now))
    now.touch()
    assert console.leave() == code
    assert console.is_as_before(), console.text


def tick_slowly(console: Console, how: str, code: str, hangs: Path) -> None:
    """Tick the first box of a short procedure, and wait until its save hangs."""
    begin(console, how, "sans-internet", code=code)
    if how == "menus":
        console.send(ENTER)
        console.wait_for("Durée", "> Continuer")
        console.send(ENTER)
        console.wait_for("> [à faire]")
        console.send(SPACE, ENTER)
    else:
        console.send("1", ENTER)
        console.wait_for("Durée", "Votre choix :")
        console.send("1", ENTER)
        console.wait_for("Numéros, 0 pour aucun")
        console.send("1", ENTER)
    console.wait_until(hangs.exists)


@pytest.mark.parametrize("how", MODES)
@pytest.mark.parametrize("event", [None, CLOSED], ids=["Ctrl-C", "closed"])
def test_a_save_that_hangs_does_not_keep_the_page_and_is_finished(
    event: int | None, how: str, open_console: Open, tmp_path: Path
) -> None:
    hangs, goes_on, now = tmp_path / "hangs", tmp_path / "goes-on", tmp_path / "now"
    come = EVENT + call("come", event, now) if event else ""
    console = open_console()
    tick_slowly(console, how, come + SLOW + call("hang", hangs, goes_on), hangs)
    assert "Étape" in console.text
    if event:
        now.touch()
    else:
        console.send(CTRL_C)
    console.wait_until(lambda: not console.text)
    assert console.ask("code") is None
    goes_on.touch()
    assert console.leave() == (129 if event else 130)
    assert console.is_as_before(), console.text
    assert len(Home(tmp_path).ticked()) == 1


def test_where_codes_are_refused_none_is_sent_and_the_promise_holds(open_console: Open) -> None:
    """A console older than Windows 10's."""
    refused = "from mes_optout.system import console\nconsole.switch_codes_on = lambda: False"
    console = open_console()
    console.start("guide", code=refused)
    console.wait_for("Avant de commencer", "L'écran est alors vidé.", *FIRST["lines"])
    assert "\x1b" not in console.text
    console.send(CTRL_C)
    assert console.leave() == 130
    assert console.is_as_before(), console.text
