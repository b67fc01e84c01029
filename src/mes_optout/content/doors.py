"""Doors: what the program can do where a text speaks of it, instead of « see … »."""

from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """What can be done from any page of a step.

    `HELPERS` shows who can help, `ANSWERS` what was answered, `NEXT_CHILD` begins the list of
    another child, `LATER` puts the step off, `PHONE` shows its page as a QR code.
    """

    HELPERS = "helpers"
    ANSWERS = "answers"
    NEXT_CHILD = "next-child"
    LATER = "later"
    PHONE = "phone"


@dataclass(slots=True, repr=False)
class Action:
    """Where a door leads: a step, a procedure (at its `step`, if it names one), a letter, a deed.

    A `step` alone is one of the procedure that one goes through, so that shared steps may name it.
    """

    procedure: str | None = None
    step: str | None = None
    letter: str | None = None
    do: Deed | None = None
