"""Signals at awkward moments: while the program starts, while it writes (REQ-S1, REQ-S5)."""

import math
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.homes import PROGRAM, Home, environment, new_home
from support.pty_record import Recorded
from support.terminals import CTRL_C, WIPE, Terminal

pytestmark = pytest.mark.slow  # real terminals

Start = Callable[..., Terminal]

# Python runs this before the program: a signal comes just as `module` is about to be imported.
# With a terminal that hangs up goes what is on it. This one stays: nothing is drawn meanwhile.
SIGNAL = """
import os, signal, sys, threading
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "{module}":
            os.kill(os.getpid(), {number})
            if {number} == signal.SIGHUP:
                threading.Event().wait()
sys.meta_path.insert(0, Watch())
"""


@pytest.mark.parametrize(
    ("number", "last"),
    [(signal.SIGINT, WIPE), (signal.SIGTERM, WIPE), (signal.SIGQUIT, WIPE), (signal.SIGHUP, b"")],
    ids=["int", "term", "quit", "hup"],
)
@pytest.mark.parametrize("module", ["mes_optout.i18n", "typer", "questionary", "rich.panel"])
def test_while_it_starts(
    module: str, number: signal.Signals, last: bytes, home: Home, start: Start
) -> None:
    """REQ-S1, REQ-S5: no traceback, although half of the program is not there yet."""
    (home.folder / "sitecustomize.py").write_text(
        SIGNAL.format(module=module, number=int(number)), encoding="utf-8"
    )
    terminal = start("guide", env={"PYTHONPATH": str(home.folder)})
    assert terminal.leave() == 128 + number
    assert bytes(terminal.raw[-len(WIPE) :]) == last
    assert terminal.page == ""


# A signal at one of the imports that follow the first line.
AT_AN_IMPORT = """
import os, signal, sys
left = None
def watch(event, details):
    global left
    if event == "import" and left is None and details[0] == "gc":
        left = {count}
    elif event == "import" and left is not None:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(watch)
"""


def test_at_any_moment_of_the_start(tmp_path: Path, figures: Callable[[str], None]) -> None:
    """REQ-S1: 60 of them, from the first line to the first page: no traceback, no word."""

    def interrupt(count: int) -> tuple[int, bytes, bool]:
        home = new_home(tmp_path / str(count))
        script = AT_AN_IMPORT.format(count=count)
        (home.folder / "sitecustomize.py").write_text(script, encoding="ascii")
        env = environment(home.folder, PYTHONPATH=str(home.folder))
        running = Recorded([*PROGRAM, "guide"], home.folder, env)
        try:
            code = running.leave()
        finally:
            running.close()
        return code, running.raw, running.empty_since() < math.inf

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(interrupt, range(1, 121, 2)))
    for code, raw, empty in ended:
        assert b"Traceback" not in raw
        assert (code, raw) == (-signal.SIGINT, b"") or (code, empty) == (130, True)
    wiped = sum(code == 130 for code, _, _ in ended)
    figures(f"SIGINT at 60 moments of the start: {wiped} wiped, {60 - wiped} with nothing to wipe")


def test_while_it_writes(start: Start) -> None:
    """REQ-S1: more is on its way than the terminal has taken; none of it comes after the wipe."""
    whole = start("checklist", "--blank")
    assert whole.leave() == 0
    terminal = start("checklist", "--blank")
    terminal.wait_until(lambda: bool(terminal.raw), "The first line")
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert len(terminal.raw) < len(whole.raw) / 2, (len(terminal.raw), len(whole.raw))
    assert terminal.raw.endswith(WIPE)
    assert terminal.page == terminal.scrolled_away == ""


def test_on_a_terminal_without_a_name(start: Start) -> None:
    """REQ-S1, REQ-A2: where menus are drawn they are wiped; only a dumb terminal is spared."""
    terminal = start("guide", env={"TERM": None})
    terminal.wait_for("L'écran est alors vidé.", "> Continuer")
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert terminal.raw.endswith(WIPE)
