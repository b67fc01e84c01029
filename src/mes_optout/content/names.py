"""The ids of all procedures, and what they must be."""

from dataclasses import dataclass

from mes_optout.content.faults import TWICE, Found, find_empty, judge_id, report
from mes_optout.errors import N_, Fault

MOST_PROCEDURES = 200  # each is a file of its own


@dataclass(eq=False, repr=False)
class Names:
    """The ids of all procedures, in their order: a part of the triage that is read alone."""

    procedures: tuple[str, ...]


def find_names_faults(procedures: tuple[str, ...]) -> Found:
    """Check that procedures are named, plainly and once."""
    yield from find_empty(procedures, ("procedures",))
    count = len(procedures)
    if count > MOST_PROCEDURES:
        why = N_("names {count} procedures of {limit} at most; take some away")
        yield ("procedures",), Fault("", why, count=count, limit=MOST_PROCEDURES)
        return  # to compare thousands with one another takes minutes
    for index, name in enumerate(procedures):
        twice = TWICE if name in procedures[:index] else None
        yield from report(("procedures", index), judge_id(name) or twice)
