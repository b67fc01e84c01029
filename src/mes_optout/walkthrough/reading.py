"""What may be read before choosing, for those who want to: a list, then one page at a time."""

from functools import partial

from mes_optout.content.reading import Reading, Section
from mes_optout.i18n import _
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit
from mes_optout.wording.blocks import Address


def reading(visit: Visit, pages: Reading, back: Stage) -> Stage:
    """Ask which page to read; `back` is the question one came from."""
    options = [Option(section.id, section.title) for section in pages.sections]
    if pages.resources:
        options.append(Option("help", _("Who can help")))
    screen = Screen(title=pages.title)
    options = [_return(), *options, quit_option()]
    match visit.ask(screen, _("What do you want to read?"), options):
        case "back":
            return back
        case "help":
            return partial(helpers, visit, pages, back)
        case chosen:
            section = next(each for each in pages.sections if each.id == chosen)
            return partial(section_page, visit, pages, section, back)


def section_page(visit: Visit, pages: Reading, section: Section, back: Stage) -> Stage:
    """Show one section."""
    screen = Screen(title=section.title, text=section.text)
    return _after(visit, screen, pages, back)


def helpers(visit: Visit, pages: Reading, back: Stage) -> Stage:
    """Show who can help; each address stands whole on its line."""
    lines = tuple(
        _("{label}: {text}").format(label=each.name, text=f"{each.purpose} {each.contact}")
        for each in pages.resources
    )
    addresses = tuple(Address(each.name, each.url) for each in pages.resources if each.url)
    screen = Screen(title=_("Who can help"), text=lines, addresses=addresses)
    return _after(visit, screen, pages, back)


def _after(visit: Visit, screen: Screen, pages: Reading, back: Stage) -> Stage:
    options = [Option("list", _("Read another page")), _return(), quit_option()]
    if visit.ask(screen, _("Do you want to go on?"), options) == "back":
        return back
    return partial(reading, visit, pages, back)


def _return() -> Option:
    return Option("back", _("Back to the question"))
