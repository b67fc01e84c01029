"""All that a pack has of what its ledger records, by names that are written whole."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mes_optout.content.ledger import Ledger
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Loaded, at
from mes_optout.content.procedure import Check, Procedure, Step
from mes_optout.progress.model import references, step_references
from mes_optout.progress.notes import Turn


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has a name: where it stands, and the names that it had before."""

    file: str
    place: str
    name: str
    former: tuple[str, ...] = ()
    check: Check | None = None


def list_steps(loaded: Loaded) -> list[Entry]:
    """Return each step, once."""
    return [
        Entry(loaded.file(file), at("steps", step.id), *_name_step(file, step))
        for file, step in _list_own_steps(loaded)
    ]


def list_boxes(loaded: Loaded) -> list[Entry]:
    """Return each box, once."""
    return [
        Entry(
            loaded.file(file),
            at("steps", step.id, "checks", check.id),
            *_name_box(file, step, check),
            check,
        )
        for file, step in _list_own_steps(loaded)
        for check in step.checks
    ]


def list_follow_ups(loaded: Loaded) -> list[Entry]:
    """Return all that comes later."""
    return [
        Entry(
            loaded.file(file),
            at("follow_ups", each.id),
            f"{file}/{each.id}",
            tuple(f"{file}/{old}" for old in each.formerly),
        )
        for file, procedure in loaded.readable.items()
        for each in procedure.follow_ups
    ]


def list_letters(loaded: Loaded) -> list[Entry]:
    """Return each letter."""
    return [
        Entry(loaded.file(LETTERS), at("letters", each.id), f"letters/{each.id}")
        for each in loaded.french_letters
    ]


def list_situations(loaded: Loaded) -> list[Entry]:
    """Return each situation."""
    situations = loaded.triage.situations if loaded.triage else ()
    return [
        Entry(loaded.file("situations"), at("situations", each.id), f"situations/{each.id}")
        for each in situations
    ]


def list_facts(loaded: Loaded) -> Mapping[str, tuple[str, int]]:
    """Return the (place, number) of each fact, and of each of its values, by "fact/value"."""
    found: dict[str, tuple[str, int]] = {}
    for fact in loaded.case.facts if loaded.case else ():
        found[fact.id] = at("facts", fact.id), fact.number
        for value in fact.values:
            place = at("facts", fact.id, "values", value.id)
            found[f"{fact.id}/{value.id}"] = place, value.number
    return found


def list_numbered(file: str, procedure: Procedure) -> Iterator[tuple[str, Entry, int]]:
    """Yield (place, box or what comes later, number) of a procedure, included steps too."""
    for step in procedure.steps:
        home = step.home or file
        for check in step.checks:
            there = at("steps", f"{home}/{step.id}", "numbers", check.id)
            here = there if step.home else at("steps", step.id, "checks", check.id, "number")
            yield here, Entry(file, here, *_name_box(file, step, check), check), check.number
    for each in procedure.follow_ups:
        here = at("follow_ups", each.id, "number")
        yield here, Entry(file, here, f"{file}/{each.id}"), each.number


def list_retired(loaded: Loaded) -> dict[str, tuple[str, ...]]:
    """Return what each procedure says is gone, by the procedure."""
    return {
        file: tuple(f"{file}/{name}" for name in procedure.retired)
        for file, procedure in loaded.readable.items()
    }


def take_ledger(loaded: Loaded) -> Ledger:
    """Return what there is to record of a pack today."""
    boxes = list_boxes(loaded)
    facts = {name: number for name, (_, number) in list_facts(loaded).items()}
    return Ledger(
        procedures=tuple(loaded.readable),
        steps=tuple(each.name for each in list_steps(loaded)),
        boxes=tuple(each.name for each in boxes),
        follow_ups=tuple(each.name for each in list_follow_ups(loaded)),
        former=_list_former((*list_steps(loaded), *boxes, *list_follow_ups(loaded))),
        retired=tuple(name for names in list_retired(loaded).values() for name in names),
        numbers={
            file: {each.name: number for _, each, number in list_numbered(file, procedure)}
            for file, procedure in loaded.readable.items()
        },
        retired_numbers={
            file: procedure.retired_numbers
            for file, procedure in loaded.readable.items()
            if procedure.retired_numbers
        },
        closes=tuple(each.name for each in boxes if each.check and each.check.closes),
        dated=tuple(each.name for each in boxes if each.check and each.check.dated),
        facts={name: number for name, number in facts.items() if "/" not in name},
        values={name: number for name, number in facts.items() if "/" in name},
        letters=tuple(each.name for each in list_letters(loaded)),
        situations=tuple(each.name for each in list_situations(loaded)),
    )


def _list_former(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for each in entries:
        for old in each.former:
            found[old] = (*found.get(old, ()), each.name)
    return found


def _list_own_steps(loaded: Loaded) -> Iterator[tuple[str, Step]]:
    for file, procedure in loaded.readable.items():
        yield from ((file, step) for step in procedure.steps if step.home is None)
    for file, shared in loaded.shared.items():
        yield from ((file, step) for step in shared.steps)


def _name_step(file: str, step: Step) -> tuple[str, tuple[str, ...]]:
    """Return today's name, and the former ones."""
    refs = step_references(Turn(step.home or file), step)
    name, *former = (f"{ref.home or ref.turn.procedure}/{ref.step}" for ref in refs)
    return name, tuple(former)


def _name_box(file: str, step: Step, check: Check) -> tuple[str, tuple[str, ...]]:
    refs = references(Turn(step.home or file), step, check)
    name, *former = (f"{ref.turn.procedure}/{ref.step}/{ref.check}" for ref in refs)
    return name, tuple(dict.fromkeys(former))
