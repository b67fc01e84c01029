"""Ids and box numbers are permanent: progress files and printed codes refer to them.

What comes later is kept like a box, by an id and number of its own, and may have been one. To the
id of a problem only translations refer, so it has no former names; one that is retired does not
come back either.
"""

from collections.abc import Iterator

from mes_optout.content.faults import judge_id
from mes_optout.content.later import FollowUp
from mes_optout.content.lint.findings import Findings, Loaded, at, error, keep_own, warning
from mes_optout.content.lint.shared_names import find_lost_shared, find_spare_names
from mes_optout.content.procedure import Check, Procedure
from mes_optout.errors import N_

Named = tuple[str, str]  # place, name: "step", "step/check" or "step/problem"


def find_lost_names(loaded: Loaded) -> Findings:
    """Look at the ids and numbers of each procedure."""
    for name, procedure in loaded.procedures.items():
        file, own = loaded.file(name), keep_own(procedure)
        yield from _check_retired(file, own)
        yield from _check_numbers(file, procedure)
        yield from _check_formerly(file, own)
        yield from _check_moved(file, own)
        yield from _check_kept_apart(file, own)
        yield from find_spare_names(file, own.steps)
    for shared in loaded.shared.values():
        yield from find_lost_shared(loaded, shared)
        yield from find_spare_names(loaded.file(shared.id), shared.steps)


def _list_current(procedure: Procedure) -> Iterator[Named]:
    for step in procedure.steps:
        yield at("steps", step.id, "id"), step.id
        for check in step.checks:
            yield at("steps", step.id, "checks", check.id, "id"), f"{step.id}/{check.id}"
    for each in procedure.follow_ups:
        yield at("follow_ups", each.id, "id"), each.id


def _list_problems(procedure: Procedure) -> Iterator[Named]:
    for step in procedure.steps:
        for problem in step.problems:
            yield at("steps", step.id, "problems", problem.id, "id"), f"{step.id}/{problem.id}"


def _list_former(procedure: Procedure) -> Iterator[Named]:
    """Yield every former name, a box's in full: "step/check" where "check" is written."""
    for step in procedure.steps:
        for number, name in enumerate(step.formerly, start=1):
            yield at("steps", step.id, "formerly", number), name
        for check in step.checks:
            for number, name in enumerate(check.formerly, start=1):
                here = at("steps", step.id, "checks", check.id, "formerly", number)
                yield here, _name_in_full(step.id, name)
    for each in procedure.follow_ups:
        for number, name in enumerate(each.formerly, start=1):
            yield at("follow_ups", each.id, "formerly", number), name


def _name_in_full(step: str, former: str) -> str:
    return former if "/" in former else f"{step}/{former}"


def _list_numbered(procedure: Procedure) -> Iterator[tuple[str, Check | FollowUp]]:
    """Yield (place, box), and what comes later."""
    yield from _list_boxes(procedure)
    for each in procedure.follow_ups:
        yield at("follow_ups", each.id), each


def _list_boxes(procedure: Procedure) -> Iterator[tuple[str, Check]]:
    """Yield (place, box)."""
    for step in procedure.steps:
        name = step.id if step.home is None else f"{step.home}/{step.id}"
        for check in step.checks:
            yield at("steps", name, "checks", check.id), check


def _check_retired(file: str, procedure: Procedure) -> Findings:
    for place, name in (*_list_current(procedure), *_list_problems(procedure)):
        if name in procedure.retired:
            why = N_("“{name}” is in “retired” and must not come back; choose another id")
            yield error(file, place, why, name=name)


def _check_numbers(file: str, procedure: Procedure) -> Findings:
    gone = set(procedure.retired_numbers)
    used = set()
    for here, each in _list_numbered(procedure):
        used.update({each.number} - {0})
        if each.number in gone:
            why = N_("{number} is in “retired_numbers” and must not come back; take the next free")
            yield error(file, at(here, "number"), why, number=each.number)
    for here, check in _list_boxes(procedure):
        there = at(here, "formerly_numbers")
        for number in check.formerly_numbers:
            if number not in used | gone:
                why = N_("no box has or had the number {number}; remove it")
                yield error(file, there, why, number=number)
        if not check.number and used.isdisjoint(check.formerly_numbers):
            why = N_("no box has these numbers today, and this one has none; give it a number")
            yield error(file, there, why)
    missing = sorted(set(range(1, max(used | gone, default=0) + 1)) - used - gone)
    if missing:
        # A typing slip such as 8888 would list thousands.
        listed = ", ".join(map(str, missing[:10])) + (" …" if missing[10:] else "")
        why = N_("no box has these numbers: {numbers}; name them here if they are gone for good")
        yield error(file, "retired_numbers", why, numbers=listed)


def _check_formerly(file: str, procedure: Procedure) -> Findings:
    current = {name for _, name in _list_current(procedure)}
    seen: set[str] = set()
    # One box that became several: those that codes did not number yet say so with its number.
    split = {
        full
        for step in procedure.steps
        for check in step.checks
        if check.formerly_numbers
        for full in (_name_in_full(step.id, name) for name in check.formerly)
    }
    for place, name in _list_former(procedure):
        if any(judge_id(part) for part in name.split("/")) or name.count("/") > 1:
            why = N_("“{name}” is no id; write it as it was: “step”, “check” or “step/check”")
            yield error(file, place, why, name=name)
        elif name in current:
            why = N_("“{name}” is still in use; remove it here, or rename the other one")
            yield error(file, place, why, name=name)
        elif name in procedure.retired:
            why = N_("“{name}” is in “retired” too; it is either renamed or gone")
            yield error(file, place, why, name=name)
        elif name in seen and name not in split:
            why = N_("“{name}” is the former name of another one too; keep one")
            yield error(file, place, why, name=name)
        seen.add(name)


def _check_moved(file: str, procedure: Procedure) -> Findings:
    """Ask that a box from another step also names what that step was called before."""
    before = {step.id: step.formerly for step in procedure.steps}
    for here, each in _list_numbered(procedure):
        for name in each.formerly:
            moved_from, slash, old = name.partition("/")
            for earlier in before.get(moved_from, ()) if slash else ():
                if (lacking := f"{earlier}/{old}") not in each.formerly:
                    why = N_("the step “{step}” was “{earlier}” before; add “{name}”")
                    facts = {"step": moved_from, "earlier": earlier, "name": lacking}
                    yield error(file, at(here, "formerly"), why, **facts)


def _check_kept_apart(file: str, procedure: Procedure) -> Findings:
    """Ask that what comes later has no id of a step, and goes on from boxes alone."""
    steps = {name for step in procedure.steps for name in (step.id, *step.formerly)}
    for each in procedure.follow_ups:
        here = at("follow_ups", each.id)
        if each.id in steps:
            why = N_("“{name}” is the id of a step, now or before; choose another")
            yield error(file, at(here, "id"), why, name=each.id)
        for number, name in enumerate(each.formerly, start=1):
            if "/" not in name:
                why = N_("“{name}” is no box; write it as it was: “step/check”")
                yield error(file, at(here, "formerly", number), why, name=name)


def find_unsaid_changes(loaded: Loaded) -> Findings:
    """Look at the revision of each step, and at what is said of it."""
    for file, place, step in loaded.steps():
        here = at(place, "change")
        if step.revision > 1 and not step.change:
            why = N_("is missing, and “revision” is above 1; say in a line why to do it again")
            yield error(file, here, why)
        elif step.revision == 1 and step.change:
            why = N_("is never shown while “revision” is 1; raise it, or remove this")
            yield warning(file, here, why)
