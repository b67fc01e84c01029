"""Who answers while a pack is proved: notes what a page shows and offers, and gives one answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeVar, cast

from mes_optout.journey import Journey
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress
from mes_optout.walkthrough.prompter import CheckState, Line, Option, Quit, Screen, Skip
from mes_optout.walkthrough.visit import Stage, Visit, Way

T = TypeVar("T")


class Kind(StrEnum):
    """What a question wants."""

    CHOICE = "choice"
    BOXES = "boxes"
    LINE = "line"


class Page(NamedTuple):
    """What stands on a page, and what it asks."""

    kind: Kind
    screen: Screen
    question: str
    options: tuple[Option, ...] = ()
    checks: tuple[CheckState, ...] = ()


def list_texts(page: Page) -> Iterator[str]:
    """Yield all that can be read on a page."""
    screen = page.screen
    yield from (screen.title, screen.heading, screen.day, screen.lead, *screen.text, screen.foot)
    yield page.question
    for row in screen.rows:
        yield from (row.label, *row.lines)
    yield from (address.label for address in screen.addresses)
    yield from (option.label for option in page.options)
    yield from (check.text for check in page.checks)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: the id of an option, the ids of the boxes that are ticked then, or a day.

    `skips` says that the step concerns nobody. Without any of these, it is « I do not know ».
    """

    option: str | None = None
    boxes: frozenset[str] = frozenset()
    day: date | None = None
    skips: bool = False


_MOST_JOURNEYS = 500  # that are kept worked out

Choose = Callable[[Page], Given]


class Asking:
    """A prompter whose answers are made by a function of the page."""

    def __init__(self) -> None:
        self.answer: Choose = lambda _page: Given()
        self.goes_back = False
        self._screen = Screen(title="")

    def can_show_code(self, address: str) -> bool:
        """There is room for every code."""
        return bool(address)

    def show(self, screen: Screen) -> None:
        """Note the page."""
        self._screen = screen

    show_last = show

    def say(self, text: str) -> None:
        """Nobody listens."""

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Give the answer. Raises Quit."""
        given = self.answer(Page(Kind.CHOICE, self._screen, question, options=tuple(options)))
        chosen = next(each for each in options if each.id == given.option)
        if chosen.leaves:
            raise Quit
        return chosen

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Give the boxes. Raises Skip."""
        given = self.answer(Page(Kind.BOXES, self._screen, question, checks=tuple(checks)))
        if given.skips:
            raise Skip
        return set(given.boxes)

    def ask_line(self, line: Line[T]) -> T | None:
        """Give the day, which nobody had to type."""
        given = self.answer(Page(Kind.LINE, self._screen, line.question))
        return cast("T | None", given.day)


class Held:
    """Progress as if it were kept: pages then offer what they offer where there is a disk."""

    def __init__(self, progress: Progress) -> None:
        memory = Memory(progress)
        self.read, self.update = memory.read, memory.update
        self.forget, self.put_file_aside = memory.forget, memory.put_file_aside


@dataclass
class Trial(Visit):
    """A visit that is taken up at any stage, with any progress, as often as one likes."""

    def __post_init__(self) -> None:
        self._journeys: dict[tuple[object, int, date], tuple[Progress, Journey]] = {}

    def journey(self, way: Way, progress: Progress | None = None) -> Journey:
        """Return the journey as `Visit` does, but work out once what the same notes make of it."""
        noted = progress or self.progress
        key = way.turn, id(noted), self.today
        if len(self._journeys) > _MOST_JOURNEYS:
            self._journeys.clear()
        if key not in self._journeys:
            # With its notes, so that no others get their identity.
            self._journeys[key] = noted, super().journey(way, noted)
        return self._journeys[key][1]

    def take_up(self, stage: Stage, progress: Progress) -> Stage | None:
        """Ask the question of a stage, and return what follows. Raises Quit."""
        self.progress, self.keeper, self.page_stays = progress, Held(progress), False
        self.whom = {}  # or else a page would not ask again what was answered elsewhere
        return stage()
