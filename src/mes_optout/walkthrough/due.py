"""What was to come by now: it is asked whether it did, one question after the other."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.later import late_actions
from mes_optout.i18n import _
from mes_optout.progress.awaited import Awaited, note_came, note_not_yet
from mes_optout.walkthrough.problems import find_doors
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way
from mes_optout.wording.waiting import say_awaited

if TYPE_CHECKING:
    from mes_optout.content.later import FollowUp
    from mes_optout.journey import Journey

_ASKED_AGAIN_AFTER = timedelta(weeks=1)

# Returns the stage that follows once all is asked.
Then = Callable[[], Stage]


class Asked(NamedTuple):
    """What is asked about: what comes after a deed on one way."""

    way: Way
    follow_up: "FollowUp"


def ask_due(visit: Visit, ways: Iterable[Way], then: Then) -> Stage:
    """Ask whether what is due by now came; a clock that is wrong asks nothing."""
    journeys = [(way, visit.journey(way)) for way in ways]
    due = [
        Asked(way, each.follow_up)
        for way, journey in journeys
        for each in journey.follow_ups
        if each.is_asked(journey.today)
    ]
    in_doubt = any(journey.doubt for _way, journey in journeys)
    return ask_each(visit, [] if in_doubt else due, then)


def ask_each(visit: Visit, asked: Sequence[Asked], then: Then) -> Stage:
    """Return the stage that asks about the first of several; what follows where there is none."""
    return partial(ask_whether_it_came, visit, asked, then) if asked else then()


def ask_whether_it_came(visit: Visit, asked: Sequence[Asked], then: Then) -> Stage | None:
    """Ask whether one thing came, and go on with the others."""
    (way, follow_up), others = asked[0], asked[1:]
    journey, following = visit.journey(way), partial(ask_each, visit, others, then)
    awaited = _find(journey, follow_up)
    if awaited is None:  # its box was unticked since: only going back leads here
        return following()()
    not_yet = Choice("not-yet", _("Not yet"), partial(_note_not_yet, visit, asked, then), now=True)
    yes = Choice("yes", _("Yes"), partial(_note_came, visit, asked[0], following), now=True)
    # The answer that is pointed at when a menu opens neither ends the asking nor takes back a yes.
    first = (not_yet, yes) if awaited.came is None else (yes, not_yet)
    choices = (*first, Choice("later", _("Say it another time"), following, now=True))
    screen = Screen(
        title=_("To be checked"),
        heading=journey.title,
        # Not what to expect: whoever opens the program sees this page first.
        text=(f"{say_awaited(awaited, journey.today, journey.doubt)}.",),
    )
    return visit.choose(screen, follow_up.question, choices)


def _find(journey: "Journey", follow_up: "FollowUp") -> "Awaited[FollowUp] | None":
    return next((each for each in journey.follow_ups if each.follow_up.id == follow_up.id), None)


def _note_came(visit: Visit, asked: Asked, following: Then) -> Stage:
    way, follow_up = asked
    today = visit.today
    save(visit, way, lambda progress: note_came(progress, way.turn, follow_up, today))
    visit.prompter.say(_("This is noted."))
    return following()


def _note_not_yet(visit: Visit, asked: Sequence[Asked], then: Then) -> Stage:
    """Take back that it came; say what to do where it is late."""
    way, follow_up = asked[0]
    journey = visit.journey(way)
    awaited = _find(journey, follow_up)
    if awaited is not None and awaited.came is not None:
        change = partial(note_not_yet, turn=way.turn, follow_up=follow_up, again=None)
        journey = save(visit, way, change)
    if awaited is not None and awaited.due > journey.today:
        return ask_each(visit, asked[1:], then)
    return partial(say_otherwise, visit, asked, then)


def say_otherwise(visit: Visit, asked: Sequence[Asked], then: Then) -> Stage | None:
    """Say what to do about what has not come, and when it is asked again."""
    way, follow_up = asked[0]
    journey = visit.journey(way)
    if _find(journey, follow_up) is None:  # an answer was changed: nothing is to come
        return ask_each(visit, asked[1:], then)()
    here, again = (
        partial(say_otherwise, visit, asked, then),
        partial(_ask_again, visit, asked, then),
    )
    choices = (
        Choice("again", _("Ask me again in a week"), again, now=True),
        *find_doors(visit, way, None, late_actions(follow_up), here),
    )
    return visit.choose(late_page(journey, follow_up), _("What do you want to do?"), choices)


def late_page(journey: "Journey", follow_up: "FollowUp") -> Screen:
    """Return the page about what has not come though it is due."""
    text = (follow_up.text, follow_up.otherwise)
    return Screen(title=follow_up.title, heading=journey.title, text=text)


def _ask_again(visit: Visit, asked: Sequence[Asked], then: Then) -> Stage:
    way, follow_up = asked[0]
    day = visit.today + _ASKED_AGAIN_AFTER
    change = partial(note_not_yet, turn=way.turn, follow_up=follow_up, again=day)
    save(visit, way, change)
    return ask_each(visit, asked[1:], then)
