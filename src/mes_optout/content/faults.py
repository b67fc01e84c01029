"""What a file of a pack must hold beyond the right types: ids, numbers, links, references.

What a procedure must hold, which procedures there are, and what every file's rules are made of.
Each function yields (path, fault); the loader turns a path into a place that names ids.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from mes_optout.content.hygiene import judge_id, judge_link
from mes_optout.content.procedure import Procedure
from mes_optout.errors import N_, Fault, Msg

Path = tuple[object, ...]
Found = Iterator[tuple[Path, Fault]]

HIGHEST_NUMBER = 9_999  # of a box, and of a revision
MOST_PROCEDURES = 200  # each is a file of its own


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of all procedures, in their order: a part of the triage that is read alone."""

    procedures: tuple[str, ...]


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def find_procedure_faults(procedure: Procedure, hosts: Container[str]) -> Found:
    """Check ids, box numbers, links to `hosts` and revisions, and that nothing needed is empty."""
    yield from report(("id",), judge_id(procedure.id))
    yield from find_empty(procedure.steps, ("steps",))
    yield from find_id_faults(procedure.steps, ("steps",))
    numbers: Counter[int] = Counter()
    for index, step in enumerate(procedure.steps):
        here = ("steps", index)
        for name in ("body", "checks", "problems", "sources"):
            yield from find_empty(getattr(step, name), (*here, name))
        if step.link is not None:
            yield from report((*here, "link"), judge_link(step.link, hosts))
        yield from report((*here, "revision"), _judge_number(step.revision))
        yield from find_id_faults(step.checks, (*here, "checks"))
        for position, check in enumerate(step.checks):
            numbers[check.number] += 1
            twice = N_("is used twice") if numbers[check.number] > 1 else None
            yield from report(
                (*here, "checks", position, "number"), _judge_number(check.number) or twice
            )


def _judge_number(number: int) -> Msg | None:
    return None if 1 <= number <= HIGHEST_NUMBER else N_("must be 1 to 9999")


def find_names_faults(procedures: tuple[str, ...]) -> Found:
    """Check that procedures are named, plainly and once."""
    yield from find_empty(procedures, ("procedures",))
    count = len(procedures)
    if count > MOST_PROCEDURES:
        why = N_("names {count} procedures of {limit} at most; take some away")
        yield ("procedures",), Fault("", why, count=count, limit=MOST_PROCEDURES)
        return  # to compare thousands with one another takes minutes
    for index, name in enumerate(procedures):
        twice = N_("is used twice") if name in procedures[:index] else None
        yield from report(("procedures", index), judge_id(name) or twice)


def report(path: Path, reason: Msg | None) -> Found:
    """Yield a fault if there is a reason for one."""
    if reason is not None:
        yield path, Fault("", reason)


def find_empty(items: tuple[object, ...], path: Path) -> Found:
    """Check that there is at least one."""
    if not items:
        yield path, Fault("", N_("is empty"))


def find_id_faults(items: Iterable[_Identified], path: Path) -> Found:
    """Check that ids are well formed and used once."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        yield from report((*path, index, "id"), judge_id(item.id))
        if item.id in seen:
            yield (*path, index, "id"), Fault("", N_("is used twice"))
        seen.add(item.id)
