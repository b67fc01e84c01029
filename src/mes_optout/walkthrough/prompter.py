"""What the walkthrough shows and asks, and what it gets back. It knows no terminal.

A screen is data; how it looks is for the prompter. Each question belongs to the screen that was
shown last. The end of input is never an answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from mes_optout.wording.blocks import Address, Row

T = TypeVar("T")


class Quit(Exception):  # noqa: N818  (not an error: what the person asked for)
    """The person wants to leave, now."""


class Back(Exception):  # noqa: N818  (not an error either)
    """The person wants the question before this one."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step stands among the others: « étape 5 sur 9 », in words and as a meter."""

    number: int
    total: int
    done: int
    tally: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page. `heading` is one row above it; `addresses` stand below, outside any frame.

    `code` is an address to show as a QR code too, where there is room for one.
    """

    title: str
    heading: str = ""
    place: Place | None = None
    rows: tuple[Row, ...] = ()
    text: tuple[str, ...] = ()
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


class Prompter(Protocol):
    """How one asks. Every method may raise Quit, Back or InputEndedError, and nothing else."""

    def draws(self, address: str) -> bool:
        """Say whether there is room for a QR code of an address, and letters to draw it with."""

    def show(self, screen: Screen) -> None:
        """Show a page."""

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options`; one that `leaves` raises Quit."""

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are ticked; the answer holds the ids of all that are, old and new."""

    def ask_date(self, question: str, today: date) -> date | None:
        """Ask for a day not after `today`; None means that the person does not know it."""

    def ask_code(self, question: str, read: Callable[[str], T]) -> T | None:
        """Ask for letters from paper, until `read` takes them without an OptoutError.

        None means that the person has no code.
        """
