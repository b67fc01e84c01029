"""What the walkthrough shows and asks, and what it gets back. It knows no terminal.

A screen is data; how it looks is for the prompter. Each question belongs to the screen that was
shown last. The end of input is never an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, Protocol, TypeVar

from mes_optout.i18n import _, day_in_words
from mes_optout.wording.blocks import Address, Row

T = TypeVar("T")


class Quit(Exception):  # noqa: N818  (not an error: what the person asked for)
    """The person wants to leave, now."""


class Back(Exception):  # noqa: N818  (not an error either)
    """The person wants the question before this one."""


class Skip(Exception):  # noqa: N818  (the same)
    """The person says that this step does not concern them."""


class Stuck(Exception):  # noqa: N818  (the same)
    """The person has a problem with this step. `ticked` are the ids of boxes as they then stand."""

    def __init__(self, ticked: set[str]) -> None:
        super().__init__()
        self.ticked = ticked


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands among the others: « étape 5 sur 9 »."""

    number: int
    total: int
    tally: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page. `heading` says above it what one is doing, and `day` which day decides.

    `lead` is the one sentence that stands out, where no row does; `foot` says in short how sure it
    is. `addresses` stand below, outside any frame. `code` is an address to show as a QR code too,
    where there is room.
    """

    title: str
    heading: str = ""
    day: str = ""
    place: Place | None = None
    lead: str = ""
    rows: tuple[Row, ...] = ()
    text: tuple[str, ...] = ()
    foot: str = ""
    addresses: tuple[Address, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer on offer. `leaves` marks the one that quits."""

    id: str
    label: str
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class CheckState:
    """A box as it stands now."""

    id: str
    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """A question that is answered by a typed line.

    `how` says in full what to type, `prompt` in short where lines are plain, `empty` to whoever
    typed nothing. `read` raises OptoutError; it is not called for `none`, which stands for « I do
    not know » or « I have none »: the answer is then None. `describe` words an answer.
    """

    question: str
    how: str
    prompt: str
    empty: str
    read: Callable[[str], T]
    describe: Callable[[T | None], str]
    none: str = "0"


def day_line(question: str, today: date | None) -> Line[date]:
    """Ask for a day as `parse_sent` reads it; None means that the person does not know it."""
    from mes_optout.dates import parse_sent  # noqa: PLC0415  (only where a day is asked for)

    return Line(
        question,
        how=_("Type the date like this: 2 November 2026, then Enter. 0 if you do not know it."),
        prompt=_("Date, or 0 if you do not know: "),
        empty=_("Type the date, or 0 if you do not know it."),
        read=partial(parse_sent, today=today),
        describe=lambda day: _("I do not know") if day is None else day_in_words(day, weekday=True),
    )


def code_line(question: str, read: Callable[[str], T]) -> Line[T]:
    """Ask for the characters of a code on paper; None means that the person has no code.

    An answer does not repeat them: they need not stand on a screen.
    """
    return Line(
        question,
        how=_(
            "Type the letters of your code, then Enter. Spaces do not count. 0 if you have none."
        ),
        prompt=_("Letters, or 0 if you have none: "),
        empty=_("Type the letters of your code, or 0 if you have none."),
        read=read,
        describe=lambda found: _("no code") if found is None else _("your code"),
    )


class Prompter(Protocol):
    """How one asks. Every method may raise Quit, Back or InputEndedError, and nothing else.

    `goes_back` is set by whoever leads from question to question: whether there is one before.
    """

    goes_back: bool

    def can_show_code(self, address: str) -> bool:
        """Say whether there is room for a QR code of an address, and characters to draw it."""

    def show(self, screen: Screen) -> None:
        """Show a page; it stands once something is asked beneath it."""

    def show_last(self, screen: Screen) -> None:
        """Show a page beneath which nothing is asked."""

    def say(self, text: str) -> None:
        """Say what came of the answer given last, before the next page."""

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options`; one that `leaves` raises Quit."""

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are ticked; the answer holds the ids of all that are, old and new.

        This question alone may raise Skip and Stuck.
        """

    def ask_line(self, line: Line[T]) -> T | None:
        """Ask for a typed line, until it can be read or is the one that stands for None."""
