"""What depends on what was said of the case: whether a part is shown, how a fork is answered.

A part that depends on facts carries `when` or `unless`. Unknown is shown: a condition hides only
what contradicts what was said. The facts themselves are in `facts`.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mes_optout.content.procedure import Branch, Fork, Procedure

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


def find_branch(fork: "Fork", said: Said) -> "Branch | None":
    """Return the answer to a fork that was given, by all that it says of the case."""
    for branch in fork.answers:
        if branch.facts and all(said(fact, value) for fact, value in branch.facts.items()):
            return branch
    return None


def leads_elsewhere(branch: "Branch", procedure: "Procedure") -> bool:
    """Say whether an answer to a fork of a procedure leads to another one."""
    return not branch.asks_again and branch.procedure not in {None, procedure.id}


def is_answered(fork: "Fork", said: Said) -> bool:
    """Say whether one of its answers was given, or all is known that they say.

    « Choose again » is no answer.
    """
    given = find_branch(fork, said)
    if given is not None:
        return not given.asks_again
    wanted = [pair for branch in fork.answers for pair in branch.facts.items()]
    return bool(wanted) and all(said(fact, value) is not None for fact, value in wanted)
