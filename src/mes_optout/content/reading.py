"""What may be read before choosing, and what its file must hold."""

from dataclasses import dataclass
from datetime import date

from mes_optout.content.faults import Found, find_empty, find_id_faults, report
from mes_optout.content.procedure import Confidence
from mes_optout.content.sites import judge_url


@dataclass(frozen=True, slots=True)
class Section:
    """A page to read that belongs to no step: paragraphs and what they rest on."""

    id: str
    title: str
    text: tuple[str, ...]
    sources: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """Somebody who can help: who, with what, and how to reach them."""

    id: str
    name: str
    purpose: str
    contact: str
    sources: tuple[str, ...]
    confidence: Confidence
    url: str | None = None
    rests_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What may be read before choosing: sections, and who can help.

    `recheck` lists what somebody with the web should check again first, for `sources`.
    """

    title: str
    reviewed: date
    sections: tuple[Section, ...]
    resources: tuple[Resource, ...]
    recheck: tuple[str, ...] = ()


def find_reading_faults(reading: Reading) -> Found:
    """Check the pages to read before choosing, and who can help."""
    yield from find_empty(reading.sections, ("sections",))
    yield from find_id_faults(reading.sections, ("sections",))
    yield from find_id_faults(reading.resources, ("resources",))
    for index, section in enumerate(reading.sections):
        yield from find_empty(section.text, ("sections", index, "text"))
        yield from find_empty(section.sources, ("sections", index, "sources"))
    for index, resource in enumerate(reading.resources):
        yield from find_empty(resource.sources, ("resources", index, "sources"))
        if resource.url is not None:
            yield from report(("resources", index, "url"), judge_url(resource.url))
