"""How many files one page goes through: whoever wants to know how it comes about reads them all.

Counted are the files of the program of which a function is called, from an Enter until the page
stands, with the prompter of lines.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import FrameType

import pytest

import mes_optout
from mes_optout import cli
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.errors import InputEndedError
from mes_optout.progress.store import Store
from mes_optout.terminal.lines import LinearPrompter
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Visit, run

SOURCE = str(Path(mes_optout.__file__).parent)
A_TICK, THE_COMMAND = 19, 19
FUNCTION = 1  # a flag of code: not the body of a module or a class, which runs when it is imported


@dataclass
class Counter:
    """Notes the files entered since the last Enter, and what they were for each page."""

    entered: set[str] = field(default_factory=set)
    pages: list[set[str]] = field(default_factory=list)

    def begin(self) -> None:
        self.entered = set()
        sys.setprofile(self._note)

    def page_stands(self) -> None:
        sys.setprofile(None)
        self.pages.append(self.entered)

    def _note(self, frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event == "call" and code.co_flags & FUNCTION and code.co_filename.startswith(SOURCE):
            self.entered.add(code.co_filename.removeprefix(SOURCE))


@pytest.fixture
def counter(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Return a counter that is told of each page of lines."""
    counter = Counter()
    show = LinearPrompter.show

    def show_and_count(prompter: LinearPrompter, screen: Screen) -> None:
        show(prompter, screen)
        counter.page_stands()

    monkeypatch.setattr(LinearPrompter, "show", show_and_count)
    return counter


class Typed(io.StringIO):
    """Lines that somebody types; counting begins with each Enter."""

    entering: Callable[[], None]

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # bytes, by its stubs
        line = super().readline(size)
        self.entering()
        return line


@pytest.fixture
def walked(counter: Counter, tmp_path: Path, today: date) -> Callable[..., list[set[str]]]:
    """Type lines at a step, and return the files entered for each page."""

    def walk(*lines: str) -> list[set[str]]:
        source = Typed("".join(f"{line}\n" for line in lines))
        source.entering = counter.begin
        prompter = LinearPrompter(source, io.StringIO())
        visit = Visit(Pack(shipped()), Store(tmp_path / "state"), prompter, lambda: today)
        with pytest.raises(InputEndedError):
            run(open_visit(visit, "confidentialite"), visit.prompter)
        sys.setprofile(None)
        return counter.pages

    return walk


@pytest.mark.parametrize("boxes", ["1 2", "1", "0"], ids=["all", "some", "none"])
def test_from_a_tick_to_the_next_step_or_the_menu(
    boxes: str, walked: Callable[..., list[set[str]]]
) -> None:
    *_, after = walked("1", boxes)
    assert len(after) <= A_TICK, " ".join(sorted(after))


def test_no_page_waits_for_letters(walked: Callable[..., list[set[str]]]) -> None:
    """They are looked up when the menu that offers them stands."""
    pages = walked("1", "1 2", "0")[2:]
    assert [file for page in pages for file in page if "letters" in file] == []


def test_from_the_command_to_the_first_page(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    counter.begin()
    assert cli.main(["guide", "--simple"]) == InputEndedError.code
    assert len(counter.pages[0]) <= THE_COMMAND, " ".join(sorted(counter.pages[0]))
