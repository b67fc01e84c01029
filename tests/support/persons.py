"""The persons: where they stand, what they would answer, what they must and must not be shown.

A file tells one person, in one neutral line, and each way that this person may take through the
first questions. It was written from the person and the facts, not from the conditions of the
steps: where a step and a file differ, one of them has to give a reason.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

HERE = Path(__file__).parents[1] / "persons"

# What the person would say of each fact. Several values: one each time it is asked, as a site may
# show something else when one looks again; the last one goes on to hold.
Facts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Musts:
    """What has to hold of a walk.

    `must_appear` and `must_not_appear` hold "procedure/step", where `*` stands for any. `together`
    are steps that follow each other with nothing between. `must_say` are patterns, each of which
    some page has to match that was shown, or a problem that can be looked up there. `must_not_say`
    are those that none may match. `at_most` is how many steps there may be until the deed.
    `finished` says whether nothing is left to do at the end, `follow_ups` are what comes later and
    when, "procedure/id", and nothing else comes.
    """

    must_appear: tuple[str, ...] = ()
    must_not_appear: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    first: str | None = None
    must_say: tuple[str, ...] = ()
    must_not_say: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    at_most: int | None = None
    finished: bool | None = None
    follow_ups: Mapping[str, date] | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One way through the first questions, and what the person says later.

    `sent` is how many days ago the information was sent, None when the person does not know.
    """

    id: str
    answers: tuple[str, ...]
    musts: Musts
    facts: Facts = field(default_factory=dict)
    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the list."""

    number: int
    who: str
    routes: tuple[Route, ...]


def read_persons() -> tuple[Person, ...]:
    """Return all of them."""
    return tuple(map(_read_person, sorted(HERE.glob("person_*.toml"))))


def _read_person(path: Path) -> Person:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    number = int(path.stem.removeprefix("person_"))
    return Person(number, told["who"], tuple(_read_route(number, each) for each in told["ways"]))


def _read_route(number: int, told: dict[str, object]) -> Route:
    answers = _texts(told.pop("answers"))
    name = str(told.pop("id", answers[-1]))
    sent, facts = told.pop("sent", None), told.pop("facts", {})
    assert isinstance(facts, dict)
    return Route(
        id=f"{number:02}-{name}",
        answers=answers,
        musts=_read_musts(told),
        facts=read_facts(facts),
        sent=None if sent is None else int(str(sent)),
    )


def read_facts(told: Mapping[str, object]) -> Facts:
    """Return facts as a file tells them: a text, or several for one time each."""
    return {fact: _texts(value) for fact, value in told.items()}


def _read_musts(told: Mapping[str, object]) -> Musts:
    """Read what has to hold. A word that does not exist is refused, so that none is lost."""
    single = {"first", "at_most", "finished", "follow_ups"}
    return Musts(**{k: v if k in single else _texts(v) for k, v in told.items()})  # type: ignore[arg-type]


def _texts(told: object) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) else tuple(map(str, told))  # type: ignore[call-overload]
