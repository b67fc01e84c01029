"""What a state is: the stage, and what is noted as far as anything on the way depends on it.

A stage is a function with what it was given, so its name is made of that. The visit is left out,
for it is the same everywhere, and of a way only the procedure and the turn count.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from types import FunctionType, MethodType
from typing import Any, NamedTuple

from mes_optout.content.case import find_branch, find_told, is_answered
from mes_optout.content.procedure import Step
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn
from mes_optout.reports.prove.asking import Trial
from mes_optout.walkthrough.visit import Stage, Visit, Way

Name = Hashable


class Content(NamedTuple):
    """What a stage holds: ways, and numbers, among which are those of steps."""

    ways: dict[Turn, Way]
    numbers: set[int]


_CONTENT = "mes_optout.content"


class Names:
    """Names of stages and of what is noted, as numbers: the same for what is the same."""

    def __init__(self) -> None:
        self._known: dict[Name, int] = {}
        self._things: dict[int, tuple[object, int]] = {}
        self._signs: dict[tuple[Turn, int, int, bool], tuple[Progress, int]] = {}

    def shorten(self, name: Name) -> int:
        """Return the number that stands for a name."""
        return self._known.setdefault(name, len(self._known))

    def name(self, stage: Stage) -> tuple[int, Content]:
        """Return what stands for a stage, and what it holds."""
        held = Content({}, set())
        return self.shorten(self._name(stage, held)), held

    def _name(self, thing: Any, held: Content) -> Name:  # noqa: ANN401, C901, PLR0911  (all that a stage may hold)
        match thing:
            case Visit():
                return "visit"
            case Way():
                held.ways[thing.turn] = thing
                return thing.turn
            case Journey():
                return thing.turn
            case int():
                held.numbers.add(thing)
                return thing
            case partial():
                given = tuple(self._name(each, held) for each in thing.args)
                return self._name(thing.func, held), given, self._name(thing.keywords, held)
            case FunctionType():
                # One that was made inside another is the same where it holds the same.
                cells = [cell.cell_contents for cell in thing.__closure__ or ()]
                inner = tuple(self._name(each, held) for each in cells if each is not thing)
                return thing.__code__, inner
            case MethodType():
                return thing.__func__, self._name(thing.__self__, held)
            case Mapping():
                pairs = [(str(key), self._name(value, held)) for key, value in thing.items()]
                return tuple(sorted(pairs, key=lambda pair: pair[0]))
            case tuple() | list():
                return (type(thing), *(self._name(each, held) for each in thing))
        if not is_dataclass(thing) or isinstance(thing, type):
            return thing if isinstance(thing, Hashable) else repr(thing)
        if not type(thing).__module__.startswith(_CONTENT):
            parts = (self._name(getattr(thing, each.name), held) for each in fields(thing))
            return (type(thing), *parts)
        return self._name_content(thing)

    def _name_content(self, thing: object) -> int:
        """Return the number of a part of the pack: that is made once, and stays."""
        if id(thing) not in self._things:
            self._things[id(thing)] = thing, self.shorten(("content", id(thing)))
        return self._things[id(thing)][1]

    def sign(self, trial: Trial, way: Way, progress: Progress, *, told: bool = True) -> int:
        """Return what stands for all that is noted of a way, as far as anything depends on it.

        With `told`, also for what was said that changes nothing on this way.
        """
        key = way.turn, id(progress), trial.today.toordinal(), told
        if key not in self._signs:
            journey = trial.journey(way, progress)
            signed = self.shorten(tuple(_sign(journey)))
            if told:
                said = find_told(trial.pack.case, journey.said)
                signed = self.shorten((signed, frozenset(said.items())))
            self._signs[key] = progress, signed
        return self._signs[key][1]

    def sign_steps(self, trial: Trial, way: Way, progress: Progress, numbers: set[int]) -> int:
        """Return what stands for what applies of some steps of a way."""
        steps = trial.journey(way, progress).steps
        found = tuple(_name_parts(steps[n]) for n in sorted(numbers) if n < len(steps))
        return self.shorten((way.turn, found))


def _sign(journey: Journey) -> Iterator[Name]:
    said = journey.said
    yield journey.turn
    yield tuple(map(_name_parts, journey.steps))
    yield tuple((place.state, frozenset(place.days.items())) for _step, place in journey.places)
    yield tuple((each.follow_up.id, each.came, each.again) for each in journey.follow_ups)
    yield journey.continued_in
    yield journey.deadline
    yield journey.begun
    forks = [step.fork for step in journey.steps if step.fork is not None]
    yield tuple((id(find_branch(fork, said)), is_answered(fork, said)) for fork in forks)


def _name_parts(step: Step) -> Name:
    return tuple(tuple(map(id, parts)) for parts in (step.body, step.checks, step.problems))
