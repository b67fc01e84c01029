"""Letters in a walkthrough: whom one is for, what to know about it, and its sheet."""

from collections.abc import Iterable, Iterator
from functools import partial

from mes_optout.content.for_whom import NAMED, Whom
from mes_optout.content.letters import Known
from mes_optout.documents.formats import LETTER, Format
from mes_optout.documents.letter import label_whom, list_guidance
from mes_optout.i18n import _, command
from mes_optout.walkthrough.file_offer import Takeaway, offer_file
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way
from mes_optout.wording.blocks import Row

# Characters that fit on a page of 24 rows, its question and answers beneath; a test renders all.
_PAGE = 810
_LINE = 54  # beside their labels: what is shorter takes a row all the same


def offer_step_letters(visit: Visit, way: Way, index: int, back: Stage) -> Stage | None:
    """Ask for one of the letters that help at a step."""
    known = visit.find_letters(way, index)
    choices = (
        Choice("back", _("Back to the step"), back),
        *list_letter_choices(visit, way, known, back),
    )
    title = way.procedure.steps[index].title
    screen = Screen(title=title, heading=visit.journey(way).title)
    return visit.choose(screen, _("Which letter?"), choices)


def list_letter_choices(
    visit: Visit, way: Way, known: Iterable[Known], back: Stage
) -> Iterator[Choice]:
    """Yield an answer for each letter."""
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
            _("Another person is your child, or a person whom you represent."),
            _("Your answer is not kept: it counts until you leave."),
        ),
    )
    answers = (
        Choice(
            whom, label_whom(whom), partial(_remember_whom, visit, way, known, whom, back), now=True
        )
        for whom in Whom
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
            return _("It is for both cases: change this")


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
