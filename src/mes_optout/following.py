"""Where a journey goes on: its next stop, what an answer to a fork says, and where it leads.

A stop is a step, or a fork: the question after a step's last box. Nothing here shows or keeps.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.case import (
    Said,
    find_branch,
    find_elsewhere,
    find_told,
    is_answered,
)
from mes_optout.journey import Journey
from mes_optout.progress.model import State, Turn
from mes_optout.telling import Told, note_told, tell

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack
    from mes_optout.content.procedure import Branch, Fork, Procedure
    from mes_optout.progress.model import Progress


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
            return _find_page_again(journey, index, after)
    return None


def _find_page_again(journey: Journey, index: int, after: int) -> Stop:
    """Return the fork of a step, or where to see once more what it asks for.

    What a site showed on an earlier day shows no more: the pages before come again, with their
    ticks. So does the step itself.
    """
    step, place = journey.places[index]
    earlier = any(day != journey.today for day in place.days.values())
    if step.fork is None or not step.fork.always or not earlier:
        return Stop(index, forks=True)
    for n in range(after + 1, index):
        other = journey.steps[n]
        if journey.visible(n) and other.home == step.home and other.link:
            return Stop(n)
    return Stop(index)


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


def _is_owed(fork: "Fork", said: Said) -> bool:
    """Say whether what follows waits for an answer: each one says something of the case."""
    every = all(each.facts or each.asks_again for each in fork.answers)
    return every and not is_answered(fork, said)


def find_next(journey: Journey, index: int) -> Stop | None:
    """Return what comes after a step that was gone through; None is the end.

    What is open before it waits for the end, as does what was put off.
    """
    return None if journey.continued_in is not None else find_stop(journey, after=index)


def owes_day(journey: Journey) -> bool:
    """Say whether the day of sending is to be asked for before the first step."""
    return journey.procedure.if_late is not None and not _was_entered(journey)


def find_dated(journey: Journey) -> dict[int, list[str]]:
    """Return the boxes that the day of sending answers and that are not ticked, by their steps."""
    found = {}
    for index, (step, place) in enumerate(journey.places):
        dated = [each.id for each in step.checks if each.dated and each.id not in place.days]
        if dated and journey.visible(index):
            found[index] = dated
    return found


def _was_entered(journey: Journey) -> bool:
    """Say whether one went through some of it. Steps done in another procedure do not count."""
    return journey.deadline is not None or any(
        place.state in {State.LATER, State.NOT_FOR_ME} or (place.days and step.home is None)
        for step, place in journey.places
    )


class Entry(NamedTuple):
    """Where an answer to a fork leads in its procedure: a stop (None is the end).

    Or first to the day of sending, which is not known there.
    """

    stop: Stop | None = None
    asks_day: bool = False


def pass_through(turn: Turn, procedure: "Procedure") -> Turn:
    """Return the pass through another procedure: for the same child, where it repeats."""
    return Turn(procedure.id, turn.turn if procedure.repeats else 1)


def find_led(journey: Journey, branch: "Branch", pack: "Pack") -> Journey:
    """Return the journey that a branch leads to: this one, or one through another procedure."""
    elsewhere = find_elsewhere(branch, journey.procedure)
    if elsewhere is None:
        return journey
    procedure = pack.procedure(elsewhere)
    turn = pass_through(journey.turn, procedure)
    return Journey(procedure, turn, journey.progress, journey.today)


def note_answer(journey: Journey, index: int, branch: "Branch", pack: "Pack") -> "Progress":
    """Return what is noted once a step's fork is answered, in every pass that it concerns."""
    progress = note_told(journey.noted, find_changes(journey, index, branch, pack))
    led = find_led(journey, branch, pack)
    # So that one who leaves now is offered the procedure that goes on.
    return progress if led is journey else progress.marked_begun(led.turn)


def find_changes(
    journey: Journey, index: int, branch: "Branch", pack: "Pack"
) -> Iterator[tuple[Turn, Told]]:
    """Yield what to note of which pass when a step's fork is answered.

    What the answer before said is taken back, everywhere.
    """
    before = find_branch(journey.procedure.steps[index].fork, journey.said)
    if before is not None:
        led = find_led(journey, before, pack)
        if led is not journey:
            same = (fact for fact, value in before.facts.items() if led.said(fact, value))
            yield led.turn, dict.fromkeys(same)
        yield journey.turn, dict.fromkeys(before.facts)
    yield journey.turn, dict(branch.facts)
    led = find_led(journey, branch, pack)
    if led is not journey:
        stale = dict.fromkeys(before.facts if before else ())
        along = {**find_told(pack.case, journey.said), **stale, **branch.facts}
        yield led.turn, tell(led, along)


def find_entry(journey: Journey, index: int, branch: "Branch", led: Journey) -> Entry:
    """Return where an answer to a step's fork leads: its step, or what comes after the fork.

    `led` is where it leads, as it stands once the answer is noted.
    """
    if branch.step is None:
        forked = _find_same(journey, index, led)
        dated = led.procedure.if_late is not None and led.deadline is None
        if led.procedure is not journey.procedure and forked < 0 and dated:
            # Not where a page of the site is open: that would be in its way.
            return Entry(asks_day=True)
        return Entry(find_stop(led, after=forked))
    # A step of another procedure is looked for by `steps check` alone: without it, from the start.
    wanted = next((n for n, step in enumerate(led.steps) if step.id == branch.step), 0)
    return Entry(find_stop(led, after=wanted - 1))


def _find_same(journey: Journey, index: int, other: Journey) -> int:
    """Return where another journey has a step of this one; -1 where it does not."""
    wanted = journey.identity(index)
    places = (n for n in range(len(other.steps)) if other.identity(n) == wanted)
    return next(places, -1)
