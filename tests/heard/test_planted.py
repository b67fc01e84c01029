"""A frame, a bar or a sentence on two lines, put back into the real program, is seen."""

import sys

import pytest

from support.heard import hear
from support.heard_faults import find_faults
from support.heard_known import known_texts
from support.heard_reader import YASR
from support.homes import Home

pytestmark = [pytest.mark.slow, pytest.mark.skipif(YASR is None, reason="needs yasr")]

DRAWN = """
show = LinePage.show
def show_drawn(page, screen):
    print({line!r})
    show(page, screen)
LinePage.show = show_drawn
"""
WRAPPED = """
import textwrap
def say(page, text):
    for line in textwrap.wrap(text, 40):
        print(line)
LinePage.say = say
"""
PROGRAM = """
from mes_optout.terminal.lines.page import LinePage
{planted}
from mes_optout.__main__ import run
run()
"""


def first_page_with(planted: str, home: Home) -> list[str]:
    """Return the faults of the first page of a program that was changed so."""
    file = home.folder / "planted.py"
    file.write_text(PROGRAM.format(planted=planted), encoding="utf-8")
    with hear(
        home, "guide", "opposition", "--simple", program=(sys.executable, str(file))
    ) as heard:
        return find_faults(heard.turns, known_texts("fr"))


@pytest.mark.parametrize("line", ["████████░░░░", "╭─ Avant de commencer ─╮"])
def test_what_is_drawn(line: str, home: Home) -> None:
    faults = first_page_with(DRAWN.format(line=line), home)
    assert faults[0].startswith("drawn, not written: ")


def test_lines_that_are_wrapped_here(home: Home) -> None:
    faults = first_page_with(WRAPPED, home)
    assert "begins inside a sentence: démarche, une page à la fois." in faults
