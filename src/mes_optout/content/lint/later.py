"""What comes later follows from boxes that somebody for whom it applies can tick."""

from mes_optout.content.case import applies
from mes_optout.content.later import FollowUp
from mes_optout.content.lint.facts import Values, list_cases, list_values, say_case
from mes_optout.content.lint.findings import Findings, Loaded, at, error
from mes_optout.content.procedure import Procedure
from mes_optout.errors import N_


def find_lost_follow_ups(original: Loaded) -> Findings:
    """Look at the boxes that each follows, in the French; that they exist, the loader checks."""
    values = list_values(original)
    for name, procedure in original.procedures.items() if values else ():
        for each in procedure.follow_ups:
            for number, box in enumerate(each.after, start=1):
                if _is_hidden(box, each, procedure, values or {}):
                    why = N_(
                        "this box is hidden whenever it applies; mend “after” or the conditions"
                    )
                    here = at("follow_ups", each.id, "after", number)
                    yield error(original.file(name), here, why)


def _is_hidden(box: str, follow_up: FollowUp, procedure: Procedure, values: Values) -> bool:
    """Say whether a box is hidden in each case in which what follows from it applies."""
    shown = next(
        (step, check)
        for step in procedure.steps
        for check in step.checks
        if f"{step.id}/{check.id}" == box
    )
    said = [say_case(case) for case in list_cases((follow_up, *shown), values)]
    applying = [each for each in said if applies(follow_up, each)]
    together = any(all(applies(part, each) for part in shown) for each in applying)
    return bool(applying) and not together
