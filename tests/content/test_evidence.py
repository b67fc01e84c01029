"""What rests on facts has their sources, and is as sure as the least sure of them."""

import pytest

from mes_optout.content.evidence import load_evidence
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader, shipped
from mes_optout.content.procedure import Confidence, Step
from mes_optout.errors import PackInvalidError
from support.small_pack import FRENCH, reader

FACTS = """\
[facts.A1]
text = "La porte est ouverte le jour."
confidence = "sure"
sources = ["PLAN"]
read = 2026-11-24

[facts.A2]
text = "La nuit, sans doute pas."
confidence = "probable"
sources = ["CARTE", "PLAN"]
read = 2026-11-24

[facts.A3]
text = "Le gardien dort."
confidence = "unverified"
sources = ["CARTE"]
read = 2026-11-24
"""
BY_HAND = 'sources = ["PLAN"]\nconfidence = "sure"\n'


def pack(written: str, facts: str = FACTS) -> Reader:
    """Return a pack in which one step says `written` in the place of sources and confidence."""
    assert BY_HAND in FRENCH["fr/sortie.toml"]
    procedure = FRENCH["fr/sortie.toml"].replace(BY_HAND, written, 1)
    return reader({**FRENCH, "fr/sortie.toml": procedure, "faits.toml": facts})


def load(written: str) -> Step:
    """Return that step."""
    steps = Pack(pack(written), own=True).procedure("sortie").steps
    return next(step for step in steps if step.rests_on)


def refuse(written: str, facts: str = FACTS) -> list[tuple[str, str]]:
    """Return (place, reason in English) of what is wrong with it."""
    with pytest.raises(PackInvalidError) as error:
        Pack(pack(written, facts), own=True).procedure("sortie")
    return [(e.place, e.reason.format(**e.facts)) for e in error.value.faults]


def test_the_least_sure_fact_decides() -> None:
    """REQ-T1."""
    assert load('rests_on = ["A1"]\n').confidence is Confidence.SURE
    assert load('rests_on = ["A1", "A2"]\n').confidence is Confidence.PROBABLE
    assert load('rests_on = ["A3", "A1"]\n').confidence is Confidence.UNVERIFIED


def test_what_is_only_mentioned_gives_sources_and_no_doubt() -> None:
    step = load('rests_on = ["A1"]\nmentions = ["A3"]\n')
    assert (step.confidence, step.sources) == (Confidence.SURE, ("PLAN", "CARTE"))


def test_each_source_is_named_once() -> None:
    assert load('rests_on = ["A1", "A2", "A3"]\n').sources == ("PLAN", "CARTE")


@pytest.mark.parametrize(
    ("written", "place", "why"),
    [
        ('rests_on = ["B9"]\n', "rests_on › 1", "“B9” is no fact of faits.toml; mend the key"),
        ('rests_on = ["A1"]\nmentions = ["B9"]\n', "mentions › 1", "is no fact of faits.toml"),
        ('rests_on = ["A1"]\nmentions = ["A1"]\n', "mentions › 1", "is named twice; keep one"),
        ('rests_on = ["A1"]\nconfidence = "sure"\n', "confidence", "remove it here"),
        ('rests_on = ["A1"]\nsources = ["PLAN"]\n', "sources", "remove it here"),
    ],
)
def test_a_slip_is_said_at_its_place(written: str, place: str, why: str) -> None:
    ((found, reason),) = refuse(written)
    assert found.endswith(place)
    assert why in reason


def test_a_fact_without_a_source_is_refused() -> None:
    facts = FACTS.replace('sources = ["PLAN"]', "sources = []", 1)
    with pytest.raises(PackInvalidError) as error:
        load_evidence(Pack(pack("", facts), own=True))
    assert [fault.place for fault in error.value.faults] == ["facts › A1 › sources"]


def test_a_pack_without_facts_says_sources_itself() -> None:
    steps = Pack(reader(FRENCH), own=True).procedure("sortie").steps
    assert {step.rests_on for step in steps} == {()}
    assert all(step.sources for step in steps)


def test_of_the_shipped_facts_those_are_read_that_are_needed() -> None:
    """A page waits for what it says, not for the whole file: both ways give the same."""
    for language in ("fr", "en"):
        some, all_of_it = Pack(shipped(), language), Pack(shipped(), language, own=True)
        for name in some.names:
            assert some.procedure(name).steps == all_of_it.procedure(name).steps
        assert some.triage == all_of_it.triage
        assert some.reading == all_of_it.reading
