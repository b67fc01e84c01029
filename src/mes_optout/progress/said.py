"""What a code on paper says, whichever version wrote it."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mes_optout.errors import OtherVersionCodeError
from mes_optout.progress.notes import Aside, Turn
from mes_optout.progress.spelling import BASE

# Of a box, a fact, a revision or a turn: no pack has higher ones.
HIGHEST = 9_999

# Of a value within its fact.
HIGHEST_VALUE = 5

# Procedures that a code can tell apart: two characters' worth.
KEYS = BASE**2


@dataclass(frozen=True, slots=True)
class Code:
    """What a code says. `key` stands for the procedure; boxes go by their permanent numbers.

    `edition` is the highest revision that any step of the procedure had. `asides` holds, for boxes
    of a step that was put aside, why it was. `facts` has the number of a value for that of a fact.
    """

    version: int
    key: int
    edition: int
    turn: int
    ticked: frozenset[int]
    asides: Mapping[int, Aside]
    facts: Mapping[int, int]

    def turn_of(self, known: Iterable[str]) -> Turn:
        """Return the pass that the code is for, out of procedures by id.

        Raises OtherVersionCodeError when none of them fits, or several do.
        """
        found = [name for name in known if procedure_key(name) == self.key]
        if len(found) != 1:
            raise OtherVersionCodeError
        return Turn(found[0], self.turn)


def procedure_key(procedure: str) -> int:
    """Return the number that stands for a procedure in a code: two characters' worth."""
    return zlib.crc32(procedure.encode()) % KEYS


def find_clashes(procedures: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of ids that share a key; no code can be read for them."""
    groups: dict[int, list[str]] = {}
    for procedure in procedures:
        groups.setdefault(procedure_key(procedure), []).append(procedure)
    return [tuple(group) for group in groups.values() if len(group) > 1]
