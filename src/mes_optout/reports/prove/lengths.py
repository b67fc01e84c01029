"""How many answers it takes: to the first box that is ticked, and to the end, in each situation."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mes_optout.content.loader import Pack
from mes_optout.reports.prove.asking import Kind
from mes_optout.reports.prove.exploring import Explorer
from mes_optout.reports.prove.states import Beyond, Edge, State


class Length(NamedTuple):
    """The fewest answers in a situation: to the first boxes, and to the end; None without one."""

    situation: str
    deed: int | None
    end: int | None


def measure_situations(explorer: Explorer, pack: Pack) -> Iterator[Length]:
    """Yield what each situation costs, from the first question on."""
    begun = _count_from(explorer, explorer.beginnings[0])
    led = {
        (question.text, answer.id): answer.situation
        for question in pack.triage.questions
        for answer in question.answers
        if answer.situation
    }
    entries: dict[str, tuple[int, int]] = {}
    for number, count in sorted(begun.items(), key=lambda pair: pair[1]):
        state = explorer.states[number]
        for edge in state.edges:
            question = state.page.question if state.page else ""
            name = led.get((question, edge.given.option or ""))
            if name and edge.to >= 0:
                entries.setdefault(name, (edge.to, count + 1))
    for situation in pack.triage.situations:
        if situation.id in entries:
            number, before = entries[situation.id]
            counts = _count_from(explorer, number)
            yield Length(
                situation.id,
                _find_fewest(explorer, counts, before, _ticks),
                _find_fewest(explorer, counts, before, _ends),
            )


def _count_from(explorer: Explorer, number: int) -> dict[int, int]:
    """Return how many answers lead straight on to each state."""
    counts, waiting = {number: 0}, deque([number])
    while waiting:
        here = waiting.popleft()
        for edge in explorer.states[here].edges:
            if edge.straight and edge.to >= 0 and edge.to not in counts:
                counts[edge.to] = counts[here] + 1
                waiting.append(edge.to)
    return counts


def _find_fewest(
    explorer: Explorer,
    counts: dict[int, int],
    before: int,
    reached: Callable[[State, Edge], bool],
) -> int | None:
    found = (
        before + count + 1
        for number, count in counts.items()
        for edge in explorer.states[number].edges
        if edge.straight and reached(explorer.states[number], edge)
    )
    return min(found, default=None)


def _ticks(state: State, _edge: Edge) -> bool:
    return state.page is not None and state.page.kind is Kind.BOXES


def _ends(state: State, edge: Edge) -> bool:
    return edge.to == Beyond.END and state.finished
