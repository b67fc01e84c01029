"""REQ-G7: what each person is shown holds in plain lines and in menus, with one file at the end.

The walk without a terminal notes what would have been typed; then that is typed.
"""

import json
from collections.abc import Container, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark.structures import ParameterSet

from mes_optout.content.loader import Pack
from mes_optout.progress.store import Store
from support.endings import Ending, find_ending_faults
from support.homes import Home, new_home
from support.persons import Route, read_persons
from support.terminals import Terminal, words
from support.walker import Keys, Walker
from support.walking import make_walker, walk

ROUTES = [route for person in read_persons() for route in person.routes]
# One with a fork that leads elsewhere, one with a screen that differs, one without the site.
QUICK = {"01-open-already", "01-another-screen", "08-by-telephone"}
# The first way of every other person.
ONE_EACH = {min(route.id for route in person.routes) for person in read_persons()[::2]}
PAGE = b"\x1b[H\x1b[J"


class Walked(NamedTuple):
    """A walk without a terminal, and the file that it left."""

    walker: Walker
    file: bytes


@pytest.fixture
def walked(route: Route, pack: Pack, tmp_path: Path, today: date) -> Walked:
    """Walk a way from the very first page on."""
    store = Store(tmp_path / "walked")
    walker = walk(pack, store, make_walker(pack, route, today), today, greeted=True)
    return Walked(walker, store.path.read_bytes())


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which nothing has happened."""
    return new_home(tmp_path / "typed")


def ways(quick: Container[str]) -> list[ParameterSet]:
    """Return all ways; those that are not quick are for CI and before a release."""
    slow = [pytest.mark.slow]
    return [
        pytest.param(each, id=each.id, marks=[] if each.id in quick else slow) for each in ROUTES
    ]


def titles(pack: Pack, steps: Sequence[str]) -> list[str]:
    """Return the titles of some steps."""
    pairs = (each.split("/") for each in steps)
    return [
        next(step.title for step in pack.procedure(procedure).steps if step.id == wanted)
        for procedure, wanted in pairs
    ]


@pytest.mark.posix("starts the program in an environment made for Linux")
@pytest.mark.parametrize("route", ways(ONE_EACH))
def test_in_lines(walked: Walked, route: Route, home: Home, pack: Pack) -> None:
    typed = "".join(f"{each.line}\n" for each in walked.walker.typed)
    done = home.run("guide", "--simple", input=typed)
    assert (done.code, done.err) == (0, "")
    said = words(done.out)
    assert [each for each in titles(pack, walked.walker.steps) if each not in said] == []
    assert home.notes.read_bytes() == walked.file
    assert list(find_ending_faults(read_ending(home, said), route.musts)) == []


def read_ending(home: Home, said: str) -> Ending:
    """Return how a walk ended, by all that it said and by the commands after it."""
    return Ending(said, home.run("status").out, json.loads(home.run("status", "--json").out))


def stands(terminal: Terminal, number: int, question: str) -> bool:
    """Say whether so many pages were drawn, and the last one asks this, with its pointer."""
    asked = words(question)
    pointer = " > " in terminal.page.partition(asked)[2] + " "
    return terminal.raw.count(PAGE) >= number and asked in terminal.page and pointer


def press(terminal: Terminal, typed: Sequence[Keys]) -> str:
    """Press all keys, each when its question stands; return the words of all pages."""
    pages = []
    for number, each in enumerate(typed, start=1):
        terminal.wait_until(partial(stands, terminal, number, each.question), each.question)
        pages.append(terminal.page)
        terminal.send(*each.keys)
    return " ".join(pages)


@pytest.mark.parametrize("route", ways(QUICK))
def test_in_menus(walked: Walked, route: Route, home: Home, pack: Pack) -> None:
    terminal = Terminal(home, "guide")
    try:
        said = press(terminal, walked.walker.typed)
        assert terminal.leave() == 0
    finally:
        terminal.close()
    assert [each for each in titles(pack, walked.walker.steps) if each not in said] == []
    assert home.notes.read_bytes() == walked.file
    assert list(find_ending_faults(read_ending(home, said), route.musts)) == []


def test_the_quick_ones_are_there() -> None:
    assert {each.id for each in ROUTES} >= QUICK
    assert len(ONE_EACH & {each.id for each in ROUTES}) > 5
