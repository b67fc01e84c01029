"""What a file of a pack must hold beyond the right types: ids, numbers, links, references.

Each function yields (path, fault); the loader turns a path into a place that names ids.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Protocol

from mes_optout.content.hygiene import id_fault, link_fault
from mes_optout.content.procedure import Procedure
from mes_optout.errors import N_, Fault, Msg

Path = tuple[object, ...]
Found = Iterator[tuple[Path, Fault]]

HIGHEST_NUMBER = 9_999  # of a box, and of a revision


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def procedure_faults(procedure: Procedure, hosts: Container[str]) -> Found:
    """Check ids, box numbers, links to `hosts` and revisions, and that nothing needed is empty."""
    yield from one(("id",), id_fault(procedure.id))
    yield from filled(procedure.steps, ("steps",))
    yield from ids(procedure.steps, ("steps",))
    numbers: Counter[int] = Counter()
    for index, step in enumerate(procedure.steps):
        here = ("steps", index)
        for name in ("body", "checks", "problems", "sources"):
            yield from filled(getattr(step, name), (*here, name))
        if step.link is not None:
            yield from one((*here, "link"), link_fault(step.link, hosts))
        yield from one((*here, "revision"), _small(step.revision))
        yield from ids(step.checks, (*here, "checks"))
        for position, check in enumerate(step.checks):
            numbers[check.number] += 1
            twice = N_("is used twice") if numbers[check.number] > 1 else None
            yield from one((*here, "checks", position, "number"), _small(check.number) or twice)


def _small(number: int) -> Msg | None:
    return None if 1 <= number <= HIGHEST_NUMBER else N_("must be 1 to 9999")


def one(path: Path, reason: Msg | None) -> Found:
    """Yield a fault if there is a reason for one."""
    if reason is not None:
        yield path, Fault("", reason)


def filled(items: tuple[object, ...], path: Path) -> Found:
    """Check that there is at least one."""
    if not items:
        yield path, Fault("", N_("is empty"))


def ids(items: Iterable[_Identified], path: Path) -> Found:
    """Check that ids are well formed and used once."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        yield from one((*path, index, "id"), id_fault(item.id))
        if item.id in seen:
            yield (*path, index, "id"), Fault("", N_("is used twice"))
        seen.add(item.id)
