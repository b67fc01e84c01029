"""The whole page as a document: the guide for whoever will never open a terminal."""

from collections.abc import Hashable, Sequence
from datetime import date
from functools import partial, reduce
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.case import find_told, list_branches
from mes_optout.content.letters import load_letters
from mes_optout.documents.page import first_parts, standing_parts, step_parts, way_parts
from mes_optout.documents.page.gathering import gather
from mes_optout.documents.page.given import Given, number_sources
from mes_optout.documents.page.going import Ways
from mes_optout.documents.page.page_blocks import PagePart
from mes_optout.documents.page.places import Kind, Place
from mes_optout.documents.page.sharing import Section, share
from mes_optout.i18n import _

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

# What stands first, then procedure by procedure, then what is looked up; last what one leaves to,
# so that nothing is beside it.
_FIRST = (Kind.START, Kind.QUESTION, Kind.READING, Kind.SECTION, Kind.HELP, Kind.DAYS)
_LAST = (
    *(Kind.LETTERS, Kind.LETTER, Kind.SHEET, Kind.WHY, Kind.SOURCES, Kind.CODE, Kind.KEPT),
    Kind.LEAVE,
)
_PHASES = {
    Kind.BEFORE: 0,
    Kind.SENT: 1,
    Kind.STEP: 2,
    Kind.NOTE: 2,
    Kind.END: 3,
    Kind.AFTER: 4,
    Kind.PAPER: 5,
}
# What every part leads to: from the top of the page.
START, HELP, LETTERS, LEAVE = map(Place, (Kind.START, Kind.HELP, Kind.LETTERS, Kind.LEAVE))


class Page(NamedTuple):
    """The whole page: its sections, the key of the part for each place, and how many there were.

    `before` counts the places, of which those with the same words and the same way ahead are one
    part.
    """

    sections: tuple[Section, ...]
    keys: dict[Place, str]
    before: int


def lay_out_page(pack: "Pack", day: date) -> Page:
    """Return the whole page, made on a day. Raises the errors of a pack."""
    given = Given(Ways(pack), load_letters(pack), day, number_sources(pack))
    firsts = [START, LEAVE, Place(Kind.SOURCES)]
    if given.helpers:
        firsts.append(HELP)
    if given.letters:
        firsts.append(LETTERS)
    gathered = gather(firsts, partial(lay_out, given), partial(_sort, given))
    places: dict[str, list[Place]] = {}
    for place, key in gathered.keys.items():
        places.setdefault(key, []).append(place)
    sections = share(
        gathered,
        lambda key: _name_section(places[key][0], key),
        lambda key: _say_answered(given, places[key]),
    )
    marked = (each._replace(one=_is_one_of(places[each.keys[0]][0])) for each in sections)
    return Page(tuple(marked), gathered.keys, gathered.before)


def _is_one_of(place: Place) -> bool:
    """Say whether of the parts of a section only one makes sense at a time."""
    return place.kind in {Kind.LETTER, Kind.SHEET}


def _name_section(place: Place, key: str) -> Hashable:
    """Return what parts of one section have in common: a step, an answer, an end, a letter."""
    if place.kind in {Kind.BEFORE, Kind.STEP, Kind.END}:
        return place.kind, place.turn.procedure, place.step
    if place.kind is Kind.NOTE:
        return place.kind, place.turn.procedure, place.step, place.name
    if place.kind in {Kind.LETTER, Kind.SHEET}:
        return place.kind, place.name.partition("/")[0]
    return key


def _say_answered(given: Given, places: Sequence[Place]) -> str:
    """Say what was answered on every way to a part: of the case, or whom a letter is for."""
    if places[0].kind in {Kind.LETTER, Kind.SHEET}:
        return standing_parts.say_whom(given, places[0])
    told = [find_told(given.pack.case, given.ways.journey(place).said) for place in places]
    cases = [
        value.case
        for fact in given.pack.case.facts
        for value in fact.values
        if all(each.get(fact.id) == value.id for each in told)
    ]
    if not cases:
        return ""
    joined = reduce(lambda one, two: _("{case}; {other}").format(case=one, other=two), cases)
    return _("You have answered: {cases}.").format(cases=joined)


def lay_out(given: Given, place: Place) -> PagePart:  # noqa: C901, PLR0911, PLR0912  (a line a kind)
    """Return the part of a place; its links lead to places."""
    match place.kind:
        case Kind.QUESTION:
            return way_parts.lay_out_question(given, place)
        case Kind.BEFORE:
            return way_parts.lay_out_before(given, place)
        case Kind.SENT:
            return way_parts.lay_out_sent(given, place)
        case Kind.END:
            return way_parts.lay_out_end(given, place)
        case Kind.AFTER:
            return way_parts.lay_out_after(given, place)
        case Kind.STEP:
            return step_parts.lay_out_step(given, place)
        case Kind.NOTE:
            return step_parts.lay_out_note(given, place)
        case Kind.WHY:
            return step_parts.lay_out_why(given, place)
        case Kind.LETTER:
            return standing_parts.lay_out_letter(given, place)
        case Kind.SHEET:
            return standing_parts.lay_out_sheet(given, place)
        case Kind.SECTION:
            return standing_parts.lay_out_section(given, place.name)
        case Kind.LETTERS:
            return standing_parts.lay_out_letters(given, place)
        case Kind.PAPER:
            return standing_parts.lay_out_paper(given, place.name)
        case Kind.KEPT:
            return first_parts.lay_out_kept()
        case kind:
            return _STANDING[kind](given)


_STANDING = {
    Kind.START: first_parts.lay_out_start,
    Kind.CODE: first_parts.lay_out_code,
    Kind.LEAVE: first_parts.lay_out_leave,
    Kind.DAYS: standing_parts.lay_out_days,
    Kind.READING: standing_parts.lay_out_reading,
    Kind.HELP: standing_parts.lay_out_help,
    Kind.SOURCES: standing_parts.lay_out_sources,
}


def _sort(given: Given, place: Place) -> tuple[int, ...]:
    """Return where a part stands: each step beside what it is for those who said something else."""
    if place.kind in _FIRST:
        return 0, _FIRST.index(place.kind)
    if place.kind in _LAST:
        return 2, _LAST.index(place.kind), _number_letter(given, place)
    name = place.name if place.kind is Kind.PAPER else place.turn.procedure
    where = given.pack.names.index(name), _PHASES[place.kind], place.step
    return 1, *where, _number_answer(given, place)


def _number_letter(given: Given, place: Place) -> int:
    if place.kind not in {Kind.LETTER, Kind.SHEET}:
        return 0
    id_ = place.name.partition("/")[0]
    return next(n for n, each in enumerate(given.letters) if each.letter.id == id_)


def _number_answer(given: Given, place: Place) -> int:
    """Return which answer of a step's fork a note is of, from 1; a step is before its notes."""
    if place.kind is not Kind.NOTE:
        return 0
    fork = given.ways.journey(place).procedure.steps[place.step].fork
    return 1 + [each.id for each in list_branches(fork)].index(place.name)
