"""Editors hear of a doubt that nobody says, of what rests on no fact, and of what was not read."""

from datetime import date

import pytest

from mes_optout.content.lint.evidence import find_bad_evidence
from mes_optout.content.lint.reviews import find_unread_changes, take_stock
from mes_optout.content.lint.sourcing import find_bad_citations, find_old_readings
from mes_optout.content.reviews import NAME
from reviews import render
from support.edited_pack import Edit, edit, load_original, tell

FACTS, SUITES = "faits.toml", "fr/suites.toml"
A9_READ = 'confidence = "unverified"\nsources = ["AMELI", "EVAL"]\nread = 2026-11-28'
PLAINTE_DOUBT = 'doubt = "Page de la CNIL datée de 2021. Médiateur : d\'après une seule fiche."\n'
READ = date(2026, 11, 28)


def find_unread(*edits: Edit) -> list[tuple[str, str, str]]:
    return list(tell(find_unread_changes(load_original(edit(*edits)))))


def test_the_shipped_steps_say_every_doubt_and_were_read() -> None:
    """REQ-T1."""
    original = load_original(edit())
    found = [
        *find_bad_evidence(original),
        *find_bad_citations(original),
        *find_unread_changes(original),
        *find_old_readings(original, READ),
    ]
    assert list(tell(found)) == []


def test_the_record_is_as_it_is_written() -> None:
    original = load_original(edit())
    assert (edit()(NAME) or b"").decode() == render(take_stock(original))


def test_where_there_are_facts_everything_rests_on_some() -> None:
    original = load_original(edit())
    step = next(step for _, place, step in original.steps() if place == "steps › copie")
    object.__setattr__(step, "rests_on", ())
    ((file, place, why),) = tell(find_bad_evidence(original))
    assert (file, place) == (SUITES, "steps › copie › rests_on")
    assert "name the facts of faits.toml" in why


def test_a_doubt_that_no_sentence_says_is_found() -> None:
    original = load_original(edit())
    step = next(step for _, _, step in original.steps() if step.mentions and step.doubt is None)
    assert list(find_bad_evidence(original)) == []
    for name in ("why", "before", "title"):
        object.__setattr__(step, name, "Rien.")
    for name in ("body", "more", "needs", "problems", "checks"):
        object.__setattr__(step, name, ())
    said = list(tell(find_bad_evidence(original)))
    assert all("say so in its sentence, or add “doubt”" in why for _, _, why in said)
    weaker = [key for key in step.mentions if original.evidence[key].confidence != step.confidence]
    assert bool(said) == bool(weaker)


@pytest.mark.parametrize(
    ("made", "file", "place", "before"),
    [
        (
            (FACTS, A9_READ, A9_READ.replace("unverified", "sure")),
            FACTS,
            "facts › A9 › confidence",
            "unverified",
        ),
        (
            (SUITES, PLAINTE_DOUBT, ""),
            SUITES,
            "steps › plainte › doubt",
            "true",
        ),
    ],
)
def test_what_changes_unread_is_said_with_what_stood_there(
    made: Edit, file: str, place: str, before: str
) -> None:
    ((found, here, why),) = find_unread(made)
    assert (found, here) == (file, place)
    assert f"last read against its sources: {before};" in why
    assert "read it again and write the day" in why


def test_a_later_day_makes_it_right() -> None:
    later = (
        FACTS,
        A9_READ,
        A9_READ.replace("unverified", "sure").replace("2026-11-28", "2026-12-01"),
    )
    assert find_unread(later) == []
