"""What of a pack depends on facts of the case, and whether it is to be shown.

A part that depends on facts carries `when` or `unless`. Unknown is shown: a condition hides only
what contradicts what was said. The facts themselves are in `facts`.
"""

from collections.abc import Mapping
from typing import Protocol

# The values of some facts: {"compte": ("oui",)}. Of a fact any of them will do; of several facts,
# each counts.
Condition = Mapping[str, tuple[str, ...]]


class Conditional(Protocol):
    """What may depend on facts."""

    @property
    def when(self) -> Condition: ...  # noqa: D102
    @property
    def unless(self) -> Condition: ...  # noqa: D102


class Said(Protocol):
    """What was said: whether a fact has a value, or None when nothing was said of it."""

    def __call__(self, fact: str, value: str, /) -> bool | None: ...  # noqa: D102


def applies(part: Conditional, said: Said) -> bool:
    """Say whether a part is to be shown: nothing that was said contradicts its conditions."""
    for fact, values in part.when.items():
        if all(said(fact, value) is False for value in values):
            return False
    return not any(said(fact, value) for fact, values in part.unless.items() for value in values)
