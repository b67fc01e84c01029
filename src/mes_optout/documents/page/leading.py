"""Doors as links: where what a part speaks of stands in the page."""

from collections.abc import Iterable, Iterator

from mes_optout.content.case import list_branches
from mes_optout.content.doors import Action, Deed
from mes_optout.documents.page.given import Given
from mes_optout.documents.page.going import Ways
from mes_optout.documents.page.page_blocks import Link
from mes_optout.documents.page.places import Kind, Place
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.wording.doors import (
    find_letter,
    find_place,
    find_step,
    label_deed,
    label_letter,
    label_place,
)


def open_doors(
    given: Given, journey: Journey, actions: Iterable[Action], index: int | None = None
) -> tuple[Link, ...]:
    """Return the doors of a part, each once. `index` is that of its step, if it is of one.

    What only a program can do, such as putting a step off, is none.
    """
    found = (each for action in actions for each in _open(given, journey, action, index))
    return tuple(dict.fromkeys(found))


def _open(given: Given, journey: Journey, action: Action, index: int | None) -> Iterator[Link]:
    if action.letter is not None:
        if known := find_letter(given.letters, action.letter, journey):
            yield Link(label_letter(known), Place(Kind.LETTER, known.letter.id))
    elif action.do is not None:
        yield from _do(given.ways, journey, action.do, index)
    elif place := find_place(action, journey, given.pack):
        to = _find_target(given.ways, journey, action)
        if to is not None:
            yield Link(label_place(place), to)


def _do(ways: Ways, journey: Journey, deed: Deed, index: int | None) -> Iterator[Link]:
    match deed:
        case Deed.HELPERS:
            yield Link(label_deed(deed), Place(Kind.HELP))
        case Deed.NEXT_CHILD:
            yield Link(label_deed(deed), ways.before(journey.procedure.id, {}))
        case Deed.ANSWERS:
            yield from _answer_anew(ways, journey, index)
        case Deed.LATER | Deed.PHONE:
            pass


def _answer_anew(ways: Ways, journey: Journey, before: int | None) -> Iterator[Link]:
    """Yield the steps that ask something: what was answered there is asked anew.

    `before` is the index of the step one comes from, if it is one: only those before it count.
    """
    for index, step in enumerate(journey.steps[:before]):
        asks = any(branch.facts for branch in list_branches(step.fork))
        to = ways.enter_step(journey.procedure.id, step.id)
        if asks and to is not None and journey.visible(index):
            yield Link(_("Answer otherwise: {title}").format(title=step.title), to)


def _find_target(ways: Ways, journey: Journey, action: Action) -> Place | None:
    name = action.procedure or journey.procedure.id
    if action.step is None:
        return ways.before(name, {})
    here = find_step(journey.procedure, action.step) if name == journey.procedure.id else None
    if here is not None and not journey.visible(here):
        return None  # by what was said, that step is for others
    return ways.enter_step(name, action.step)
