"""What may be read before a choice, and who can help."""

from collections.abc import Iterator
from functools import partial

from mes_optout.content.reading import Reading, Section
from mes_optout.i18n import _
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Choice, Stage, Visit
from mes_optout.wording.blocks import Address


def offer_reading(visit: Visit, pages: Reading, back: Stage) -> Stage | None:
    """Ask which page to read; `back` is the question one came from."""
    sections = (
        Choice(each.id, each.title, partial(show_section, visit, pages, each, back))
        for each in pages.sections
    )
    helpers = partial(show_helpers, visit, pages, *_after_reading(visit, pages, back))
    choices = (
        _to_question(back),
        *sections,
        Choice("help", _("Who can help"), helpers, bool(pages.resources)),
    )
    return visit.choose(Screen(title=pages.title), _("What do you want to read?"), choices)


def show_section(visit: Visit, pages: Reading, section: Section, back: Stage) -> Stage | None:
    """Show one section."""
    screen = Screen(title=section.title, text=section.text)
    return visit.read(screen, *_after_reading(visit, pages, back))


def show_helpers(visit: Visit, pages: Reading, *ways_on: Choice) -> Stage | None:
    """Show who can help; each address stands whole on its line."""
    lines = tuple(
        _("{label}: {text}").format(label=each.name, text=f"{each.purpose} {each.contact}")
        for each in pages.resources
    )
    addresses = tuple(Address(each.name, each.url) for each in pages.resources if each.url)
    screen = Screen(title=_("Who can help"), text=lines, addresses=addresses)
    return visit.read(screen, *ways_on)


def helpers_choice(visit: Visit, back: Stage) -> Choice:
    """Return the answer that shows who can help."""
    return Choice(
        "helpers", _("Who can help"), partial(_show_and_return, visit, back), partial(_has, visit)
    )


def _has(visit: Visit) -> bool:
    pages = visit.pack.reading
    return pages is not None and bool(pages.resources)


def _show_and_return(visit: Visit, back: Stage) -> Stage | None:
    pages, again = visit.pack.reading, Choice("back", _("Back"), back)
    return show_helpers(visit, pages, again) if pages else back


def _after_reading(visit: Visit, pages: Reading, back: Stage) -> Iterator[Choice]:
    yield Choice("list", _("Read another page"), partial(offer_reading, visit, pages, back))
    yield _to_question(back)


def _to_question(back: Stage) -> Choice:
    return Choice("back", _("Back to the question"), back)
