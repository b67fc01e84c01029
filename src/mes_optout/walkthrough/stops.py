"""Where a way goes on: at a step, or at the fork that is asked after its last box."""

from typing import NamedTuple

from mes_optout.content.case import Said
from mes_optout.content.procedure import Fork
from mes_optout.journey import Journey, is_answered
from mes_optout.progress.model import State


class Stop(NamedTuple):
    """A step by its index, or its fork."""

    step: int
    forks: bool = False


def find_stop(journey: Journey, after: int = -1) -> Stop | None:
    """Return what comes after the step with an index: an open step, or a fork without an answer.

    A fork that one may leave open is none to stop at: unknown is shown. Nor is one that was passed,
    in a version without it: whoever ticked something after it has long seen what it asks for.
    """
    for index, (step, place) in enumerate(journey.places):
        if index > after and place.state is State.OPEN:
            return Stop(index)
        owed = step.fork is not None and _is_owed(step.fork, journey.said)
        if index > after and place.state is State.DONE and owed and not _is_passed(journey, index):
            return Stop(index, forks=True)
    return None


def _is_passed(journey: Journey, index: int) -> bool:
    """Say whether something was ticked in a step after one with an index."""
    following = journey.places[index + 1 :]
    return any(place.days and place.state is not State.HIDDEN for _, place in following)


def find_resumption(journey: Journey) -> Stop | None:
    """Return where to take a journey up again: what is put off comes last; None at the end."""
    if journey.continued_in is not None:
        return None
    later = journey.standing.first(State.LATER)
    return find_stop(journey) or (None if later is None else Stop(later))


def asks_fork(journey: Journey, index: int) -> bool:
    """Say whether a step is done, and its fork is to be asked when that is confirmed."""
    step, place = journey.places[index]
    if step.fork is None or place.state is not State.DONE:
        return False
    return step.fork.always or not is_answered(step.fork, journey.said)


def _is_owed(fork: Fork, said: Said) -> bool:
    """Say whether what follows waits for an answer: each one says something of the case."""
    every = all(each.facts or each.asks_again for each in fork.answers)
    return every and not is_answered(fork, said)
