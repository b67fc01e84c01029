"""Signals at awkward moments: while the program starts, while it writes (REQ-S1, REQ-S5)."""

import signal
from collections.abc import Callable

import pytest

from support.homes import Home
from support.terminals import CTRL_C, WIPE, Terminal

pytestmark = pytest.mark.slow  # real terminals

Start = Callable[..., Terminal]

# Python runs this before the program: a signal comes just as `module` is about to be imported.
SIGNAL = """
import os, sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name == "{module}":
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, Watch())
"""


@pytest.mark.parametrize(
    ("number", "last"),
    [(signal.SIGINT, WIPE), (signal.SIGTERM, WIPE), (signal.SIGHUP, b"")],
    ids=["int", "term", "hup"],
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
