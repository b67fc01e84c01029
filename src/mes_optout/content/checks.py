"""What a file of a pack must hold beyond the right types: ids, numbers, links, references.

Each function yields (path, fault); the loader turns a path into a place that names ids.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Protocol

from mes_optout.content.hygiene import host_fault, id_fault, link_fault, url_fault
from mes_optout.content.model import Answer, Manifest, Procedure, Reading, Sources, Triage
from mes_optout.errors import N_, Fault, Msg

Path = tuple[object, ...]
Found = Iterator[tuple[Path, Fault]]

HIGHEST_NUMBER = 9_999  # of a box, and of a revision
MOST_HOSTS = 20  # that a pack may add: few enough to be read on one page
MOST_PROCEDURES = 200  # each is a file of its own


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def source_faults(sources: Sources) -> Found:
    """Check that every source has a plain https address."""
    for key, source in sources.sources.items():
        yield from _one(("sources", key, "url"), url_fault(source.url))


def manifest_faults(manifest: Manifest) -> Found:
    """Check that each site is named plainly, and once."""
    count = len(manifest.hosts)
    if count > MOST_HOSTS:
        why = N_("names {count} sites of {limit} at most; take some away")
        yield ("hosts",), Fault("", why, count=count, limit=MOST_HOSTS)
        return  # to compare thousands with one another takes minutes
    for index, host in enumerate(manifest.hosts):
        twice = N_("is used twice") if host in manifest.hosts[:index] else None
        yield from _one(("hosts", index), host_fault(host) or twice)


def procedure_faults(procedure: Procedure, hosts: Container[str]) -> Found:
    """Check ids, box numbers, links to `hosts` and revisions, and that nothing needed is empty."""
    yield from _one(("id",), id_fault(procedure.id))
    yield from filled(procedure.steps, ("steps",))
    yield from ids(procedure.steps, ("steps",))
    numbers: Counter[int] = Counter()
    for index, step in enumerate(procedure.steps):
        here = ("steps", index)
        for name in ("body", "checks", "problems", "sources"):
            yield from filled(getattr(step, name), (*here, name))
        if step.link is not None:
            yield from _one((*here, "link"), link_fault(step.link, hosts))
        yield from _one((*here, "revision"), _small(step.revision))
        yield from ids(step.checks, (*here, "checks"))
        for position, check in enumerate(step.checks):
            numbers[check.number] += 1
            twice = N_("is used twice") if numbers[check.number] > 1 else None
            yield from _one((*here, "checks", position, "number"), _small(check.number) or twice)


def _small(number: int) -> Msg | None:
    return None if 1 <= number <= HIGHEST_NUMBER else N_("must be 1 to 9999")


def _one(path: Path, reason: Msg | None) -> Found:
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
        yield from _one((*path, index, "id"), id_fault(item.id))
        if item.id in seen:
            yield (*path, index, "id"), Fault("", N_("is used twice"))
        seen.add(item.id)


def triage_faults(triage: Triage) -> Found:
    """Check the triage: every answer and situation leads to one thing that exists."""
    yield from filled(triage.procedures, ("procedures",))
    count = len(triage.procedures)
    if count > MOST_PROCEDURES:
        why = N_("names {count} procedures of {limit} at most; take some away")
        yield ("procedures",), Fault("", why, count=count, limit=MOST_PROCEDURES)
        return  # as above
    for index, name in enumerate(triage.procedures):
        twice = N_("is used twice") if name in triage.procedures[:index] else None
        yield from _one(("procedures", index), id_fault(name) or twice)
    yield from filled(triage.questions, ("questions",))
    yield from ids(triage.questions, ("questions",))
    yield from ids(triage.situations, ("situations",))
    for index, question in enumerate(triage.questions):
        here = ("questions", index, "answers")
        yield from filled(question.answers, here)
        yield from ids(question.answers, here)
        for number, answer in enumerate(question.answers):
            yield from _leads(triage, answer, (*here, number))
    for index, situation in enumerate(triage.situations):
        yield from filled(situation.sources, ("situations", index, "sources"))
        if situation.procedure not in triage.procedures:
            yield (
                ("situations", index, "procedure"),
                Fault("", N_("“{value}” is not in “procedures”"), value=situation.procedure),
            )


def _leads(triage: Triage, answer: Answer, path: Path) -> Found:
    if (answer.question is None) == (answer.situation is None):
        yield path, Fault("", N_("must have either “question” or “situation”"))
        return
    for name, value, known in (
        ("question", answer.question, triage.questions),
        ("situation", answer.situation, triage.situations),
    ):
        if value is not None and value not in {each.id for each in known}:
            yield (*path, name), Fault("", N_("“{value}” is not in this file"), value=value)


def reading_faults(reading: Reading) -> Found:
    """Check the pages to read before choosing, and who can help."""
    yield from filled(reading.sections, ("sections",))
    yield from ids(reading.sections, ("sections",))
    yield from ids(reading.resources, ("resources",))
    for index, section in enumerate(reading.sections):
        yield from filled(section.text, ("sections", index, "text"))
        yield from filled(section.sources, ("sections", index, "sources"))
    for index, resource in enumerate(reading.resources):
        yield from filled(resource.sources, ("resources", index, "sources"))
        if resource.url is not None:
            yield from _one(("resources", index, "url"), url_fault(resource.url))
