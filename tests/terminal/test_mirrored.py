"""Menus and lines are two sides of one thing: a file for each kind of question on both."""

from pathlib import Path

from mes_optout import terminal
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.terminal.menus import MenuPrompter
from mes_optout.walkthrough.prompter import Prompter

ROOM = Path(terminal.__file__).parent
SIDES = ("menus", "lines")
ONLY_MENUS = {
    "asked.py",
    "characters.py",
    "hints.py",
    "keyboard.py",
    "keys.py",
    "listing.py",
    "parts.py",
}


def test_each_kind_has_a_file_on_both_sides() -> None:
    menus, lines = ({path.name for path in (ROOM / side).glob("*.py")} for side in SIDES)
    assert menus - ONLY_MENUS == lines, "plain lines have no keys, and nothing is drawn anew"


def test_each_kind_comes_from_the_same_file_on_both_sides() -> None:
    kinds = {name for name in vars(Prompter) if not name.startswith("_")}
    for kind in kinds - {"show", "show_last", "say", "can_show_code"}:
        menu, line = getattr(MenuPrompter, kind), getattr(LinearPrompter, kind)
        assert menu.__module__.replace(".menus.", ".lines.") == line.__module__
        assert menu.__name__ == line.__name__
