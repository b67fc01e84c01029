"""What doors and follow-ups must hold; that what they name exists, `steps check` looks for."""

from collections.abc import Container, Iterable, Mapping

from mes_optout.content.doors import Action
from mes_optout.content.faults import (
    NOT_LISTED,
    TWICE,
    Found,
    Path,
    find_dependence_faults,
    find_empty,
    find_id_faults,
    judge_id,
    judge_number,
    report,
)
from mes_optout.content.procedure import Procedure
from mes_optout.errors import N_, Fault

_LONGEST = {"days": 365, "weeks": 52, "months": 12}


def find_action_faults(actions: Iterable[Action], procedures: Container[str], path: Path) -> Found:
    """Check that each door leads to one thing. `procedures` are the ids of all."""
    for index, action in enumerate(actions):
        here = (*path, "actions", index)
        to_step = action.procedure is not None or action.step is not None
        if sum((to_step, action.letter is not None, action.do is not None)) != 1:
            yield here, Fault("", N_("must lead to one thing: a procedure, step, letter or deed"))
        if action.procedure is not None and action.procedure not in procedures:
            why = NOT_LISTED
            yield (*here, "procedure"), Fault("", why, value=action.procedure)
        for name in ("step", "letter"):
            value = getattr(action, name)
            if value is not None:
                yield from report((*here, name), judge_id(value))


def find_follow_up_faults(procedure: Procedure, procedures: Container[str]) -> Found:
    """Check ids, numbers and periods, and that each follows a box of the procedure."""
    boxes: Mapping[str, int] = {
        f"{step.id}/{check.id}": check.number for step in procedure.steps for check in step.checks
    }
    numbers = {number for number in boxes.values() if number}
    yield from find_id_faults(procedure.follow_ups, ("follow_ups",))
    yield from find_dependence_faults(procedure.follow_ups, ("follow_ups",))
    for index, each in enumerate(procedure.follow_ups):
        here = ("follow_ups", index)
        twice = TWICE if each.number in numbers else None
        yield from report((*here, "number"), judge_number(each.number) or twice)
        numbers.add(each.number)
        yield from find_empty(each.after, (*here, "after"))
        for place, box in enumerate(each.after):
            if box not in boxes:
                why = N_("must be a box of this procedure: “step/box”")
                yield (*here, "after", place), Fault("", why)
        periods = {name: getattr(each, name) for name in _LONGEST if getattr(each, name)}
        if len(periods) != 1 or not all(0 < n <= _LONGEST[name] for name, n in periods.items()):
            why = N_("must be due after “days”, “weeks” or “months”: one of them, at most a year")
            yield here, Fault("", why)
        yield from find_action_faults(each.actions, procedures, here)
