"""Doors in words: on a page the answer that opens one, on paper where to go on."""

from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.case import applies
from mes_optout.content.doors import Action, Deed
from mes_optout.content.titles import find_letter_head, find_step_title, find_title
from mes_optout.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mes_optout.content.letters import Known
    from mes_optout.content.loader import Pack
    from mes_optout.content.procedure import Procedure
    from mes_optout.journey import Journey


class Place(NamedTuple):
    """A step by its title, a list by its own, or a step of another list.

    `here` is the index of a step of the list that one goes through.
    """

    step: str
    list: str = ""
    here: int | None = None


def find_step(procedure: "Procedure", name: str | None) -> int | None:
    """Return the index of a step by its id."""
    return next((n for n, step in enumerate(procedure.steps) if step.id == name), None)


def find_letter(letters: "Iterable[Known]", name: str, journey: "Journey") -> "Known | None":
    """Return a letter by its id, if it applies."""
    found = (each for each in letters if each.letter.id == name)
    return next((each for each in found if applies(each.letter, journey.said)), None)


def find_place(action: Action, journey: "Journey", pack: "Pack") -> Place | None:
    """Return the step or the list that a door leads to, if it leads to one from a journey."""
    if action.procedure in {None, journey.procedure.id}:
        index = find_step(journey.procedure, action.step)
        return None if index is None else Place(journey.steps[index].title, here=index)
    name = action.procedure or ""
    if action.step is None:
        return Place("", find_title(pack, name))  # not its steps, which take long to read
    return Place(find_step_title(pack, name, action.step), find_title(pack, name))


def label_place(place: Place) -> str:
    """Say the answer that leads to a step or to a list."""
    if place.step and place.list:
        said = _("Go to: {title} (in “{list}”)")
        return said.format(title=place.step, list=place.list)
    return _("Go to: {title}").format(title=place.step or place.list)


def label_letter(known: "Known") -> str:
    """Say the answer that leads to a letter."""
    return _("Write: {title}").format(title=known.guide.title)


def label_deed(deed: Deed) -> str:
    """Say the answer that does something."""
    match deed:
        case Deed.HELPERS:
            return _("Who can help")
        case Deed.ANSWERS:
            return _("What I have answered")
        case Deed.NEXT_CHILD:
            return _("Next child")
        case Deed.LATER:
            return _("Do this step later")
        case Deed.PHONE:
            return _("Open the page on your phone (QR code)")


def say_on_paper(text: str, actions: "Iterable[Action]", journey: "Journey", pack: "Pack") -> str:
    """Add to a text where its doors lead: « → Étape 3 : … ». What the program does is no place."""
    return " → ".join((text, *_name_places(actions, journey, pack)))


def _name_places(actions: "Iterable[Action]", journey: "Journey", pack: "Pack") -> "Iterator[str]":
    for action in actions:
        if action.letter:
            head = find_letter_head(pack, action.letter)
            if head is not None and applies(head, journey.said):
                yield _("Letter: {title}").format(title=head.title)
        elif action.do is Deed.HELPERS:
            if pack.reading and pack.reading.resources:
                yield _("Who can help")
        elif place := find_place(action, journey, pack):
            yield from _name_place(place, journey)


def _name_place(place: Place, journey: "Journey") -> "Iterator[str]":
    if place.here is not None:
        if journey.visible(place.here):  # or else it is not on the sheet
            said = _("Step {number}: {title}")
            yield said.format(number=journey.number(place.here), title=place.step)
    elif place.step:
        yield _("List “{list}”, step “{title}”").format(list=place.list, title=place.step)
    else:
        yield _("List “{list}”").format(list=place.list)
