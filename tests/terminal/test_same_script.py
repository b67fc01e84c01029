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

from mes_optout.content.case import find_told
from mes_optout.content.loader import Pack
from mes_optout.journey import Journey
from mes_optout.progress.model import State, Turn
from mes_optout.progress.store import Store
from mes_optout.terminal.answers import SKIP
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Skip
from mes_optout.walkthrough.visit import Visit, run
from mes_optout.walkthrough.welcome import welcome
from support.homes import Home
from support.scripted import Move, NotForMe, Pick, ScriptedPrompter, Sent, Tick, route
from support.terminals import DOWN, ENTER, SPACE, Terminal, words

T = TypeVar("T")

PAGE = b"\x1b[H\x1b[J"
SENT = date(2026, 11, 2)

# From the situation on; before it comes the way through the triage.
SCRIPT: tuple[Move, ...] = (
    Pick("go"),
    Sent(SENT),
    Pick("go"),
    Tick({"boite-connue"}),
    Pick("problem"),
    Pick("1"),
    Pick("step"),
    Tick(set()),
    Pick("later"),
    NotForMe(),
    Tick({"chiffres-relus"}),
    Pick("previous"),
    Tick(),
    Tick(),
    Tick(),
    Pick("autre"),  # the fork
    Pick("again"),
    Pick("opposer"),
    Tick(set()),
    Pick("other"),
    Pick("answers"),
    Pick("espace"),
    Pick("existe"),
    Pick("another"),
    Pick("espace"),
    Pick("pas-encore"),
    Pick("go"),
    Tick(),
    NotForMe(),
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
        try:
            ticked = super().mark(question, checks)
        except Skip:
            self.typed.append(Keys(question, SKIP, (SKIP,)))
            raise
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
    run(open_visit(Visit(pack, store, recorder, lambda: today), None), recorder)
    assert not recorder.moves
    return recorder.typed, store.path.read_bytes()


def home(tmp_path: Path, name: str) -> Home:
    folder = tmp_path / name
    (folder / "tmp").mkdir(parents=True)
    return Home(folder)


def test_the_script_leaves_a_day_ticks_a_step_put_aside_and_answers(
    recorded: tuple[list[Keys], bytes], pack: Pack, tmp_path: Path, today: date
) -> None:
    typed, file = recorded
    assert len(typed) > len(SCRIPT)
    progress = Store(tmp_path / "scripted").read()
    assert file == (tmp_path / "scripted/notes.json").read_bytes()
    journey = Journey(pack.procedure("opposition"), Turn("opposition"), progress, today)
    assert progress.day_sent(journey.turn) == SENT
    assert journey.standing.count(State.DONE) == len(journey.steps) - 1
    assert journey.standing.steps[-1].state is State.NOT_FOR_ME
    said = find_told(pack.case, journey.said)
    assert (said["ecran"], said["espace"]) == ("opposer", "pas-encore")


@pytest.mark.posix("starts the program in an environment made for Linux")
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
