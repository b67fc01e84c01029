"""Where a way goes on: at a step, or at a fork, the question after a step's last box.

First the stops, told by a journey; then the stages of a fork, and where each of its answers leads.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from mes_optout.content.case import (
    Said,
    find_branch,
    find_elsewhere,
    find_told,
    is_answered,
    list_branches,
)
from mes_optout.content.procedure import Branch, Fork
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, State, Turn
from mes_optout.walkthrough.helpers import helpers_choice
from mes_optout.walkthrough.journey_pages import under_way
from mes_optout.walkthrough.problems import ask_problem
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.sending import ask_sent
from mes_optout.walkthrough.telling import Told, note_told, tell
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.phrases import goes_on_in


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


def _is_owed(fork: Fork, said: Said) -> bool:
    """Say whether what follows waits for an answer: each one says something of the case."""
    every = all(each.facts or each.asks_again for each in fork.answers)
    return every and not is_answered(fork, said)


# Enters a way at a stop, or at its end.
Follow = Callable[[Way, Stop | None], Stage]


def ask_fork(visit: Visit, way: Way, index: int, follow: Follow) -> Stage | None:
    """Ask the question after a step's last box."""
    journey = visit.journey(way)
    if journey.standing.steps[index].state not in {State.DONE, State.HIDDEN}:
        # Back leads here too when a box was unticked since: never instead of a box.
        return follow(way, Stop(index))()
    step = way.procedure.steps[index]
    choices = [
        Choice(branch.id, branch.label, partial(_take, visit, way, index, branch, follow), now=True)
        for branch in list_branches(step.fork)
    ]
    screen = replace(
        under_way(journey, index),
        text=(_("Your ticks are kept. You can come back and answer otherwise."),),
    )
    # First, for the answer that is pointed at when a menu opens changes nothing.
    stay = Choice("stay", _("Back to the step"), follow(way, Stop(index)))
    here = partial(ask_fork, visit, way, index, follow)
    problem = partial(ask_problem, visit, way, index, here)
    stuck = Choice("problem", _("I have a problem"), problem, bool(journey.steps[index].problems))
    question = step.fork.question if step.fork else ""
    return visit.choose(screen, question, [stay, *choices, stuck])


def _take(visit: Visit, way: Way, index: int, branch: Branch, follow: Follow) -> Stage:
    """Save what an answer says of the case, in this pass and in the one that it leads to."""
    led = find_way(visit, way, branch)  # read now, and not while others wait for the file

    def change(progress: Progress) -> Progress:
        # By what is kept at that moment: another window may have answered otherwise.
        progress = note_told(progress, find_changes(visit, progress, way, index, branch))
        # So that one who leaves now is offered the procedure that goes on.
        return progress if led is way else progress.marked_begun(led.turn)

    save(visit, way, change)
    if branch.asks_again:
        return partial(say_again, visit, way, index, branch, follow)
    return lead(visit, way, index, branch, follow)


def find_changes(
    visit: Visit, kept: Progress, way: Way, index: int, branch: Branch
) -> Iterator[tuple[Turn, Told]]:
    """Yield what to note of which pass. What the answer before said is taken back, everywhere."""
    journey = visit.journey(way, kept)
    before = find_branch(way.procedure.steps[index].fork, journey.said)
    if before is not None:
        if (led := find_way(visit, way, before)) is not way:
            other = visit.journey(led, kept)
            same = (fact for fact, value in before.facts.items() if other.said(fact, value))
            yield other.turn, dict.fromkeys(same)
        yield way.turn, dict.fromkeys(before.facts)
    yield way.turn, dict(branch.facts)
    if (led := find_way(visit, way, branch)) is not way:
        other = visit.journey(led, kept)
        stale = dict.fromkeys(before.facts if before else ())
        along = {**find_told(visit.pack.case, journey.said), **stale, **branch.facts}
        yield other.turn, tell(other, along)


def find_way(visit: Visit, way: Way, branch: Branch) -> Way:
    """Return the way that a branch leads to: this one, or one through another procedure."""
    elsewhere = find_elsewhere(branch, way.procedure)
    return way if elsewhere is None else way.through(visit.pack.procedure(elsewhere))


def lead(visit: Visit, way: Way, index: int, branch: Branch, follow: Follow) -> Stage:
    """Return where a branch leads: its note, then the step at which one goes on."""
    if branch.note is None:
        return _enter(visit, way, index, branch, follow)
    return partial(say_note, visit, way, index, branch, follow)


def say_note(visit: Visit, way: Way, index: int, branch: Branch, follow: Follow) -> Stage | None:
    """Say what to know on the way that a branch leads."""
    journey, other = visit.journey(way), find_way(visit, way, branch)
    text = [branch.note or ""]
    if other is not way:
        text.append(goes_on_in(other.procedure.title))
    screen = replace(under_way(journey), title=branch.label, text=tuple(text))
    again = partial(ask_fork, visit, way, index, follow)
    return visit.read(
        screen,
        go_on(partial(_enter, visit, way, index, branch, follow), now=True),
        Choice("again", _("Back to the question"), again),
    )


def _enter(visit: Visit, way: Way, index: int, branch: Branch, follow: Follow) -> Stage:
    """Go on at the step of a branch, or at what comes after the step that forked."""
    other = find_way(visit, way, branch)
    journey = visit.journey(other)
    if branch.step is None:
        forked = _find_same(visit.journey(way), index, journey)
        dated = other.procedure.if_late is not None and journey.deadline is None
        if other is not way and forked < 0 and dated:
            # Not where a page of the site is open: that would be in its way.
            return partial(ask_sent, visit, other, partial(_resume, visit, follow))
        return follow(other, find_stop(journey, after=forked))
    # A step of another procedure is looked for by `steps check` alone: without it, from the start.
    wanted = next((n for n, step in enumerate(journey.steps) if step.id == branch.step), 0)
    return follow(other, find_stop(journey, after=wanted - 1))


def _resume(visit: Visit, follow: Follow, way: Way) -> Stage:
    """Take up a way as it stands now: once the day is known, it may be another procedure's."""
    return follow(way, find_resumption(visit.journey(way)))


def _find_same(journey: Journey, index: int, other: Journey) -> int:
    """Return where another journey has a step of this one; -1 where it does not."""
    wanted = journey.identity(index)
    places = (n for n in range(len(other.steps)) if other.identity(n) == wanted)
    return next(places, -1)


def say_again(visit: Visit, way: Way, index: int, branch: Branch, follow: Follow) -> Stage | None:
    """Say what to do for want of an answer, then ask once more."""
    journey, again = visit.journey(way), partial(ask_fork, visit, way, index, follow)
    text = (branch.note,) if branch.note else ()
    screen = replace(under_way(journey), title=branch.label, text=text)
    return visit.read(
        screen,
        Choice("again", _("Choose again"), again),
        helpers_choice(visit, again),
        Choice("stay", _("Back to the step"), follow(way, Stop(index))),
        # Whom none of the answers ever fits is not to be asked for ever.
        Choice("elsewhere", _("Choose another procedure"), way.elsewhere),
    )
