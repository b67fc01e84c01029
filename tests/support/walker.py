"""Somebody who walks: knows where things stand, and answers whatever is asked accordingly.

Nothing here is a script. Each answer is found in the question, so the same walker goes through
any version of the steps, with or without forks: that is how « before » and « after » are measured.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TypeVar

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure, Step
from mes_optout.walkthrough import prompter as questions
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Screen
from support.branches import choose_branch
from support.persons import Facts
from support.prompters import HandMade, asks_for_day

T = TypeVar("T")

DOWN, SPACE, ENTER = "\x1b[B", " ", "\r"
MOST = 200  # answers; whoever gives more walks in a circle

# What one answers to a page that is only read or comes at an end, by what is on offer there: the
# first of these. Whoever is late goes where the page says that it is still possible.
READING = ("late", "go", "again", "end", "done")
NOTHING = "nothing"  # in a plan: leave the boxes of this page as they are
# One key on the page of a step, once there is one; before that it lay two menus away.
ASIDE: type[Exception] | None = getattr(questions, "Skip", None)
TWO_MENUS = ("other", "not-for-me")


@dataclass(frozen=True, slots=True)
class Keys:
    """One question, and what answers it: as a line, and as keys in a menu."""

    question: str
    line: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Detour:
    """A detour: at a step (`at`), the answers by their ids (`by`), then those of `answers`.

    It is taken where the step has no fork: a fork asks, and no detour is needed.
    """

    at: str
    by: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many pages were shown and answers given."""

    screens: int
    answers: int

    def __str__(self) -> str:
        return f"{self.screens} / {self.answers}"


