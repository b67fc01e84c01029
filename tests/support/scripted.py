"""A prompter that plays a script: it refuses an answer not on offer, and says what is left over."""

import contextlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from mes_optout.content.loader import Pack
from mes_optout.content.triage import Question, Triage
from mes_optout.errors import InputEndedError
from mes_optout.progress.model import Progress
from mes_optout.progress.store import Store
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import Back, CheckState, Line, Option, Quit, Screen, Skip
from mes_optout.walkthrough.visit import Visit, run
from support.noted import Named, name_keys
from support.prompters import HandMade, asks_for_day
from support.straight import find_straight

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


class NotForMe:
    """Say at boxes that the step does not concern the person."""


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


# What is offered on the page before a procedure that was named.
BEFORE = ["go", "elsewhere", "quit"]

Move = Pick | Tick | Sent | Typed | NotForMe | GoBack | Leave | End | Meanwhile


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


def find_straight_on(pack: Pack) -> dict[tuple[str, str], str]:
    """Return, by a procedure's title and the question of a fork, the answer straight on."""
    found = {}
    for procedure in map(pack.procedure, pack.names):
        for fork in (step.fork for step in procedure.steps if step.fork):
            found[procedure.title, fork.question] = find_straight(procedure, fork).id
    return found


@dataclass
class ScriptedPrompter(HandMade):
    """Plays `moves`; `screens`, `said` and `asked` are what the person would have seen.

    A script about something else need not name forks: those of `straight_on` are answered by the
    way, unless the next move does it, and are not noted. So is the page before a procedure that was
    named, and gone on from.
    """

    moves: deque[Move]
    straight_on: Mapping[tuple[str, str], str] = field(default_factory=dict)
    screens: list[Screen] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    offered: list[list[str]] = field(default_factory=list)
    labels: list[list[str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    drawing: bool = True
    _noting: bool = False

    def can_show_code(self, address: str) -> bool:
        return self.drawing and bool(address)

    def show(self, screen: Screen) -> None:
        super().show(screen)
        self.screens.append(screen)

    def say(self, text: str) -> None:
        self.said.append(text)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        if passed := self._pass_page_before(options) or self._pass_fork(question, options):
            self.screens.pop()
            return passed
        self.offered.append([option.id for option in options])
        self.labels.append([option.label for option in options])
        move = self._next(question)
        assert isinstance(move, Pick), f"{question!r} is a choice, the script has {move}"
        offered = {option.id: option for option in options}
        assert move.id in offered, f"{move.id!r} is not on offer at {question!r}: {list(offered)}"
        return offered[move.id]

    def _pass_page_before(self, options: Sequence[Option]) -> Option | None:
        """Return the answer that goes on from the page before a procedure, unless a script does."""
        ids = [option.id for option in options]
        following = self.moves[0] if self.moves else None
        named = isinstance(following, GoBack) or (
            isinstance(following, Pick) and following.id in ids
        )
        return options[0] if ids == BEFORE and not named else None

    def _pass_fork(self, question: str, options: Sequence[Option]) -> Option | None:
        """Return the answer that is given by the way, to a fork or to its note."""
        ids = [option.id for option in options]
        if self._noting and ids[:1] == ["go"]:
            self._noting = False
            return options[0]
        self._noting = False
        following = self.moves[0] if self.moves else None
        if isinstance(following, GoBack) or (isinstance(following, Pick) and following.id in ids):
            return None
        for (title, asked), answer in self.straight_on.items():
            if question == asked and self.page.heading.startswith(title):
                self._noting = True
                return options[ids.index(answer)]
        return None

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        self._noting = False
        move = self._next(question)
        if isinstance(move, NotForMe):
            raise Skip
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
    straight_on: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __call__(
        self, *moves: Move, procedure: str | None = None, again: bool = False
    ) -> ScriptedPrompter:
        """Play one visit to its end, or to Quit; the whole script has to be used."""
        prompter = ScriptedPrompter(deque(moves), self.straight_on)
        visit = Visit(self.pack, self.store, prompter, lambda: self.today)
        with contextlib.suppress(Quit):
            run(open_visit(visit, procedure, again=again), visit.prompter)
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
