"""The console of Windows, under Wine: a walk, and what is left when it ends, whichever way."""

from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.straight import pages_straight_on
from support.terminals import CTRL_C, DOWN, ENTER, ESCAPE, LEFT, SPACE, words
from support.windows_console import Console
from support.wine import WINE

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not WINE, reason="Wine is not here")]

Open = Callable[..., Console]


def test_ctrl_c(open_console: Open) -> None:
    console = open_console()
    console.start("guide")
    console.wait_for("Avant de commencer", "> Continuer")
    print(console.ask("modes"), console.modes_before)
    print("\n".join(console.rows))
    console.send(CTRL_C)
    assert console.leave() == 130
    assert console.is_as_before(), (console.text, console.ask("cursor"), console.ask("modes"))
