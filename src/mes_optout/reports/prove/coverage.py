"""Which texts of a pack no page ever shows, and which procedures nobody reaches."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

from mes_optout.content.case import Conditional, applies
from mes_optout.content.lint.findings import Finding, at, error, find_texts
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Step
from mes_optout.errors import N_
from mes_optout.languages import ORIGINAL

_DOORS, _CASE = at("", "actions", ""), at("", "case")
Placed = tuple[str, str, str]  # file, place, text


def find_unshown(pack: Pack, shown: Collection[str]) -> Iterator[Finding]:
    """Yield the texts that are on no page; of what is never there at all, only that."""
    pages = "\n".join(shown)
    for file, step in _list_steps(pack):
        texts = list(_find_shown(step, "steps", step.id))
        lost = [(place, text) for place, text in texts if text not in pages]
        if len(lost) == len(texts):
            why = N_("this step is never shown; look at “when” and “unless”, or remove it")
            yield error(file, at("steps", step.id), why)
        else:
            yield from (_say(file, place) for place, _text in lost)
    for file, place, text in _list_others(pack):
        if text not in pages:
            yield _say(file, place)


def find_contradictory(pack: Pack) -> Iterator[Finding]:
    """Yield what applies only as long as nothing is said: its conditions exclude each other."""
    values = {fact.id: [value.id for value in fact.values] for fact in pack.case.facts}
    for file, place, part in _list_conditional(pack):
        if not _can_apply(part, values):
            yield error(file, place, _NEVER)


def _list_conditional(pack: Pack) -> Iterator[tuple[str, str, Conditional]]:
    """Yield (file, place, part) for all that may depend on facts."""
    for file, step in _list_steps(pack):
        here = ("steps", step.id)
        yield file, at(*here), step
        yield from _place_parts(file, (*here, "body"), step.body)
        yield from _place_parts(file, (*here, "checks"), step.checks)
        yield from _place_parts(file, (*here, "problems"), step.problems)
    for name in pack.names:
        procedure, file = pack.procedure(name), f"{ORIGINAL}/{name}.toml"
        yield from _place_parts(file, ("afterwards",), procedure.afterwards)
        yield from _place_parts(file, ("follow_ups",), procedure.follow_ups)


def _place_parts(
    file: str, path: tuple[str, ...], parts: Sequence[Conditional]
) -> Iterator[tuple[str, str, Conditional]]:
    for number, part in enumerate(parts, start=1):
        yield file, at(*path, getattr(part, "id", number)), part


_NEVER = N_("applies to no case, whatever is answered; look at “when” and “unless”")


def _can_apply(part: Conditional, values: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a part applies to some case of which all is said that it depends on."""
    named = tuple(dict.fromkeys((*part.when, *part.unless)))
    for given in product(*(values.get(fact, ()) for fact in named)):
        case = dict(zip(named, given, strict=True))
        if applies(part, lambda fact, value, case=case: case[fact] == value):
            return True
    return False


def _say(file: str, place: str) -> Finding:
    why = N_("no page ever shows this text; look at what it depends on, or remove it")
    return error(file, place, why)


def _list_steps(pack: Pack) -> Iterator[tuple[str, Step]]:
    """Yield (file, step) for each step, a shared one once."""
    met: set[tuple[str, str]] = set()
    for name in pack.names:
        for step in pack.procedure(name).steps:
            home = step.home or name
            if (home, step.id) not in met:
                met.add((home, step.id))
                # Why it was revised is said only to who ticked something before.
                yield (
                    f"{ORIGINAL}/{home}.toml",
                    step if step.revision > 1 else replace(step, change=None),
                )


def _find_shown(model: object, *path: object) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each text that some page has to show.

    Where a door leads is none, and of a fact each case has words whether a condition names it or
    not.
    """
    for place, text in find_texts(model, *path):
        if _DOORS not in place and not place.endswith(_CASE):
            yield place, text


def _list_others(pack: Pack) -> Iterator[Placed]:
    models: list[tuple[str, object]] = [("situations", pack.triage)]
    if pack.case.facts:
        models.append(("cas", pack.case))
    if pack.reading is not None:
        models.append(("reperes", replace(pack.reading, recheck=())))  # that is for editors
    models += [(name, replace(pack.procedure(name), steps=())) for name in pack.names]
    for name, model in models:
        for place, text in _find_shown(model):
            yield f"{ORIGINAL}/{name}.toml", place, text


def find_unreached(pack: Pack, entered: Collection[tuple[str, str]]) -> Iterator[Finding]:
    """Yield the procedures to which nothing leads from the first questions on."""
    reached, waiting = {""}, [""]
    while waiting:
        here = waiting.pop()
        new = {there for origin, there in entered if origin == here} - reached
        reached |= new
        waiting += new
    for name in pack.names:
        if name not in reached:
            why = N_("nothing leads to this procedure; name it in a situation, a fork or a door")
            yield error(f"{ORIGINAL}/{name}.toml", ".", why)
