"""Whatever is told rests on facts, where a pack has them, and says what in it is in doubt."""

from collections.abc import Iterator
from typing import Protocol

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Findings, Loaded, at, error, find_texts
from mes_optout.content.lint.word_lists import find_words, match_words
from mes_optout.content.resting import ORDER
from mes_optout.errors import N_


class Told(Protocol):
    """What all that rests on facts has in common."""

    @property
    def rests_on(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def mentions(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def sources(self) -> tuple[str, ...]: ...  # noqa: D102


def list_told(loaded: Loaded) -> Iterator[tuple[str, str, Told]]:
    """Yield (file, place, it) for all that says where it comes from."""
    yield from loaded.steps()
    for letter in loaded.french_letters:
        yield loaded.file(LETTERS), at("letters", letter.id), letter
    for situation in loaded.triage.situations if loaded.triage else ():
        yield loaded.file("situations"), at("situations", situation.id), situation
    if loaded.reading:
        for section in loaded.reading.sections:
            yield loaded.file("reperes"), at("sections", section.id), section
        for resource in loaded.reading.resources:
            yield loaded.file("reperes"), at("resources", resource.id), resource


def find_bad_evidence(original: Loaded) -> Findings:
    """Look at what all that is told rests on; a pack without facts needs none."""
    for file, place, told in list_told(original) if original.evidence else ():
        if not told.rests_on:
            why = N_("is missing; name the facts of faits.toml that it says, instead of “sources”")
            yield error(file, at(place, "rests_on"), why)
        elif told.mentions:
            yield from _find_unmarked_doubts(original, file, place, told)


def _find_unmarked_doubts(original: Loaded, file: str, place: str, told: Told) -> Findings:
    """Look whether a sentence says the doubt of facts that the confidence of the whole leaves out.

    Without `confidence` all is said as it stands.
    """
    said = getattr(told, "confidence", None)
    if getattr(told, "doubt", None) or _hedges(original, told):
        return
    for number, key in enumerate(told.mentions, start=1):
        fact = original.evidence[key].confidence
        if said is not None and ORDER.index(fact) > ORDER.index(said):
            why = N_("“{key}” is less sure than the rest; say so in its sentence, or add “doubt”")
            yield error(file, at(place, "mentions", number), why, key=key)


def _hedges(original: Loaded, told: Told) -> bool:
    marks = match_words(find_words(original.language).hedges)
    return any(marks.search(text) for _, text in find_texts(told))
