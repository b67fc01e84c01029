"""The record of what stood where something was last read against its sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

NAME = "relectures.toml"  # beside the folders of the languages


@dataclass(frozen=True, slots=True)
class Review:
    """What was true of a fact, a step or a letter on its `day`; a situation has none.

    `confidence` and `doubt` are set where it has them; `sources`, `rests_on` and `mentions` are the
    keys that it named, in order.
    """

    day: date | None = None
    confidence: str | None = None
    doubt: bool = False
    sources: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviews:
    """The record: `reviews` by file and place, such as « fr/opposition.toml › steps › page »."""

    reviews: Mapping[str, Review] = field(default_factory=dict)


def load_reviews(pack: "Pack") -> Mapping[str, Review]:
    """Load the record of a pack, empty where it has none. Raises as `Pack.triage`."""
    found = pack.load(NAME, Reviews)
    return found.reviews if found else {}
