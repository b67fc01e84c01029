"""What one can carry away from a procedure: its list, a reminder, the letters that go with it."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from mes_optout.content.letters import Known
from mes_optout.content.whom import NAMED, Whom
from mes_optout.documents.formats import LETTER, LIST, REMINDER, Format
from mes_optout.documents.letter import list_guidance
from mes_optout.i18n import _, command
from mes_optout.journey import Journey, make_journeys
from mes_optout.walkthrough.file_offer import Takeaway, offer_file
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way
from mes_optout.wording.blocks import Row

if TYPE_CHECKING:
    from mes_optout.documents.calendar import Reminder

# Characters that fit on a page of 24 rows, its question and answers beneath; a test renders all.
_PAGE = 810
_LINE = 54  # beside their labels: what is shorter takes a row all the same


def offer_takeaways(visit: Visit, way: Way, back: Stage) -> Stage | None:
    """Ask what to carry away; `back` is the question one came from."""
    journey, here = visit.journey(way), partial(offer_takeaways, visit, way, back)
    from mes_optout.documents.calendar import find_reminders  # noqa: PLC0415  (only when asked for)

    reminders = find_reminders(journey)
    coming = any(reminder.day >= journey.today for reminder in reminders)
    write_list = partial(offer_file, visit, list_takeaway(visit, journey), here)
    remind = partial(offer_file, visit, reminder_takeaway(journey, reminders), here)
    screen = Screen(
        title=_("What you can carry away"),
        heading=journey.title,
        text=(_("Each becomes a file on this computer. You see its place before it is written."),),
    )
    choices = (
        Choice("back", _("Back"), back),
        Choice("list", _("The list of steps, to print"), write_list),
        Choice("reminder", _("A reminder for a calendar"), remind, coming),
        *_letter_choices(visit, way, visit.find_letters(way), here),
    )
    return visit.choose(screen, _("What do you want to write?"), choices)


def offer_step_letters(visit: Visit, way: Way, index: int, back: Stage) -> Stage | None:
    """Ask for one of the letters that help at a step."""
    known = visit.find_letters(way, index)
    choices = (
        Choice("back", _("Back to the step"), back),
        *_letter_choices(visit, way, known, back),
    )
    title = way.procedure.steps[index].title
    screen = Screen(title=title, heading=visit.journey(way).title)
    return visit.choose(screen, _("Which letter?"), choices)


def _letter_choices(
    visit: Visit, way: Way, known: Iterable[Known], back: Stage
) -> Iterator[Choice]:
    for each in known:
        said = _("A letter: {title}").format(title=each.guide.title)
        yield letter_choice(visit, way, each, said, back)


def letter_choice(visit: Visit, way: Way, known: Known, label: str, back: Stage) -> Choice:
    """Return the answer that opens a letter; whom it is for is asked before, where it has to be."""
    opens = partial(_open_letter, visit, way, known, back)
    return Choice(f"letter-{known.letter.id}", label, opens, now=True)


def _open_letter(visit: Visit, way: Way, known: Known, back: Stage) -> Stage:
    """Return the pages of a letter, or the question whom it is for, which they depend on."""
    whom = _find_whom(visit, way, known)
    if whom is None:
        return partial(ask_whom, visit, way, known, back, back)
    return partial(show_letter, visit, way, known, whom, back)


def _find_whom(visit: Visit, way: Way, known: Known) -> Whom | None:
    """Return whom a letter is for, or None while that is open."""
    if not known.depends:
        return Whom.BOTH
    return visit.whom.get(way.turn) or _find_told(visit, way, known) or visit.whom.get(None)


def _find_told(visit: Visit, way: Way, known: Known) -> Whom | None:
    """Return whom a letter is for by the way that one goes, and by what was said on it."""
    # What is done once for each child is done for a child.
    return Whom.OTHER if way.procedure.repeats else known.told.find(visit.journey(way).said)


def ask_whom(visit: Visit, way: Way, known: Known, back: Stage, leave: Stage) -> Stage | None:
    """Ask whom a letter is for; `back` is where its pages lead back to, `leave` the page before."""
    screen = Screen(
        title=known.guide.title,
        text=(
            _("The sheet follows your answer: the rest is left out."),
            _("Another person is your child, or an adult whom you represent."),
            _("Your answer is not kept: it counts until you leave."),
        ),
    )
    labels = {
        Whom.ME: _("For me"),
        Whom.OTHER: _("For another person"),
        Whom.BOTH: _("Both on one sheet: I cross out the rest"),
    }
    answers = (
        Choice(whom, label, partial(_remember_whom, visit, way, known, whom, back), now=True)
        for whom, label in labels.items()
    )
    question = _("Who is this letter for?")
    return visit.choose(screen, question, [*answers, Choice("back", _("Back"), leave)])


def _remember_whom(visit: Visit, way: Way, known: Known, whom: Whom, back: Stage) -> Stage:
    """Note for this visit whom letters are for, and return the pages of the one that asked."""
    visit.whom[way.turn if _find_told(visit, way, known) else None] = whom
    return partial(show_letter, visit, way, known, whom, back)


def show_letter(  # noqa: PLR0913, PLR0917  (a stage is a function with all that it shows)
    visit: Visit, way: Way, known: Known, whom: Whom, back: Stage, page: int = 0
) -> Stage | None:
    """Show a page of what to know about a letter, and offer the next one, or the sheet."""
    pages = list(letter_pages(known, whom))
    label = _("Read on ({page} of {pages})").format(page=page + 2, pages=len(pages))
    here = partial(show_letter, visit, way, known, whom, back)
    write = partial(offer_file, visit, letter_takeaway(known, whom), back)
    change = partial(ask_whom, visit, way, known, back, partial(here, page))
    return visit.read(
        pages[page],
        Choice("next", label, partial(here, page + 1), page + 1 < len(pages)),
        Choice("write", _("Write this letter into a file, to print"), write),
        Choice("whom", _say_whom(whom), change, known.depends),
        Choice("back", _("Back"), back),
    )


def _say_whom(whom: Whom) -> str:
    match whom:
        case Whom.ME:
            return _("It is for me: change this")
        case Whom.OTHER:
            return _("It is for another person: change this")
        case Whom.BOTH:
            return _("It is for either: change this")


def letter_pages(known: Known, whom: Whom) -> Iterator[Screen]:
    """Yield the pages, none of which is higher than a screen."""
    room = _PAGE - 2 * _LINE if known.depends else _PAGE  # with one more answer beneath
    for rows in _share_out(list_guidance(known, whom), room):
        yield Screen(title=known.guide.title, rows=tuple(rows))


def _share_out(rows: Iterable[Row], most: int) -> Iterator[list[Row]]:
    """Share rows out over pages; a row of many lines may go on overleaf, below its label."""
    page: list[Row] = []
    room = most
    for row in rows:
        for number, line in enumerate(row.lines):
            size = -(-len(line) // _LINE) * _LINE
            if page and size > room:
                yield page
                page, room = [], most
            room -= size
            if number and page:
                page[-1] = page[-1]._replace(lines=(*page[-1].lines, line))
            else:
                page.append(Row(row.label, (line,)))
    yield page


def list_takeaway(visit: Visit, journey: Journey) -> Takeaway:
    """Return the list of a procedure, with what is ticked now, of the day on which it is made."""

    def make(wanted: Format) -> bytes:
        from mes_optout.documents.checklist import (  # noqa: PLC0415  (only when asked for)
            CODES,
            lay_out_list,
        )

        # All its turns that were begun: one prints the lists of several children together.
        turns = make_journeys([journey.procedure], journey.progress, visit.today)
        return wanted.render(lay_out_list(turns, visit.pack, {CODES}))

    return Takeaway(
        kind=LIST,
        stem=_("list"),
        holds=_("The steps, your ticks and their days. Its title says nothing; its pages do."),
        make=make,
        by_hand=command(f"checklist {journey.procedure.id} --qr --output"),
    )


def letter_takeaway(known: Known, whom: Whom) -> Takeaway:
    """Return the sheet of a letter, as it is for somebody."""
    name = next((f" --for {name}" for name, each in NAMED.items() if each is whom), "")
    by_hand = f"letter {known.letter.id}{name if known.depends else ''} --output"

    def make(wanted: Format) -> bytes:
        from mes_optout.documents.letter import lay_out_sheet  # noqa: PLC0415  (only when asked for)

        return wanted.render(lay_out_sheet(known.letter, whom))

    return Takeaway(
        kind=LETTER,
        stem=_("letter"),
        holds=_("The letter, in French, with lines to complete by hand once it is printed."),
        make=make,
        by_hand=command(by_hand),
    )


def reminder_takeaway(journey: Journey, reminders: "tuple[Reminder, ...]") -> Takeaway:
    """Return the days that are still to come, in neutral words."""
    from mes_optout.documents import calendar  # noqa: PLC0415  (only when asked for)

    by_hand = ""  # no command knows what else comes
    if journey.deadline or journey.closed:
        by_hand = command("deadline --ics" if journey.deadline else "deadline --closed --ics")
    checks = any(reminder.kind == calendar.CHECK for reminder in reminders)
    return Takeaway(
        kind=REMINDER,
        stem=_("reminder"),
        holds=" ".join(_say_days(journey, checks=checks)),
        make=lambda wanted: wanted.render(reminders, journey.today),
        by_hand=by_hand,
        careful=calendar.compose_calendar_notice(),
    )


def _say_days(journey: Journey, *, checks: bool) -> Iterator[str]:
    if journey.deadline is not None:
        yield _("The day to aim for and the last day. It does not say what for.")
    if checks:
        yield _("The days on which something is to be checked. It does not say what.")
