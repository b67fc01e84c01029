"""The answer that is highlighted when a menu opens changes nothing (REQ-A10)."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from mes_optout.content.loader import Pack
from mes_optout.errors import N_, InputEndedError, ProgressUnreadableError
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Quit
from mes_optout.walkthrough.visit import Visit, run
from support.forking import make_pack, make_triage, make_two_ways
from support.noted import make_progress
from support.prompters import HandMade, asks_for_day

T = TypeVar("T")

TODAY = date(2026, 11, 24)


@dataclass
class Kept:
    """Progress in memory, and how often it was changed."""

    progress: Progress
    readable: bool = True
    changes: int = 0

    def read(self) -> Progress:
        if not self.readable:
            raise ProgressUnreadableError(path="notes.json", cause=N_("it is much too large"))
        return self.progress

    def update(self, change: Callable[[Progress], Progress]) -> Progress:
        self.changes += 1
        self.progress = change(self.progress)
        return self.progress

    def put_file_aside(self) -> Path:
        self.changes += 1
        self.readable = True
        return Path("notes.json.old1")

    def forget(self) -> None:
        self.changes += 1
        self.progress = Progress()


@dataclass
class Explorer(HandMade):
    """Gives answers by their position, and ends the input at the question that is left."""

    answers: deque[int]
    kept: Kept
    left: tuple[str, ...] = ()  # the page, the question and what is on offer
    ways: int = 0  # how many answers that question has
    changes: int = 0  # before the last answer
    chose_first: bool = False

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        number = self._next(question, [option.label for option in options], len(options))
        self.chose_first = number == 0
        return options[number]

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        every = self._next(question, [f"{check.text} {check.ticked}" for check in checks], 2)
        return {check.id for check in checks if every or check.ticked}

    def fill_in(self, line: Line[T]) -> str | None:
        days = [line.none, TODAY.isoformat(), (TODAY - timedelta(days=60)).isoformat()]
        lines = days if asks_for_day(line) else [line.none]
        return lines[self._next(line.question, [], len(lines))]

    def _next(self, question: str, offered: Sequence[str], ways: int) -> int:
        if not self.answers:
            self.left, self.ways = (self.page.title, question, *offered), ways
            raise InputEndedError
        self.changes, self.chose_first = self.kept.changes, False
        return self.answers.popleft()


def visits(
    start: Callable[[], Kept], named: str | None, deep: int, pack: Pack
) -> Iterator[Explorer]:
    """Yield a visit for each answer to each different question, up to so many answers `deep`."""
    seen: set[tuple[str, ...]] = set()
    waiting: deque[tuple[int, ...]] = deque([()])
    while waiting:
        path = waiting.popleft()
        explorer = Explorer(deque(path), start())
        with suppress(Quit, InputEndedError):
            run(open_visit(Visit(pack, explorer.kept, explorer, lambda: TODAY), named), explorer)
        yield explorer
        if explorer.left and explorer.left not in seen and len(path) < deep:
            seen.add(explorer.left)
            waiting.extend((*path, number) for number in range(explorer.ways))


def begun() -> Kept:
    """Return progress in which a box is ticked and another procedure has its day."""
    box = CheckRef(Turn("cloture"), "decider", "choix-fait")
    sent = {Turn("opposition"): TODAY - timedelta(days=10)}
    return Kept(make_progress({box: Tick(TODAY, 1)}, letters_sent=sent))


@pytest.mark.parametrize(
    ("start", "named", "deep", "asked"),
    [
        (lambda: Kept(Progress()), None, 3, "Que voulez-vous lire ?"),
        (lambda: Kept(Progress()), "opposition", 6, "Que se passe-t-il ?"),
        (lambda: Kept(Progress()), "enfants", 6, "Que se passe-t-il ?"),
        (begun, None, 3, "Effacer ?"),
        (begun, "cloture", 4, "Quelle étape ?"),
        (lambda: Kept(Progress(), readable=False), None, 3, "Que voulez-vous faire ?"),
    ],
    ids=["new", "opposition", "enfants", "begun", "cloture", "unreadable"],
)
def test_it_saves_and_deletes_nothing(
    start: Callable[[], Kept], named: str | None, deep: int, asked: str, pack: Pack
) -> None:
    """REQ-A10: three quick Enters, or one by mistake, lose nothing and note nothing."""
    found = list(visits(start, named, deep, pack))
    assert any(asked in explorer.left for explorer in found), "it was not reached"
    first = [explorer for explorer in found if explorer.chose_first]
    assert first
    assert [each.left for each in first if each.kept.changes != each.changes] == []
    assert any(each.kept.changes != each.changes for each in found if not each.chose_first)


def test_the_first_answer_to_a_fork_says_nothing() -> None:
    """REQ-A10: neither there, nor where an answer given before is changed."""
    # The triage of this pack says nothing of the case: what it says is noted with its last « go ».
    pack = make_pack(*make_two_ways(), triage=make_triage(telling=False))
    found = list(visits(lambda: Kept(Progress()), "rester", 7, pack))
    for asked in ("Que voyez-vous ?", "Quoi de ecran ?"):
        assert any(asked in explorer.left for explorer in found), "it was not reached"
    first = [explorer for explorer in found if explorer.chose_first]
    assert [each.left for each in first if each.kept.changes != each.changes] == []
