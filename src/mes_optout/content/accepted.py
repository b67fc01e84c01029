"""Warnings that a pack accepts, each with the reason for which it may stay."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mes_optout.content.faults import Found, find_empty

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
    found = pack.load(NAME, AllAccepted, _find_faults)
    return found.accepted if found else ()


def _find_faults(found: AllAccepted) -> Found:
    for index, each in enumerate(found.accepted):
        yield from find_empty((each.says,) if each.says else (), ("accepted", index, "says"))
        yield from find_empty((each.reason,) if each.reason else (), ("accepted", index, "reason"))
