"""All parts of the page: along every link, and those with the same way ahead once."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple

from mes_optout.documents.page.page_blocks import Link, PagePart
from mes_optout.documents.page.places import Place


class Gathered(NamedTuple):
    """The parts in their order, and how many there were before those that are the same were one.

    `keys` has the key of the part that stands for each place.
    """

    parts: tuple[PagePart, ...]
    before: int
    keys: dict[Place, str]


class _Taken(NamedTuple):
    """A part, what of it is told apart, and where its links lead."""

    part: PagePart
    shape: Hashable
    to: tuple[Place, ...]


def gather(
    firsts: Iterable[Place],
    lay_out: Callable[[Place], PagePart],
    sort: Callable[[Place], tuple[Any, ...]],
) -> Gathered:
    """Follow every link from the first places on.

    Of parts with the same words and the same remaining way one is kept. `sort` says the order;
    keys are numbers in it, for they stand in histories: "p1".
    """
    taken = _follow_all(firsts, lay_out)
    classes = _tell_apart(taken)
    first_of: dict[int, Place] = {}
    for place in sorted(taken, key=sort):
        first_of.setdefault(classes[place], place)
    key_of = {number: f"p{n}" for n, number in enumerate(first_of)}
    keys = {place: key_of[number] for place, number in classes.items()}
    parts = tuple(
        _point(taken[place].part, keys)._replace(key=keys[place]) for place in first_of.values()
    )
    return Gathered(parts, len(taken), keys)


def _follow_all(
    firsts: Iterable[Place], lay_out: Callable[[Place], PagePart]
) -> dict[Place, _Taken]:
    taken: dict[Place, _Taken] = {}
    waiting = deque(firsts)
    while waiting:
        place = waiting.popleft()
        if place not in taken:
            part = lay_out(place)
            to: list[Place] = []
            shape = _find_shape(part, to)
            taken[place] = _Taken(part, shape, tuple(to))
            waiting += to
    return taken


def _find_shape(thing: Any, to: list[Place]) -> Hashable:  # noqa: ANN401  (all that a part may hold)
    """Return what is said, without where links lead; that is added to `to`, in order."""
    if isinstance(thing, Link) and isinstance(thing.to, Place):
        to.append(thing.to)
        return thing.label
    if isinstance(thing, tuple):
        return (type(thing), *(_find_shape(each, to) for each in thing))
    return thing  # type: ignore[no-any-return]


def _tell_apart(taken: dict[Place, _Taken]) -> dict[Place, int]:
    """Return a number for each place: the same where the same is said and lies ahead.

    At first all with the same words are one. They are told apart by where their links lead, until
    nothing more is: as one makes the least automaton for a language (E. F. Moore, 1956).
    """
    classes: dict[Place, int] = dict.fromkeys(taken, 0)
    numbers: dict[Hashable, int] = {}
    shapes = {p: numbers.setdefault(each.shape, len(numbers)) for p, each in taken.items()}
    count = 0
    while True:
        known: dict[Hashable, int] = {}
        new = {}
        for place, each in taken.items():
            ahead = (shapes[place], *(classes[there] for there in each.to))
            new[place] = known.setdefault(ahead, len(known))
        classes = new
        if len(known) == count:
            return classes
        count = len(known)


def _point(thing: Any, keys: dict[Place, str]) -> Any:  # noqa: ANN401  (the same)
    """Return a part whose links lead to keys."""
    if isinstance(thing, Link):
        return thing._replace(to=keys[thing.to]) if isinstance(thing.to, Place) else thing
    if isinstance(thing, tuple):
        parts = [_point(each, keys) for each in thing]
        return type(thing)(*parts) if hasattr(thing, "_fields") else tuple(parts)
    return thing
