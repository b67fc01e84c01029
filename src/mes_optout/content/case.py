"""Facts of the case: what somebody said about where things stand, and what depends on it.

A fact is of the case, never of the person: « compte: oui, non ». A part of a pack that depends on
facts carries `when` or `unless`. Unknown is shown: a condition hides only what contradicts what
was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

# The values of some facts: {"compte": ("oui",)}. Of a fact any of them will do; of several facts,
# each counts.
Condition = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Value:
    """What can be said of a fact. `number` is permanent within it.

    `label` is the answer as one gives it (« Oui »); `case` says it to the reader, to follow « only
    if » (« votre compte est activé »).
    """

    id: str
    number: int
    label: str
    case: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be said about the case. `number` is permanent within the pack.

    `title` names it in a list (« Le compte »), `question` asks for it. `reason` says why it may be
    kept: what it changes, and that it tells nothing of the person.
    """

    id: str
    number: int
    title: str
    question: str
    values: tuple[Value, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of a pack, in the order in which they are listed."""

    facts: tuple[Fact, ...] = ()


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
