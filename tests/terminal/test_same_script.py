"""One script through menus and through lines gives one progress file, to the byte.

The script is played three times: without a terminal, which writes down what each question offered;
then as lines through a pipe; then as keys in a pseudo-terminal.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from mes_optout.content.loader import Pack
from mes_optout.progress.file import decode
from mes_optout.progress.model import Aside, Turn
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import CheckState, Line, Option
from mes_optout.walkthrough.visit import Visit, run
from mes_optout.walkthrough.welcome import welcome
from support.homes import Home
from support.noted import count_ticks
from support.scripted import Move, Pick, ScriptedPrompter, Sent, Tick, route
from support.terminals import DOWN, ENTER, SPACE, Terminal, words

T = TypeVar("T")

PAGE = b"\x1b[H\x1b[J"
SENT = date(2026, 11, 2)

# From the situation on; before it comes the way through the triage.
SCRIPT: tuple[Move, ...] = (
    Pick("go"),
    Sent(SENT),
    Pick("go"),
    Tick(),
    Tick({"boite-connue"}),
    Pick("problem"),
    Pick("1"),
    Pick("step"),
    Tick(set()),
    Pick("later"),
    Tick(set()),
    Pick("other"),
    Pick("not-for-me"),
    Tick(),
    Tick({"chiffres-relus"}),
    Pick("previous"),
    Tick(),
    Tick(),
    *[Tick()] * 4,
    Pick("left"),
    Tick(),
    Pick("done"),
)


@dataclass
class Keys:
    """One question: its text, and what answers it in each of the two modes."""

    question: str
    line: str
    keys: tuple[str, ...]


@dataclass
class Recorder(ScriptedPrompter):
    """Plays a script and notes how a person would have typed it."""

    typed: list[Keys] = field(default_factory=list)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        chosen = super().pick(question, options)
        index = list(options).index(chosen)
        self.typed.append(Keys(question, str(index + 1), (*[DOWN] * index, ENTER)))
        return chosen

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        ticked = super().mark(question, checks)
        numbers, keys = [], []
        for number, check in enumerate(checks, start=1):
            if check.ticked != (check.id in ticked):
                numbers.append(str(number) if check.id in ticked else f"-{number}")
                keys.append(SPACE)
            keys.append(DOWN)
        self.typed.append(Keys(question, " ".join(numbers) or "0", (*keys, ENTER)))
        return ticked

    def fill_in(self, line: Line[T]) -> str | None:
        day = super().fill_in(line)
        written = line.none if day is None else f"{date.fromisoformat(day):%d/%m/%Y}"
        self.typed.append(Keys(line.question, written, (written, ENTER)))
        return day


@pytest.fixture
def recorded(pack: Pack, tmp_path: Path, today: date) -> tuple[list[Keys], bytes]:
    """Return what to type, and the progress file that the script leaves."""
    store = Store(tmp_path / "scripted")
    situation = next(s for s in pack.triage.situations if s.procedure == "opposition")
    there = route(pack.triage, situation.id)
    recorder = Recorder(deque([Pick("go"), *there, *SCRIPT]))
    welcome(recorder, "here", wipes=True)
    run(open_visit(Visit(pack, store, recorder, today), None))
    assert not recorder.moves
    return recorder.typed, store.path.read_bytes()


def home(tmp_path: Path, name: str) -> Home:
    folder = tmp_path / name
    (folder / "tmp").mkdir(parents=True)
    return Home(folder)


def test_the_script_leaves_ticks_and_both_kinds_of_putting_aside(
    recorded: tuple[list[Keys], bytes],
) -> None:
    typed, file = recorded
    assert len(typed) > len(SCRIPT)
    progress = decode(file, Path("notes.json"))
    notes = progress.lists[Turn("opposition").key]
    assert {Aside.NOT_FOR_ME} <= set(notes.asides.values())
    assert notes.sent == date(2026, 11, 2)
    assert count_ticks(progress) == 14


def test_lines_leave_the_same_file(recorded: tuple[list[Keys], bytes], tmp_path: Path) -> None:
    typed, file = recorded
    lines = home(tmp_path, "lines")
    done = lines.run("guide", "--simple", input="".join(f"{each.line}\n" for each in typed))
    assert (done.code, done.err) == (0, "")
    assert lines.notes.read_bytes() == file


def stands(terminal: Terminal, number: int, question: str) -> bool:
    """Say whether so many pages were drawn, and the last one asks this, with its pointer."""
    asked = words(question)
    pointer = " > " in terminal.page.partition(asked)[2] + " "
    return terminal.raw.count(PAGE) >= number and asked in terminal.page and pointer


def test_menus_leave_the_same_file(recorded: tuple[list[Keys], bytes], tmp_path: Path) -> None:
    typed, file = recorded
    menus = home(tmp_path, "menus")
    terminal = Terminal(menus, "guide")
    try:
        for number, each in enumerate(typed, start=1):
            # Every question has a page of its own, and keys pressed before it are dropped.
            terminal.wait_until(partial(stands, terminal, number, each.question), each.question)
            terminal.send(*each.keys)
        assert terminal.leave() == 0
    finally:
        terminal.close()
    assert menus.notes.read_bytes() == file
