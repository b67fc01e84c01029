"""A prompter that plays a script: it refuses an answer not on offer, and says what is left over."""

import contextlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from mes_optout.content.loader import Pack
from mes_optout.content.triage import Question, Triage
from mes_optout.errors import InputEndedError
from mes_optout.progress.model import Progress
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Back, CheckState, Line, Option, Quit, Screen
from mes_optout.walkthrough.visit import Visit, run
from support.noted import Named, name_keys
from support.prompters import HandMade, asks_for_day

T = TypeVar("T")


@dataclass
class Pick:
    """Choose the option with this id."""

    id: str


@dataclass
class Tick:
    """Leave exactly these boxes ticked; None means all."""

    ids: set[str] | None = None


@dataclass
class Sent:
    """Give a day, or None for « I do not know »."""

    day: date | None


@dataclass
class Typed:
    """Type a resume code, or None for « I have none »."""

    letters: str | None


class GoBack:
    """Ask for the question before."""


class Leave:
    """Quit."""


class End:
    """The input ends."""


@dataclass
class Meanwhile:
    """Something happens elsewhere while a question is open; the next move answers it."""

    action: Callable[[], object]


Move = Pick | Tick | Sent | Typed | GoBack | Leave | End | Meanwhile


def route(triage: Triage, situation: str) -> list[Move]:
    """Return the answers that lead to a situation, by the shortest way."""
    waiting: deque[tuple[Question, list[Move]]] = deque([(triage.questions[0], [])])
    while waiting:
        question, before = waiting.popleft()
        for answer in question.answers:
            way = [*before, Pick(answer.id)]
            if answer.situation == situation:
                return way
            waiting.extend((q, way) for q in triage.questions if q.id == answer.question)
    raise AssertionError(situation)


@dataclass
class ScriptedPrompter(HandMade):
    """Plays `moves`; `screens` and `asked` are what the person would have seen."""

    moves: deque[Move]
    screens: list[Screen] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    offered: list[list[str]] = field(default_factory=list)
    drawing: bool = True

    def can_show_code(self, address: str) -> bool:
        return self.drawing and bool(address)

    def show(self, screen: Screen) -> None:
        super().show(screen)
        self.screens.append(screen)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        self.offered.append([option.id for option in options])
        move = self._next(question)
        assert isinstance(move, Pick), f"{question!r} is a choice, the script has {move}"
        offered = {option.id: option for option in options}
        assert move.id in offered, f"{move.id!r} is not on offer at {question!r}: {list(offered)}"
        return offered[move.id]

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        move = self._next(question)
        assert isinstance(move, Tick), f"{question!r} has boxes, the script has {move}"
        return {check.id for check in checks} if move.ids is None else move.ids

    def fill_in(self, line: Line[T]) -> str | None:
        move = self._next(line.question)
        if asks_for_day(line):
            assert isinstance(move, Sent), f"{line.question!r} wants a day, the script has {move}"
            return None if move.day is None else move.day.isoformat()
        assert isinstance(move, Typed), f"{line.question!r} wants a code, script has {move}"
        return move.letters

    def _next(self, question: str) -> Move:
        self.asked.append(question)
        assert self.moves, f"the script is over, but {question!r} was asked"
        move = self.moves.popleft()
        if isinstance(move, Meanwhile):
            move.action()
            move = self.moves.popleft()
        if isinstance(move, GoBack):
            raise Back
        if isinstance(move, Leave):
            raise Quit
        if isinstance(move, End):
            raise InputEndedError
        return move


@dataclass
class Walk:
    """Visits one after the other, over the same file."""

    pack: Pack
    store: Store
    today: date

    def __call__(
        self, *moves: Move, procedure: str | None = None, again: bool = False
    ) -> ScriptedPrompter:
        """Play one visit to its end, or to Quit; the whole script has to be used."""
        prompter = ScriptedPrompter(deque(moves))
        visit = Visit(self.pack, self.store, prompter, self.today)
        with contextlib.suppress(Quit):
            run(open_visit(visit, procedure, again=again))
        assert not prompter.moves, f"left over: {list(prompter.moves)}; asked {prompter.asked[-3:]}"
        return prompter

    @property
    def progress(self) -> Progress:
        """Return what is on disk."""
        return self.store.read()

    @property
    def named(self) -> Named:
        """Return what is on disk, under the ids of the pack."""
        return name_keys(self.progress, map(self.pack.procedure, self.pack.names))
