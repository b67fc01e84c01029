"""What was said of the case: what of it concerns a pass, and what entering one changes in it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mes_optout.content.case import find_branch, find_elsewhere
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn

if TYPE_CHECKING:
    from mes_optout.content.facts import Case, Fact

# What to note of facts, by their ids; None takes back what was said of one.
Told = Mapping[str, str | None]


def find_facts(case: "Case", journey: Journey) -> "tuple[Fact, ...]":
    """Return the facts of a pack that count in a pass, in the order of their first use."""
    known = {fact.id: fact for fact in case.facts}
    return tuple(known[name] for name in journey.facts_named if name in known)


def note_told(progress: Progress, told: Iterable[tuple[Turn, Told]]) -> Progress:
    """Note what is told of several passes."""
    for turn, facts in told:
        progress = progress.answered(turn, facts)
    return progress


def tell(journey: Journey, along: Told) -> Told:
    """Return what a pass is told of what was said elsewhere: that which makes a difference in it.

    So nothing is kept that nothing depends on.
    """
    return {fact: value for fact, value in along.items() if fact in journey.facts_named}


def enter_with(journey: Journey, answers: Mapping[str, str]) -> Told:
    """Return what to note of a pass that is entered with new answers.

    They win over those before. An answer to a fork that leads away is taken back: whoever chooses
    this procedure anew wants to go through it.
    """
    new = tell(journey, answers)
    return {**_find_away(journey, new), **new}


def change_over(journey: Journey, along: Told) -> Told:
    """Return what to note of a pass that was chosen instead of another one, of which `along` is.

    As when it is entered; but what was answered there cannot lead straight back either.
    """
    new = tell(journey, along)
    return {**new, **_find_away(journey, new)}


def _find_away(journey: Journey, new: Told) -> Told:
    """Return, as taken back, what would lead away by what is said and what is `new`."""

    def said(fact: str, value: str) -> bool | None:
        told = new.get(fact)
        return journey.said(fact, value) if told is None else told == value

    given = (find_branch(step.fork, said) for step in journey.procedure.steps)
    away = (each for each in given if each and find_elsewhere(each, journey.procedure))
    return {fact: None for branch in away for fact in branch.facts}
