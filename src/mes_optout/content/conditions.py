"""What a condition and a fork must be, whatever facts a pack has; `lint` knows these.

It is read only where something depends on facts.
"""

from collections.abc import Container, Mapping

from mes_optout.content.case import Conditional
from mes_optout.content.faults import (
    EMPTY,
    NOT_LISTED,
    TWICE,
    Found,
    Path,
    find_id_faults,
    judge_id,
    report,
)
from mes_optout.content.procedure import Branch, Fork, Procedure
from mes_optout.errors import N_, Fault

FEWEST_ANSWERS = 2  # of a fork


def find_condition_faults(part: Conditional, path: Path) -> Found:
    """Check that a condition names facts, and of each some values, each once."""
    for key, condition in (("when", part.when), ("unless", part.unless)):
        for fact, values in condition.items():
            here = (*path, key, fact)
            yield from report(here, judge_id(fact))
            yield from report(here, None if values else EMPTY)
            for index, value in enumerate(values):
                twice = TWICE if value in values[:index] else None
                yield from report((*here, index), judge_id(value) or twice)


def find_said_faults(facts: Mapping[str, str], path: Path) -> Found:
    """Check the facts that an answer says."""
    for fact, value in facts.items():
        yield from report((*path, fact), judge_id(fact) or judge_id(value))


def find_fork_faults(fork: Fork, procedures: Container[str], path: Path) -> Found:
    """Check that a fork has answers, and that some lead on, to what there is."""
    here = (*path, "answers")
    yield from find_id_faults(fork.answers, here)
    if len(fork.answers) < FEWEST_ANSWERS:
        yield here, Fault("", N_("must be two at least"))
    elif all(each.asks_again for each in fork.answers):
        yield here, Fault("", N_("all ask again, so nobody gets on; let one of them lead on"))
    for index, answer in enumerate(fork.answers):
        yield from _find_branch_faults(answer, procedures, (*here, index))


def _find_branch_faults(answer: Branch, procedures: Container[str], path: Path) -> Found:
    yield from find_said_faults(answer.facts, (*path, "facts"))
    if answer.asks_again:
        if answer.note is None:
            yield (*path, "note"), Fault("", N_("is missing: say what to do before it asks again"))
        for key in ("procedure", "step"):
            if getattr(answer, key) is not None:
                yield (
                    (*path, key),
                    Fault("", N_("leads nowhere, for the fork asks again; remove it")),
                )
    elif answer.procedure is not None and answer.procedure not in procedures:
        yield (*path, "procedure"), Fault("", NOT_LISTED, value=answer.procedure)


def find_lost_branches(fork: Fork, procedure: Procedure, path: Path) -> Found:
    """Check that an answer which stays in the procedure goes on at a step of it."""
    known = {step.id for step in procedure.steps}
    for index, answer in enumerate(fork.answers):
        here = answer.procedure in {None, procedure.id}
        if here and answer.step is not None and answer.step not in known:
            why = N_("“{value}” is no step of this procedure; mend the name")
            yield (*path, "fork", "answers", index, "step"), Fault("", why, value=answer.step)
