"""A copy of a process that waited says and does what a new one does."""

import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from support import fork_server
from support.homes import Home, typed
from support.terminals import CTRL_C, Terminal


@pytest.mark.parametrize(
    ("arguments", "entered"),
    [
        (("--lang", "en", "--help"), ""),
        (("--nonsense",), ""),
        (("guide", "opposition", "--simple"), typed("1", "1", "2 novembre 2026", "1")),
    ],
    ids=["help", "mistake", "walk"],
)
def test_all_that_is_said_is_the_same(
    arguments: tuple[str, ...],
    entered: str,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also after runs in either language; and the same is kept."""
    for language in ("fr", "en"):
        home.run("status", "--lang", language)
    copied, ticked = home.run(*arguments, input=entered), home.ticked()
    assert home.notes.exists() == bool(entered)
    shutil.rmtree(home.state, ignore_errors=True)
    monkeypatch.setenv(fork_server.COLD, "1")
    assert not fork_server.can_copy(arguments, {})
    assert home.run(*arguments, input=entered) == copied
    assert home.ticked() == ticked


def test_an_end_by_a_signal_is_told(start: Callable[..., Terminal]) -> None:
    for number, told in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGTERM, 143)):
        terminal = start("guide")
        terminal.wait_for("Voulez-vous continuer ?")
        terminal.kill(number)
        assert terminal.leave() == told


def test_two_at_once_are_apart(start: Callable[..., Terminal]) -> None:
    """Each has its own terminal, so that Ctrl-C in one leaves the other alone."""
    narrow, wide = start("guide", columns=100), start("guide")
    for terminal in (narrow, wide):
        terminal.wait_for("Voulez-vous continuer ?", "> Continuer")
    narrow.send(CTRL_C)
    assert narrow.leave() == 130
    wide.resize(120)
    wide.wait_for("Voulez-vous continuer ?", "> Continuer")


@pytest.mark.parametrize(
    ("arguments", "changes"),
    [
        (("--no-trace", "guide"), {}),
        (("status",), {"LC_ALL": None}),
        (("status",), {"PYTHONHASHSEED": "1"}),
    ],
)
def test_what_depends_on_how_python_starts_is_not_copied(
    arguments: tuple[str, ...], changes: dict[str, str | None]
) -> None:
    assert Path("/proc/self/fd").exists()
    assert fork_server.can_copy(("status",), {"MES_OPTOUT_LANG": "fr"})
    assert not fork_server.can_copy(arguments, changes)
