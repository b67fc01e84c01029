"""Where proving sets out: each combination of facts, each day that counts, each turn."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import product

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Tick, Turn, references
from mes_optout.reports.prove.answering import SENT
from mes_optout.reports.prove.exploring import MOST_TURNS, Explorer
from mes_optout.reports.prove.states import Beyond
from mes_optout.telling import find_facts
from mes_optout.walkthrough.choosing import ask_situation, enter_procedure, enter_way, make_way

OUT_OF_ORDER = 2  # times, by whoever has said nothing yet
_MUCH_LATER = timedelta(days=400)  # whatever is awaited is due by then


def explore_questions(pack: Pack, today: date) -> Explorer:
    """Go from the first questions on, straight to every end."""
    explorer = Explorer(pack, "", today)
    explorer.begin(partial(ask_situation, explorer.trial), Progress())
    explorer.explore()
    return explorer


def explore_procedure(pack: Pack, name: str, today: date) -> Explorer:
    """Go through a procedure from every beginning, then come back to each end much later."""
    explorer, procedure = Explorer(pack, name, today), pack.procedure(name)
    for turn in [Turn(name, n) for n in range(1, (MOST_TURNS if procedure.repeats else 1) + 1)]:
        for progress in _list_beginnings(pack, procedure, turn, today):
            left = 0 if progress.lists or turn.turn > 1 else OUT_OF_ORDER
            _enter(explorer, procedure, turn, progress, left=left)
        if any(step.revision > 1 for step in procedure.steps):
            _enter(explorer, procedure, turn, _tick_before(procedure, turn, today), left=0)
    explorer.trial.progress = Progress()
    explorer.begin(enter_procedure(explorer.trial, name), Progress())
    explorer.explore()
    for progress in tuple(find_ends(explorer)):
        explorer.return_on(today + _MUCH_LATER, progress)
    explorer.explore()
    return explorer


def begin_blank(explorer: Explorer, procedure: Procedure) -> None:
    """Begin a procedure of which nothing is noted, to go through it in order."""
    _enter(explorer, procedure, Turn(procedure.id), Progress(), left=0)


def _enter(
    explorer: Explorer, procedure: Procedure, turn: Turn, progress: Progress, *, left: int
) -> None:
    explorer.trial.progress = progress
    way = make_way(explorer.trial, procedure, turn.turn)
    explorer.begin(enter_way(explorer.trial, way), progress, left=left)


def _list_beginnings(
    pack: Pack, procedure: Procedure, turn: Turn, today: date
) -> Iterator[Progress]:
    """Yield what may be noted at the beginning: nothing first."""
    facts = find_facts(pack.case, Journey(procedure, turn, None, today))
    values = ((None, *(value.id for value in fact.values)) for fact in facts)
    days = [None, *(today - timedelta(days=ago) for ago in SENT)]
    for said in product(*values):
        for sent in days if procedure.if_late is not None else days[:1]:
            given = {fact.id: value for fact, value in zip(facts, said, strict=True) if value}
            progress = Progress().answered(turn, given) if given else Progress()
            yield progress.letter_sent(turn, sent) if sent else progress


def _tick_before(procedure: Procedure, turn: Turn, today: date) -> Progress:
    """Return progress in which all was ticked before the steps were revised."""
    progress = Progress()
    for step in procedure.steps:
        for check in step.checks:
            ref = next(iter(references(turn, step, check)))
            progress = progress.ticked(ref, Tick(today, step.revision - 1))
    return progress


def find_ends(explorer: Explorer) -> Iterator[Progress]:
    """Yield what is noted at each end to which one came in order."""
    for state in explorer.states:
        if not state.strays and any(edge.to == Beyond.END for edge in state.edges):
            yield state.progress
