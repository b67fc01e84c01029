"""`traces` as it is run: whose files, which shell, how wide, and that it leaves none itself."""

from collections.abc import Callable, Mapping

import pytest

from support.homes import Home, typed
from support.terminals import Terminal

pytestmark = pytest.mark.slow  # starts the program many times

KNOWN = "Les commandes que {} retient"
ALL = ("bash", "zsh", "fish", "PowerShell")


def test_it_names_the_files_there_are_and_how_to_delete_them(home: Home) -> None:
    """REQ-S14."""
    home.run("guide", "opposition", "--simple", input=typed("1", "1", "2 novembre 2026", "1"))
    assert home.notes.exists()
    done = home.run("traces", "--shell", "bash")
    assert (done.err, done.code) == ("", 0)
    files = [f"     {path}" for path in (home.notes, home.state / ".lock")]
    lines = done.out.splitlines()
    assert [line for line in lines if str(home.state) in line] == files
    assert lines[lines.index(files[-1]) + 2] == "     mes-optout forget"


def test_it_writes_nothing(home: Home) -> None:
    before = set(home.folder.rglob("*"))
    done = home.run("traces")
    assert done.code == 0
    assert str(home.state) in done.out
    assert set(home.folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "environment", "shells"),
    [
        ((), {"SHELL": "/bin/bash"}, ["bash"]),
        ((), {"SHELL": "/usr/bin/fish"}, ["fish"]),
        (("--shell", "zsh"), {"SHELL": "/bin/bash"}, ["zsh"]),
        (("--shell", "powershell"), {"SHELL": "/bin/bash"}, ["PowerShell"]),
        ((), {"SHELL": "/bin/dash"}, ALL),
        ((), {"SHELL": None}, ALL),
        (("--shell", "\x1b[31mtcsh"), {"SHELL": "/bin/bash"}, ALL),
    ],
)
def test_the_shell_is_asked_for_or_found(
    arguments: tuple[str, ...], environment: Mapping[str, str | None], shells: list[str], home: Home
) -> None:
    """REQ-S14: an unknown one is said, and all are shown; what was typed is not repeated."""
    done = home.run("traces", *arguments, env=environment)
    assert done.code == 0
    assert [shell for shell in ALL if KNOWN.format(shell) in done.out] == list(shells)
    assert ("Ce programme ne reconnaît pas votre shell." in done.out) == (len(shells) > 1)
    assert "\x1b" not in done.out


@pytest.mark.parametrize("columns", [40, 80])
def test_it_is_as_wide_as_the_terminal(columns: int, start: Callable[..., Terminal]) -> None:
    terminal = start("traces", "--shell", "fish", columns=columns)
    assert terminal.leave() == 0
    assert b"\x1b" not in terminal.raw
    lines = terminal.raw.decode().splitlines()
    sentences = [line for line in lines if not line.startswith("     ")]
    assert 0.8 * columns < max(map(len, sentences)) <= columns
    assert "      history delete --contains optout demarche" in lines


def test_in_english(home: Home) -> None:
    done = home.run("traces", "--lang", "en", "--shell", "bash")
    assert done.out.startswith("What stays on this computer, and how to remove it\n")


def test_help_says_which_shells(home: Home) -> None:
    assert "--shell bash|zsh|fish|powershell" in home.run("traces", "--help").out
