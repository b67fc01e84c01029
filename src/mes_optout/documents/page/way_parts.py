"""The parts around the steps: first questions, what to know, the day of sending, the end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from mes_optout.content.doors import Action, Deed
from mes_optout.content.later import late_actions
from mes_optout.documents.coming import list_follow_ups
from mes_optout.documents.overview import list_calls
from mes_optout.documents.page.given import Given
from mes_optout.documents.page.leading import open_doors
from mes_optout.documents.page.page_blocks import (
    Folded,
    Link,
    Linked,
    Links,
    Onward,
    PageBlock,
    PagePart,
    Reached,
)
from mes_optout.documents.page.places import ANY_DAY, Kind, Place
from mes_optout.documents.page.step_parts import say_where
from mes_optout.i18n import _, language
from mes_optout.progress.model import State
from mes_optout.wording.at_hand import list_before_rows
from mes_optout.wording.blocks import Points, Row, Text
from mes_optout.wording.last_day import (
    say_day_unknown,
    say_how_it_counts,
    say_too_late,
    say_what_to_do,
)
from mes_optout.wording.phrases import goes_on_in, set_off
from mes_optout.wording.waiting import say_period

if TYPE_CHECKING:
    from mes_optout.content.triage import Situation
    from mes_optout.journey import Journey

# What to do on the last day depends on whether the telephone answers.
_WEEKDAY, _SUNDAY = ANY_DAY, ANY_DAY - timedelta(days=1)  # it is a Monday


def lay_out_question(given: Given, place: Place) -> PagePart:
    """Return one of the first questions."""
    triage = given.pack.triage
    asked = next(each for each in triage.questions if each.id == place.name)
    links = [Link(answer.label, given.ways.answer(place, answer)) for answer in asked.answers]
    if asked is triage.questions[0] and given.pack.reading is not None:
        links.append(Link(_("Read something first"), Place(Kind.READING)))
    blocks = (Text(triage.note), Onward(tuple(links), asked.text))
    return PagePart("", language(), _("Your situation"), blocks=blocks)


def lay_out_before(given: Given, place: Place) -> PagePart:
    """Return what to know before a procedure: why this one, what it needs, how it ends."""
    journey, situation = given.ways.journey(place), given.ways.find_situation(place)
    procedure = journey.procedure
    said: tuple[PageBlock, ...] = (Text(procedure.summary),)
    if situation is not None:
        reached = Reached(_list_answers(given, situation))
        said = (reached, Text(situation.note), Text(situation.timing))
    links = (
        Link(_("Go on"), given.ways.begin(place)),
        Link(
            _("Change my answer") if situation else _("Choose another procedure"), given.ways.first
        ),
        Link(_("The list of steps, to print"), Place(Kind.PAPER, procedure.id)),
    )
    blocks: tuple[PageBlock, ...] = (*said, *list_before_rows(journey), Onward(links))
    return PagePart("", procedure.language, procedure.title, blocks=blocks)


def _list_answers(given: Given, situation: "Situation") -> str:
    """Return the answers that lead to a situation."""
    answers = (each for asked in given.pack.triage.questions for each in asked.answers)
    return set_off(" / ".join(each.label for each in answers if each.situation == situation.id))


def lay_out_sent(given: Given, place: Place) -> PagePart:
    """Return the question for the day of sending, and where one goes on with it or without."""
    journey, late = given.ways.journey(place), given.ways.come_late(place)
    known = given.ways.pass_day(place, known=True)
    links = [
        Link(_("I know it, and the last day is not over"), known),
        Link(_("I do not know"), given.ways.pass_day(place, known=False)),
        Link(_("I know it, and the last day is over"), late or known),
    ]
    unknown, over = _("I do not know"), _("The last day is over")
    blocks: tuple[PageBlock, ...] = (
        say_where(journey),
        *map(Text, say_how_it_counts()),
        Links((Link(_("Find the last day in the calendar"), Place(Kind.DAYS)),)),
        Points((Text(" ".join(say_day_unknown()), unknown), Text(say_too_late(), over))),
        Folded(_("Today is the last day"), tuple(_list_last_day())),
        Onward(tuple(links), _("On which day was it sent?")),
    )
    return PagePart("", journey.procedure.language, _("How long you have got"), blocks=blocks)


def _list_last_day() -> Iterator[PageBlock]:
    yield Row(_("From Monday to Friday"), say_what_to_do(_WEEKDAY))
    yield Row(_("On Saturdays and Sundays"), say_what_to_do(_SUNDAY))
    yield from list_calls()


def lay_out_end(given: Given, place: Place) -> PagePart:
    """Return the end of a procedure: what it amounts to, what is left, what comes next."""
    journey = given.ways.journey(place)
    procedure = journey.procedure
    blocks: list[PageBlock] = [say_where(journey), *_list_outcome(given, place, journey)]
    if coming := list(_list_coming(given, journey)):
        blocks += [Text("", lead=_("What next")), *coming]
    links = [
        Link(_("The list of steps, to print"), Place(Kind.PAPER, procedure.id)),
        Link(_("Choose another procedure"), given.ways.first),
    ]
    if journey.continued_in is not None:  # who answered wrongly there comes back here
        links += open_doors(given, journey, (Action(do=Deed.ANSWERS),))
    if given.link_letters(journey):
        letters = Place(Kind.LETTERS, "", place.turn, noted=place.noted)
        links.insert(0, Link(_("A letter to complete by hand"), letters))
    if procedure.repeats:
        links.insert(0, Link(_("Next child"), given.ways.before(procedure.id, {})))
    if journey.afterwards and given.ways.find_rest(place) is None:
        after = Place(Kind.AFTER, "", place.turn, noted=place.noted)
        links.insert(0, Link(_("What may come next"), after))
    blocks.append(Links(tuple(links), _("More")))
    return PagePart("", procedure.language, _("The end"), blocks=tuple(blocks))


def lay_out_after(given: Given, place: Place) -> PagePart:
    """Return what may come after a procedure, with the doors to it."""
    journey = given.ways.journey(place)
    lines = (
        Linked(line.text, open_doors(given, journey, line.actions)) for line in journey.afterwards
    )
    links = Links((Link(_("Choose another procedure"), given.ways.first),))
    blocks: tuple[PageBlock, ...] = (say_where(journey), *lines, links)
    return PagePart("", journey.procedure.language, _("What may come next"), blocks=blocks)


def _list_outcome(given: Given, place: Place, journey: "Journey") -> Iterator[PageBlock]:
    """Yield what all steps done amount to, or which are left; and what to keep."""
    rest = given.ways.find_rest(place)
    if journey.continued_in is not None and rest is not None:
        title = given.pack.title(journey.continued_in)
        yield Text(goes_on_in(title))
        yield Onward((Link(_("Go on with: {title}").format(title=title), rest),))
    elif rest is not None:
        left = (Text(step.title) for step, each in journey.places if each.state is State.OPEN)
        yield Points(tuple(left), _("Still to do"))
        yield Onward((Link(_("Take up the steps that are left"), rest),))
    else:
        yield Row(_("When all is done"), (journey.procedure.finished,))


def _list_coming(given: Given, journey: "Journey") -> Iterator[PageBlock]:
    for each, awaited in list_follow_ups(journey):
        if awaited is None:  # its deed is not done here
            continue
        yield Text(f"{say_period(each)}. {each.text}", lead=each.title)
        doors = open_doors(given, journey, late_actions(each))
        yield Folded(each.question, (Linked(each.otherwise, doors, lead=_("Not yet")),))
