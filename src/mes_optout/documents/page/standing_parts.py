"""The parts that stand once, whatever was said: days, what may be read, letters, lists, sources."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from mes_optout.content.addresses import gather
from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import Known
from mes_optout.deadline import Deadline, count_on
from mes_optout.documents.letter import label_whom, list_guidance, list_sheet_blocks
from mes_optout.documents.overview import room_for_days
from mes_optout.documents.page.first_parts import HOLDS
from mes_optout.documents.page.given import Given, say_way_back
from mes_optout.documents.page.page_blocks import (
    Folded,
    Link,
    Links,
    Onward,
    PageBlock,
    PagePart,
    Sheet,
    Source,
    Table,
)
from mes_optout.documents.page.places import ANY_DAY, Kind, Place
from mes_optout.documents.page.step_parts import say_where
from mes_optout.documents.ways_on import lay_out_fork
from mes_optout.i18n import _, day_in_words, language, month_in_words, number_in_words
from mes_optout.journey import Journey
from mes_optout.languages import ORIGINAL
from mes_optout.progress.model import Turn
from mes_optout.wording.blocks import Address, Box, Boxes, Points, Row, Text
from mes_optout.wording.conditions import say_when
from mes_optout.wording.last_day import say_how_it_counts

# Of these a last day may still be to come while the page holds.
_MONTHS_BEFORE = 2


def lay_out_days(given: Given) -> PagePart:
    """Return the last day for each day of sending, month by month: no day of today decides."""
    this = given.day.replace(day=1)
    months = [count_on(this, months=n) for n in range(-_MONTHS_BEFORE, HOLDS + 1)]
    blocks: tuple[PageBlock, ...] = (
        *map(Text, say_how_it_counts()),
        *(Folded(month_in_words(first), (_list_days(first),)) for first in months),
        say_way_back(),
    )
    return PagePart("", language(), _("The last day"), blocks=blocks)


def _list_days(first: date) -> Table:
    last = monthrange(first.year, first.month)[1]
    found = (Deadline(first + timedelta(days=n)) for n in range(last))
    rows = (
        (
            number_in_words(each.sent),
            day_in_words(each.last_day, weekday=True),
            day_in_words(each.target, weekday=True),
        )
        for each in found
    )
    return Table((_("Sent on"), _("Last day"), _("Aim for")), tuple(rows))


def lay_out_reading(given: Given) -> PagePart:
    """Return what may be read before choosing."""
    reading = given.pack.reading
    links = [
        Link(each.title, Place(Kind.SECTION, each.id))
        for each in (reading.sections if reading else ())
    ]
    if given.helpers:
        links.append(Link(_("Who can help"), Place(Kind.HELP)))
    links.append(Link(_("Back to the question"), given.ways.first))
    title = reading.title if reading else _("Who can help")
    blocks = (Onward(tuple(links), _("What do you want to read?")),)
    return PagePart("", language(), title, blocks=blocks)


def lay_out_section(given: Given, name: str) -> PagePart:
    """Return one part to read before choosing."""
    sections = given.pack.reading.sections if given.pack.reading else ()
    section = next(each for each in sections if each.id == name)
    links = (
        Link(_("Read another page"), Place(Kind.READING)),
        Link(_("Back to the question"), given.ways.first),
    )
    blocks: tuple[PageBlock, ...] = (*map(Text, section.text), Links(links))
    return PagePart("", language(), section.title, blocks=blocks)


def lay_out_help(given: Given) -> PagePart:
    """Return who can help: what they do, how to reach them."""
    blocks: list[PageBlock] = []
    for each in given.helpers:
        blocks += [Text("", lead=each.name), Text(each.contact), Text(each.purpose)]
        if each.url:
            blocks.append(Address(_("Page to open"), each.url))
    return PagePart("", language(), _("Who can help"), blocks=(*blocks, say_way_back()))


def lay_out_letters(given: Given, place: Place) -> PagePart:
    """Return the letters that help in a procedure, as far as they apply, or all of them."""
    if not place.turn.procedure:
        links = (Link(e.guide.title, Place(Kind.LETTER, e.letter.id)) for e in given.letters)
        return PagePart("", language(), _("Letters"), blocks=(Links(tuple(links)),))
    journey = given.ways.journey(place)
    blocks = (say_where(journey), Links(given.link_letters(journey)), Links((_link_others(),)))
    return PagePart("", language(), _("Letters"), blocks=blocks)


def _link_others() -> Link:
    return Link(_("Other letters"), Place(Kind.LETTERS))


def lay_out_letter(given: Given, place: Place) -> PagePart:
    """Return what to know about a letter, with its sheets; first for whom, where that matters."""
    known, whom = _find_letter(given, place.name)
    title = known.guide.title
    if known.depends and whom is None:
        links = tuple(Link(label_whom(each), _name(Kind.LETTER, known, each)) for each in Whom)
        purpose = Row(_("What for"), (known.guide.purpose,))
        who = Text(_("Another person is your child, or a person whom you represent."))
        onward = Onward(links, _("Who is this letter for?"))
        return PagePart("", language(), title, blocks=(purpose, who, onward))
    chosen = whom or Whom.BOTH
    sheet = Link(_("The letter, to print and complete by hand"), _name(Kind.SHEET, known, chosen))
    guidance = list(_list_guidance(known, chosen))
    return PagePart("", language(), title, blocks=(*guidance, Onward((sheet, _link_others()))))


def _list_guidance(known: Known, whom: Whom) -> Iterator[PageBlock]:
    for row in list_guidance(known, whom):
        if len(row.lines) > 1:
            yield Points(tuple(map(Text, row.lines)), row.label)
        else:
            yield row


def say_whom(given: Given, place: Place) -> str:
    """Say whom a letter is for, once it was chosen."""
    _known, whom = _find_letter(given, place.name)
    return "" if whom is None else f"{label_whom(whom)}."


def _name(kind: Kind, known: Known, whom: Whom) -> Place:
    return Place(kind, f"{known.letter.id}/{whom}" if known.depends else known.letter.id)


def _find_letter(given: Given, name: str) -> tuple[Known, Whom | None]:
    id_, _slash, whom = name.partition("/")
    known = next(each for each in given.letters if each.letter.id == id_)
    return known, Whom(whom) if whom else None


def lay_out_sheet(given: Given, place: Place) -> PagePart:
    """Return the sheet of a letter, which is French for everybody."""
    known, whom = _find_letter(given, place.name)
    sheet = Sheet(ORIGINAL, tuple(list_sheet_blocks(known.letter, whom or Whom.BOTH)))
    back = Onward((Link(_("Back to the advice"), Place(Kind.LETTER, place.name)),))
    return PagePart("", language(), known.guide.title, blocks=(back, sheet))


def lay_out_paper(given: Given, name: str) -> PagePart:
    """Return the short list of a procedure, to print and to tick."""
    procedure = given.pack.procedure(name)
    journey = Journey(procedure, Turn(name), None, ANY_DAY)
    days = (room_for_days(),) if procedure.if_late is not None else ()
    said = _("Print this part. It says what it is about: keep it where nobody else reads.")
    links = (
        Link(_("Print it, or go on another day"), Place(Kind.CODE)),
        Link(_("To the steps"), given.ways.before(name, {})),
    )
    blocks = (Text(said), *days, *_list_steps(given, journey), Links(links))
    return PagePart("", procedure.language, procedure.title, blocks=blocks)


def _list_steps(given: Given, journey: Journey) -> Iterator[PageBlock]:
    """Yield the boxes of each step, for which case it is, and what is asked after it."""
    for index, step in enumerate(journey.steps):
        condition = say_when(step, journey.said, given.pack)
        title = f"{index + 1}. {step.title}"
        boxes = (Box("", check.text, ticked=False) for check in step.checks)
        yield Boxes(f"{title} ({condition})" if condition else title, tuple(boxes))
        yield from lay_out_fork(journey, index, given.pack)


def lay_out_sources(given: Given) -> PagePart:
    """Return every source that is cited, once."""
    blocks = []
    for key, number in given.numbers.items():
        ((name, url),) = gather([key], given.pack.sources)
        blocks.append(Source(number, name, url))
    return PagePart("", language(), _("Sources"), blocks=(*blocks, say_way_back()))
