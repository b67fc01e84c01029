"""Menus to press keys in: the guide's first question, and bare questionary with as many choices."""

import itertools
from pathlib import Path

from support.timing import OURS, PYTHON, Running, Timed, pressed

DOWN, UP = "\x1b[B", "\x1b[A"
POINTER = ">"
BARE = """
import questionary
choices = [
    "Pour moi, adulte",
    "Pour moi : moins de 18 ans, ou tout juste 18 ans",
    "Pour mon enfant",
    "Pour moi ou autrui, sous tutelle, curatelle ou habilitation",
    "Je ne sais pas",
]
questionary.select("Pour qui êtes-vous ici ?", choices, pointer=">").unsafe_ask()
"""
BARE_COMMAND = (PYTHON, "-c", BARE)
FIRST, LAST = "Pour moi, adulte", "Je ne sais pas"
COUNT = 5


def ours(home: Path) -> Running:
    """Start the guide, and stand on its first question."""
    running = Running((*OURS, "guide"), home, terminal=True)
    running.until("Quitter")
    running.press("\r")
    running.until(LAST)
    return running


def bare(home: Path) -> Running:
    """Start bare questionary with the same choices."""
    running = Running(BARE_COMMAND, home, terminal=True)
    running.until(LAST)
    return running


def keys(running: Running) -> Timed:
    """Return what presses a key that moves the pointer, down to the last choice and up again."""
    moves = itertools.cycle([DOWN] * (COUNT - 1) + [UP] * (COUNT - 1))
    return pressed(running, moves, POINTER)
