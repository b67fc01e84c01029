"""A letter on screen: what its sender needs to know, a page at a time, and the sheet to print."""

from collections.abc import Iterable, Iterator
from functools import partial

from mes_optout.content.letters import Known
from mes_optout.documents.formats import LETTER, Format
from mes_optout.documents.letter import list_guidance
from mes_optout.i18n import _, command
from mes_optout.walkthrough.files import Takeaway, offer
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit
from mes_optout.wording.blocks import Row

# Letters that fit on a page of 24 rows, its question and answers beneath; a test renders them all.
_PAGE = 810
_LINE = 54  # beside their labels: what is shorter takes a row all the same


def letter(visit: Visit, known: Known, back: Stage, page: int = 0) -> Stage:
    """Show a page of what to know about a letter, and offer the next one, or the sheet."""
    pages = list(letter_pages(known))
    write = Option("write", _("Write this letter into a file, to print"))
    more = Option("next", _("Read on ({page} of {pages})").format(page=page + 2, pages=len(pages)))
    options = [write, Option("back", _("Back")), quit_option()]
    if page + 1 < len(pages):
        options.insert(0, more)
    match visit.ask(pages[page], _("Do you want to go on?"), options):
        case "next":
            return partial(letter, visit, known, back, page + 1)
        case "write":
            return partial(offer, visit, letter_of(known), back)
        case _:
            return back


def letter_pages(known: Known) -> Iterator[Screen]:
    """Yield the pages, none of which is higher than a screen."""
    for rows in _paged(list_guidance(known)):
        yield Screen(title=known.guide.title, rows=tuple(rows))


def _paged(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Share rows out over pages; a row of many lines may go on overleaf, below its label."""
    page: list[Row] = []
    room = _PAGE
    for row in rows:
        for number, line in enumerate(row.lines):
            size = -(-len(line) // _LINE) * _LINE
            if page and size > room:
                yield page
                page, room = [], _PAGE
            room -= size
            if number and page:
                page[-1] = page[-1]._replace(lines=(*page[-1].lines, line))
            else:
                page.append(Row(row.label, (line,)))
    yield page


def letter_of(known: Known) -> Takeaway:
    """Return the sheet of a letter."""

    def make(wanted: Format) -> bytes:
        from mes_optout.documents.letter import lay_out_sheet  # noqa: PLC0415  (only when asked for)

        return wanted.render(lay_out_sheet(known.letter))

    return Takeaway(
        kind=LETTER,
        stem=_("letter"),
        holds=_("The letter, in French, with lines to complete by hand once it is printed."),
        make=make,
        by_hand=command(f"letter {known.letter.id} --output"),
    )
