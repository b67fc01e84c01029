"""Click, whichever Typer brings it: what the program takes from it."""

import sys

import pytest

from mes_optout import clicks


def test_it_has_no_way_of_its_own_to_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    """REQ-S1: on Windows it had one, under a name that is not public. It knows no other."""
    compat, name = vars(clicks)["_compat"], "_get_windows_console_stream"
    assert getattr(compat, name).__module__ == clicks.__name__
    asked: list[object] = []
    monkeypatch.setattr(compat, name, lambda *given: asked.append(given))
    assert compat.get_text_stdout() is sys.stdout
    assert compat.get_text_stderr() is sys.stderr
    assert len(asked) == 2
