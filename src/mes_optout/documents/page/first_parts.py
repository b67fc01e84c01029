"""The parts around the guide: its first one, what stays on a device, and the one to leave to."""

from datetime import date

from mes_optout.deadline import count_on
from mes_optout.documents.page.given import Given
from mes_optout.documents.page.page_blocks import Link, Links, Onward, PageBlock, PagePart
from mes_optout.documents.page.places import Kind, Place
from mes_optout.holidays import find_holidays
from mes_optout.i18n import NEUTRAL, _, day_in_words, language
from mes_optout.wording.blocks import Field, Fields, Points, Text
from mes_optout.wording.foreign import say_hosts, say_whose

HOLDS = 6  # months for which what is said holds; after them, somebody may have read it again


def lay_out_start(given: Given) -> PagePart:
    """Return the first part: neutral, for others may see it before somebody has decided to read."""
    links = [
        Link(_("Go on"), given.ways.first),
        Link(_("What stays on this device"), Place(Kind.KEPT)),
        Link(_("Print it, or go on another day"), Place(Kind.CODE)),
    ]
    blocks: tuple[PageBlock, ...] = (
        Text(
            _("It shows something else. Going back leads here again: close the page."),
            lead=_("To leave: “Leave”, at the top."),
        ),
        Text(_("Is this device shared? Then another one is safer.")),
        Text(_("This page goes with you through a piece of paperwork, one part at a time.")),
        Text(_("It asks for no name, number or password, nor for a code that you were sent.")),
        Text(_("It keeps no answer and no tick. It sends nothing over the internet.")),
        *(map(Text, say_whose(given.pack)) if given.pack.own else ()),
        *say_hosts(given.pack),
        Text(say_age(given.day)),
        Onward(tuple(links), _("Do you want to go on?")),
        Text(_("Do the links do nothing? Read on: all parts follow, one below the other.")),
    )
    return PagePart("", language(), _("Before you begin"), blocks=blocks)


def say_age(day: date) -> str:
    """Say on which day something was made, and until when it holds."""
    later = count_on(day, months=HOLDS)
    said = _("Made on {day}. After {later}, look for a newer version.")
    return said.format(day=day_in_words(day), later=day_in_words(later))


def lay_out_kept() -> PagePart:
    """Return what a browser and a device keep of the page, and what nothing hides."""
    points = (
        (
            _("The file"),
            _(
                "It stays where it was put: the folder of downloads, a message, a stick."
                " Delete it there, then empty the bin. Backups may still hold it."
            ),
        ),
        (
            _("The history"),
            _(
                "The browser may note where the file came from, its address, its title, and numbers"
                " such as “p12”. These numbers say nothing, but whoever opens them sees that part."
                " Delete the history, or use a private window."
            ),
        ),
        (
            _("The ticks"),
            _(
                "They last until the page is closed. A browser that opens its last pages again"
                " may open this one at the same part."
            ),
        ),
        (
            _("The sites"),
            _(
                "An address that you open stands in the history too, and the site sees your visit."
                " It is not told where you come from."
            ),
        ),
        (
            _("Those who look"),
            _(
                "Who gives you the internet, at home or at work, sees nothing of this page once it"
                " is on the device. They may see where you fetched it, and the sites that you open."
            ),
        ),
    )
    blocks: tuple[PageBlock, ...] = (
        Points(tuple(Text(text, lead) for lead, text in points)),
        Text(_("Not tried: previews in mail, in messages, on a phone. There, links may be dead.")),
        Links((Link(_("Back to the beginning"), Place(Kind.START)),)),
    )
    return PagePart("", language(), _("What stays on this device"), blocks=blocks)


def lay_out_code(given: Given) -> PagePart:
    """Return how to go on another day: by paper, or by the code that the program gives."""
    pack = given.pack
    lists = (Link(pack.title(name), Place(Kind.PAPER, name)) for name in pack.names)
    blocks: tuple[PageBlock, ...] = (
        Text(_("This page keeps no tick. What is on paper stays, and no browser knows of it.")),
        Text(_("To print: the part that is shown alone, or all of them if none was chosen.")),
        Links(tuple(lists), _("The lists of steps, to print and to tick")),
        Text(
            _(
                "The program that these steps come from can give a code. It holds what was ticked,"
                " and no day. Copy it here:"
            )
        ),
        Fields((Field(_("Code given by the program")),)),
        Text(_("To go on: {command}").format(command=f"{NEUTRAL} guide --code")),
    )
    return PagePart("", language(), _("Print it, or go on another day"), blocks=blocks)


def lay_out_leave(given: Given) -> PagePart:
    """Return the part that one leaves to: true, plain, and about something else."""
    years = (given.day.year, given.day.year + 1)
    blocks: list[PageBlock] = [
        Points(
            tuple(Text(day_in_words(day, weekday=True)) for day in sorted(find_holidays(year))),
            str(year),
        )
        for year in years
    ]
    blocks.append(Links((Link(_("Back"), Place(Kind.START)),)))
    return PagePart("", language(), _("Public holidays"), blocks=tuple(blocks))