@dataclass
class Walker(HandMade):
    """Answers as one person would, and notes what this person is shown.

    `facts` are where things stand, `sent` is the day of sending, `skips` are steps that do not
    concern the person ("procedure/step", `*` for any), `deeds` boxes ("procedure/box") that act
    outside. `afterwards` says whether to read what may come next.
    """

    pack: Pack
    answers: deque[str]
    facts: Facts
    sent: date | None = None
    skips: tuple[str, ...] = ()
    deeds: frozenset[str] = frozenset()
    detours: tuple[Detour, ...] = ()
    afterwards: bool = True

    shown: list[Screen] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # every text on a page, questions and answers
    typed: list[Keys] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)  # in the order in which they were first shown
    homes: list[str] = field(default_factory=list)  # the same, by the file in which they stand
    pages: list[tuple[str, Screen]] = field(default_factory=list)  # of those, each time
    skipped: list[str] = field(default_factory=list)
    forks: list[tuple[str, str]] = field(default_factory=list)  # a question and its answer
    known_forks: list[str] = field(default_factory=list)  # asked although all was known
    restarts: int = 0
    deed: Count | None = None
    until_deed: int = 0  # steps
    # What is noted of a procedure: whether a fact has a value. None where there are no facts.
    noted: Callable[[str, str, str], bool | None] | None = None
    _here: tuple[Procedure, Step] | None = None
    _plan: deque[str] = field(default_factory=deque)
    _asked: dict[str, int] = field(default_factory=dict)

    @property
    def count(self) -> Count:
        """What there was so far."""
        return Count(len(self.shown), len(self.typed))

    @cached_property
    def procedures(self) -> tuple[Procedure, ...]:
        """All procedures of the pack."""
        return tuple(self.pack.procedure(name) for name in self.pack.triage.procedures)

    def show(self, screen: Screen) -> None:
        super().show(screen)
        self.shown.append(screen)
        rows = (text for row in screen.rows for text in (row.label, *row.lines))
        links = (text for each in screen.addresses for text in (each.label, each.url))
        self.said += [
            screen.title,
            screen.heading,
            screen.day,
            screen.lead,
            *screen.text,
            *rows,
            screen.foot,
            *links,
        ]

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        wanted = self._choose(question, options)
        offered = {option.id: option for option in options}
        assert wanted in offered, f"{wanted!r} is not on offer at {question!r}: {list(offered)}"
        index = list(offered).index(wanted)
        self._note(question, str(index + 1), *[DOWN] * index, ENTER)
        self.said += [question, *(option.label for option in options)]
        return offered[wanted]

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        procedure, step = self._here = self.find_step(check.id for check in checks)
        name, before = f"{procedure.id}/{step.id}", {check.id for check in checks if check.ticked}
        self.pages.append((name, self.page))
        if name not in self.steps:
            self.steps.append(name)
            self.homes.append(f"{getattr(step, 'home', None) or procedure.id}/{step.id}")
            self.said += [
                text
                for each in step.problems
                for text in (each.symptom, each.remedy, each.otherwise)
            ]
        self.said += [check.text for check in checks]
        detour = next((each for each in self.detours if each.at == name), None)
        if detour and not self.restarts and getattr(step, "fork", None) is None:
            self._plan = deque([NOTHING, *detour.by])
            self.answers = deque(detour.answers)
            self.restarts += 1
        if self._plan:
            assert self._plan.popleft() == NOTHING, f"{question!r} has boxes"
            self._note(question, "0", ENTER)
            return before
        if any(fnmatchcase(name, each) for each in self.skips):
            self.skipped.append(name)
            if ASIDE is not None:
                self._note(question, "x", "x")
                raise ASIDE
            self._plan = deque(TWO_MENUS)
            self._note(question, "0", ENTER)
            return before
        numbers = [str(n) for n, check in enumerate(checks, start=1) if not check.ticked]
        keys = [key for check in checks for key in ([] if check.ticked else [SPACE]) + [DOWN]]
        self._note(question, " ".join(numbers) or "0", *keys, ENTER)
        if self.deed is None and any(
            f"{procedure.id}/{check.id}" in self.deeds for check in checks
        ):
            self.deed, self.until_deed = self.count, len(self.steps)
        return {check.id for check in checks}

    def fill_in(self, line: Line[T]) -> str | None:
        assert asks_for_day(line), f"{line.question!r} wants something that nobody has"
        written = line.none if self.sent is None else f"{self.sent:%d/%m/%Y}"
        self._note(line.question, written, written, ENTER)
        self.said += [line.question, line.how]
        return None if self.sent is None else self.sent.isoformat()

    def find_step(self, checks: Iterable[str]) -> tuple[Procedure, Step]:
        """Return the step of the page that stands, by its titles and its boxes."""
        offered = set(checks)
        found = [
            (procedure, step)
            for procedure in self.procedures
            for step in procedure.steps
            if self.page.heading.startswith(procedure.title)
            and step.title == self.page.title
            and offered <= {check.id for check in step.checks}
        ]
        assert len(found) == 1, f"{self.page.heading!r}, {self.page.title!r}: {found}"
        return found[0]

    def _note(self, question: str, line: str, *keys: str) -> None:
        self.typed.append(Keys(question, line, keys))
        assert len(self.typed) < MOST, f"in a circle: {[each.question for each in self.typed[-9:]]}"

    def _choose(self, question: str, options: Sequence[Option]) -> str:
        """Return the id of the answer that this person gives."""
        ids = [option.id for option in options]
        if self._plan:
            return self._plan.popleft()
        if any(each.text == question for each in self.pack.triage.questions):
            assert self.answers, f"there is no answer left to {question!r}: {ids}"
            return self.answers.popleft()
        if (answer := self._answer_fork(question, options)) is not None:
            return answer
        if "afterwards" in ids and self.afterwards:
            self.afterwards = False
            return "afterwards"
        fitting = next((each for each in READING if each in ids), None)
        # The first child, where lists are told apart by their number.
        return fitting or next((each for each in ids if each == "1"), f"an answer to {question!r}")

    def _answer_fork(self, question: str, options: Sequence[Option]) -> str | None:
        """Return the answer to the fork of the step that was ticked last, if this is it.

        It is the answer that says most of what holds, and least of what does not.
        """
        if self._here is None:
            return None
        procedure, step = self._here
        fork = getattr(step, "fork", None)  # there was no such thing before
        if fork is None or fork.question != question:
            return None
        offered = {option.label: option.id for option in options}
        facts = {fact: value for each in fork.answers for fact, value in each.facts.items()}
        if not fork.always and self.noted is not None:
            known = (self.noted(procedure.id, *each) is not None for each in facts.items())
            if facts and all(known):
                self.known_forks.append(question)
        held = self._hold(facts)
        taken = choose_branch([each for each in fork.answers if each.label in offered], held)
        assert taken, f"{held} is no answer to {question!r}: {list(offered)}"
        self.forks.append((question, taken.id))
        return offered[taken.label]

    def _hold(self, facts: Iterable[str]) -> dict[str, str]:
        """Return what holds of some facts at this moment, and that they were asked for."""
        held = {}
        for fact in dict.fromkeys(facts):
            if values := self.facts.get(fact):
                time = self._asked.get(fact, 0)
                self._asked[fact] = time + 1
                held[fact] = values[min(time, len(values) - 1)]
        return held
