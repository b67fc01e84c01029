"""What depends on what was said of the case: whether a part is shown, how a fork is answered.

A part that depends on facts carries `when` or `unless`. Unknown is shown: a condition hides only
what contradicts what was said. The facts themselves are in `facts`.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mes_optout.content.facts import Case, Fact, Value
    from mes_optout.content.procedure import Branch, Fork, Procedure, Step

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


def list_parts(step: "Step") -> "tuple[Conditional, ...]":
    """Return a step and all in it that may depend on facts."""
    return step, *step.body, *step.checks, *step.problems


def name_facts(procedure: "Procedure") -> Iterator[str]:
    """Yield the facts that a procedure depends on or asks for, in the order of their uses."""
    for step in procedure.steps:
        for part in list_parts(step):
            yield from (*part.when, *part.unless)
        for branch in list_branches(step.fork):
            yield from branch.facts
    later: tuple[Conditional, ...] = (*procedure.follow_ups, *procedure.afterwards)
    for part in later:
        yield from (*part.when, *part.unless)


def applies(part: Conditional, said: Said) -> bool:
    """Say whether a part is to be shown: nothing that was said contradicts its conditions."""
    for fact, values in part.when.items():
        if all(said(fact, value) is False for value in values):
            return False
    return not any(said(fact, value) for fact, values in part.unless.items() for value in values)


def find_value(fact: "Fact", said: Said) -> "Value | None":
    """Return what was said of a fact."""
    return next((value for value in fact.values if said(fact.id, value.id)), None)


def find_told(case: "Case", said: Said) -> dict[str, str]:
    """Return what was said of the facts of a pack, by their ids."""
    found = ((fact.id, find_value(fact, said)) for fact in case.facts)
    return {fact: value.id for fact, value in found if value is not None}


def list_branches(fork: "Fork | None") -> "tuple[Branch, ...]":
    """Return the answers to the fork of a step; none where it has no fork."""
    return fork.answers if fork else ()


def find_branch(fork: "Fork | None", said: Said) -> "Branch | None":
    """Return the answer to a fork that was given, by all that it says of the case."""
    for branch in list_branches(fork):
        if branch.facts and all(said(fact, value) for fact, value in branch.facts.items()):
            return branch
    return None


def find_elsewhere(branch: "Branch", procedure: "Procedure") -> str | None:
    """Return the other procedure that an answer to a fork of this one leads to, if it does."""
    stays = branch.asks_again or branch.procedure == procedure.id
    return None if stays else branch.procedure


def is_answered(fork: "Fork", said: Said) -> bool:
    """Say whether one of its answers was given, or all is known that they say.

    « Choose again » is no answer.
    """
    given = find_branch(fork, said)
    if given is not None:
        return not given.asks_again
    wanted = [pair for branch in fork.answers for pair in branch.facts.items()]
    return bool(wanted) and all(said(fact, value) is not None for fact, value in wanted)
