"""The way straight on through a procedure: what is shown when forks say as little as they can."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mes_optout.content.case import is_answered
from mes_optout.content.procedure import Branch, Fork, Procedure, Step
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn


@dataclass(frozen=True, slots=True)
class Page:
    """A step as it is shown, `number` of `total`; and the answer to its fork, if that is asked.

    `place` is where that answer stands in the menu, from 0: before it comes the way back.
    """

    step: Step
    number: int
    total: int
    answer: Branch | None = None
    place: int = 0

    @property
    def boxes(self) -> str:
        """What ticks every box, typed in lines."""
        return " ".join(str(n) for n, _ in enumerate(self.step.checks, start=1))

    @property
    def on(self) -> list[str]:
        """What is typed in lines after that: the answer to its fork, and what leaves its note."""
        if self.answer is None:
            return []
        return [str(self.place + 1), *(["1"] if self.answer.note else [])]


def find_straight(procedure: Procedure, fork: Fork) -> Branch:
    """Return the answer that stays in the procedure and says least: most steps then follow."""
    staying = (
        answer
        for answer in fork.answers
        if answer.procedure in {None, procedure.id} and not answer.asks_again
    )
    return min(staying, key=lambda answer: len(answer.facts))


def is_dated(step: Step) -> bool:
    """Say whether the day of sending answers all of a step."""
    return all(check.dated for check in step.checks)


def pages_straight_on(
    procedure: Procedure, choose: Callable[[Procedure, Fork], Branch] = find_straight
) -> Iterator[Page]:
    """Yield the pages of a procedure with all their boxes ticked, from the first to the last.

    The day of sending was given, where it is asked for. Forks are answered as `choose` says.
    """
    turn, progress = Turn(procedure.id), Progress()
    for index, step in enumerate(procedure.steps):
        journey = Journey(procedure, turn, progress, date.max)
        if not journey.visible(index) or is_dated(step):
            continue
        shown, total = journey.steps[index], journey.standing.total
        fork = step.fork
        if fork is None or (is_answered(fork, journey.said) and not fork.always):
            yield Page(shown, journey.number(index), total)
            continue
        answer = choose(procedure, fork)
        progress = progress.answered(turn, answer.facts)
        place = fork.answers.index(answer) + 1
        yield Page(shown, journey.number(index), total, answer, place)


def count_boxes(procedure: Procedure) -> int:
    """Return how many boxes the way straight on ticks, those included that the day answers."""
    shown = sum(len(page.step.checks) for page in pages_straight_on(procedure))
    return shown + sum(check.dated for step in procedure.steps for check in step.checks)
