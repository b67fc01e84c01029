"""The pictures, their texts, the sheets and the recorded walks are those of the program today.

And those who make them leaf through a page that comes in parts.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyte.screens import Char

import contact_sheet
import pictures
from camera import Studio
from mes_optout.i18n import _
from steering import leaf_through, photograph_parts
from support.homes import Home
from support.terminals import ENTER, Terminal


class Leaves(Terminal):
    """Shows the parts of a page, each in the stages in which it is drawn; Enter opens the next."""

    def __init__(self, *parts: tuple[str, ...]) -> None:
        self._coming = [list(stages) for stages in parts]
        self.page = "What stood there before"

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        while not condition():
            assert self._coming[0], what
            self.page = self._coming[0].pop(0)

    def send(self, *keys: str) -> None:
        assert keys == (ENTER,)
        del self._coming[0]


def three_parts() -> list[tuple[str, ...]]:
    more = _("Continued ({number} of {total})")
    return [
        ("Title,", f"Title, one. > {more.format(number=2, total=3)}"),
        ("Two.", f"Two. > {more.format(number=3, total=3)}"),
        ("Three.", "Three. Do you want to go on?", "Three. Do you want to go on? > Go on"),
    ]


WANTED = ("Title", "Two.", "go on?", "Go on")


def test_a_page_in_parts_is_leafed_through_to_its_question() -> None:
    """What is waited for stands in all of them; none is left before it is drawn."""
    parts = three_parts()
    terminal = Leaves(*parts)
    seen = [(number, terminal.page) for number in leaf_through(terminal, *WANTED)]
    assert seen == [(number, stages[-1]) for number, stages in enumerate(parts, start=1)]


def test_a_page_that_fits_is_no_more_than_waited_for() -> None:
    terminal = Leaves(("All.", "All. > Go on"))
    assert [(n, terminal.page) for n in leaf_through(terminal, "Go on")] == [(1, "All. > Go on")]


def test_what_stands_in_no_part_is_waited_for_in_vain() -> None:
    with pytest.raises(AssertionError, match="Four"):
        list(leaf_through(Leaves(*three_parts()), *WANTED, "Four."))


def test_the_first_and_the_last_part_are_photographed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Studio, "photograph", lambda _self, terminal: ((Char(terminal.page),),))
    studio = Studio("fr", Home(tmp_path), "/home")
    first, *_others, last = (((Char(stages[-1]),),) for stages in three_parts())
    assert photograph_parts(studio, Leaves(*three_parts()), *WANTED) == (first, last)
    assert photograph_parts(studio, Leaves(three_parts()[-1]), "Go on") == (last,)


@pytest.mark.slow
def test_made_anew_on_another_machine_they_are_the_same_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-A24. When this fails, look at what changed, then run `python tools/pictures.py`."""
    for name, value in {
        "COLUMNS": "40",
        "LC_ALL": "en_US.UTF-8",
        "MES_OPTOUT_SIMPLE": "1",
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": "0",
        "TERM": "dumb",
        "TMPDIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(name, value)
    made = pictures.make(tmp_path)
    names = [path.relative_to(tmp_path) for path in made]
    differ = [
        str(name)
        for name in names
        if (tmp_path / name).read_bytes() != (pictures.ROOT / name).read_bytes()
    ]
    assert differ == []
    kept = [
        path
        for folder in (pictures.FOLDER, contact_sheet.FOLDER)
        for path in (pictures.ROOT / folder).rglob("*.svg")
    ]
    assert {path.relative_to(pictures.ROOT) for path in kept} <= set(names)
