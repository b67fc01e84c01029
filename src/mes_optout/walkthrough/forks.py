"""The stages of a fork, the question after a step's last box, and where its answers lead."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from mes_optout.content.case import (
    find_elsewhere,
    list_branches,
)
from mes_optout.content.procedure import Branch
from mes_optout.following import Stop, find_entry, find_resumption, note_answer
from mes_optout.i18n import _
from mes_optout.progress.model import Progress, State
from mes_optout.walkthrough.helpers import helpers_choice
from mes_optout.walkthrough.journey_pages import under_way
from mes_optout.walkthrough.problems import ask_problem
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.sending import ask_sent
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.phrases import goes_on_in

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
    find_way(visit, way, branch)  # read now, and not while others wait for the file

    def change(progress: Progress) -> Progress:
        # By what is kept at that moment: another window may have answered otherwise.
        return note_answer(visit.journey(way, progress), index, branch, visit.pack)

    save(visit, way, change)
    if branch.asks_again:
        return partial(say_again, visit, way, index, branch, follow)
    return lead(visit, way, index, branch, follow)


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
    entry = find_entry(visit.journey(way), index, branch, visit.journey(other))
    if entry.asks_day:
        return partial(ask_sent, visit, other, partial(_resume, visit, follow))
    return follow(other, entry.stop)


def _resume(visit: Visit, follow: Follow, way: Way) -> Stage:
    """Take up a way as it stands now: once the day is known, it may be another procedure's."""
    return follow(way, find_resumption(visit.journey(way)))


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
