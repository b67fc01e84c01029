"""Doors: what a page speaks of and the program can do or go to, as answers of that page."""

from collections.abc import Iterable, Iterator
from functools import partial

from mes_optout.content.doors import Action, Deed
from mes_optout.progress.model import Aside, State
from mes_optout.walkthrough.answers_given import offer_answers
from mes_optout.walkthrough.carrying_away import letter_choice
from mes_optout.walkthrough.helpers import helpers_choice
from mes_optout.walkthrough.problems import show_on_phone
from mes_optout.walkthrough.step import ask_boxes, say_gone, set_aside
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way
from mes_optout.wording.doors import (
    find_letter,
    find_place,
    label_deed,
    label_letter,
    label_place,
)


def open_doors(
    visit: Visit, way: Way, index: int | None, actions: Iterable[Action], back: Stage
) -> list[Choice]:
    """Return the answers that open doors, each once; one that leads nowhere now is left out.

    The page that offers them is `back`; it speaks of the step with an index, if it does of one.
    """
    found = (each for action in actions for each in _open(visit, way, index, action, back))
    return list({each.id: each for each in found}.values())


def _open(
    visit: Visit, way: Way, index: int | None, action: Action, back: Stage
) -> Iterator[Choice]:
    journey = visit.journey(way)
    if action.letter is not None:
        if known := find_letter(visit.letters, action.letter, journey):
            yield letter_choice(visit, way, known, label_letter(known), back)
    elif action.do is not None:
        yield _do(visit, way, index, action.do, back)
    elif place := find_place(action, journey, visit.pack):
        name, label = action.procedure or way.procedure.id, label_place(place)
        here, id_ = place.here, f"to-{name}-{action.step or ''}"
        if here is not None and not journey.visible(here):
            yield Choice(id_, label, partial(say_gone, visit, way, here, back))
        else:
            enter = partial(way.enter, way, name, action.step, None)
            yield Choice(id_, label, enter, now=True)


def _do(visit: Visit, way: Way, index: int | None, deed: Deed, back: Stage) -> Choice:
    journey, label = visit.journey(way), label_deed(deed)
    link = "" if index is None else way.procedure.steps[index].link or ""
    match deed:
        case Deed.HELPERS:
            return helpers_choice(visit, back)
        case Deed.ANSWERS:
            answers = partial(offer_answers, visit, way, partial(_return_to, visit, way, back))
            return Choice("answers", label, answers, bool(journey.facts_named))
        case Deed.NEXT_CHILD:
            begin = partial(way.enter, way, way.procedure.id, None, way.turn.turn + 1)
            return Choice("next-child", label, begin, way.procedure.repeats, now=True)
        case Deed.LATER:
            later = partial(set_aside, visit, way, index or 0, Aside.LATER)
            left = index is not None and journey.standing.steps[index].state is State.OPEN
            return Choice("later", label, later, left, now=True)
        case Deed.PHONE:
            drawn = bool(link) and visit.prompter.can_show_code(link)
            return Choice("phone", label, partial(show_on_phone, visit, link, back), drawn)


def _return_to(visit: Visit, way: Way, back: Stage, new: int | None) -> Stage:
    """Return the page that one came from, or a step that applies since an answer was changed."""
    return back if new is None else partial(ask_boxes, visit, way, new)
