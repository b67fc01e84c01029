"""Warnings that a pack accepts, each with the reason for which it may stay."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

NAME = "admis.toml"  # beside the folders of the languages


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that may stay, as it is printed: its `file`, its `place`, and what it `says`.

    `says` is in the original language of the pack, and may leave out the end. `reason` is for
    editors.
    """

    file: str
    place: str
    says: str
    reason: str


@dataclass(frozen=True, slots=True)
class AllAccepted:
    """Every warning that a pack accepts."""

    accepted: tuple[Accepted, ...]


def load_accepted(pack: "Pack") -> tuple[Accepted, ...]:
    """Load what a pack accepts, which may be nothing. Raises as `Pack.triage`."""
    found = pack.load(NAME, AllAccepted)
    return found.accepted if found else ()
