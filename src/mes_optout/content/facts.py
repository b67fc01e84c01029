"""Facts of the case: what somebody can say about where things stand.

A fact is of the case, never of the person: « compte: oui, non ». To know what applies none of these
is needed, so starting up does without them. They are never changed; frozen, they take longer.
"""

from collections import Counter
from dataclasses import dataclass

from mes_optout.content.faults import TWICE, Found, Path, find_id_faults, report
from mes_optout.errors import N_, Fault

# A resume code has room for these, and an office form seldom offers more.
HIGHEST_FACT = 99
MOST_VALUES, FEWEST_VALUES = 5, 2


@dataclass(slots=True, repr=False)
class Value:
    """What can be said of a fact. `number` is permanent within it.

    `label` is the answer as one gives it (« Oui »); `case` says it to the reader, to follow « only
    if » (« votre compte est activé »).
    """

    id: str
    number: int
    label: str
    case: str


@dataclass(slots=True, repr=False)
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


@dataclass(slots=True, repr=False)
class Case:
    """The facts of a pack, in the order in which they are listed."""

    facts: tuple[Fact, ...] = ()


def find_case_faults(case: Case) -> Found:
    """Check ids, numbers, and that of each fact a few things can be said."""
    yield from find_id_faults(case.facts, ("facts",))
    numbers: Counter[int] = Counter()
    for index, fact in enumerate(case.facts):
        here = ("facts", index)
        numbers[fact.number] += 1
        yield from _judge((*here, "number"), fact.number, HIGHEST_FACT, numbers)
        yield from _find_value_faults(fact, (*here, "values"))


def _find_value_faults(fact: Fact, path: Path) -> Found:
    count = len(fact.values)
    if not FEWEST_VALUES <= count <= MOST_VALUES:
        why = N_("are {count}, and must be {fewest} to {most}")
        yield path, Fault("", why, count=count, fewest=FEWEST_VALUES, most=MOST_VALUES)
    yield from find_id_faults(fact.values, path)
    numbers: Counter[int] = Counter()
    for index, value in enumerate(fact.values):
        numbers[value.number] += 1
        yield from _judge((*path, index, "number"), value.number, MOST_VALUES, numbers)


def _judge(path: Path, number: int, highest: int, met: Counter[int]) -> Found:
    if not 1 <= number <= highest:
        yield path, Fault("", N_("must be 1 to {highest}"), highest=highest)
    elif met[number] > 1:
        yield from report(path, TWICE)
