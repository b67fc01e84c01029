"""What was published once, and so may not vanish: the record that goes with a pack.

Progress files and codes on paper refer to these names and numbers for ever. A name is written
whole, with its file: "file/step" for a step, "file/step/box" for a box.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack

NAME = "registre.toml"  # beside the folders of the languages


@dataclass(frozen=True, slots=True)
class Ledger:
    """The record: names, and the numbers that go with them.

    `numbers` are by procedure, then by box or by what comes later. `former` has today's names by an
    old one, which several boxes may have had. `facts` and `values` have their numbers. `closes` and
    `dated` name the boxes that are so. `gone` lists what was taken away on purpose, as
    "letters/acces": it is written by hand.
    """

    procedures: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retired: tuple[str, ...] = ()
    numbers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    retired_numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    closes: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    letters: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def load_ledger(pack: "Pack") -> Ledger | None:
    """Load the record of a pack, None where it has none. Raises as `Pack.triage`."""
    return pack.load(NAME, Ledger)
