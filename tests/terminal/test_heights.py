"""Counting the rows of a step's page (REQ-A25)."""

from dataclasses import replace

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.terminal.heights import ROWS, heights, rows_of, too_high
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.blocks import Address


@pytest.fixture
def procedure(pack: Pack) -> Procedure:
    """Return the objection, whose pages name the last day above the step."""
    return pack.procedure("opposition")


def test_every_shipped_step_fits(pack: Pack) -> None:
    too_much = [
        finding
        for name in pack.triage.procedures
        for language in i18n.LANGUAGES
        for finding in too_high(pack.procedure(name), language)
    ]
    assert too_much == []


def test_a_row_more_in_the_body_is_a_row_more(procedure: Procedure) -> None:
    step = procedure.steps[2]
    longer = replace(step, body=(*step.body, "Encore une ligne."))
    changed = replace(procedure, steps=(*procedure.steps[:2], longer, *procedure.steps[3:]))
    before, after = heights(procedure, "fr"), heights(changed, "fr")
    assert [b - a for a, b in zip(before, after, strict=True)] == [
        int(each.id == step.id) for each in procedure.steps
    ]


def test_boxes_and_the_address_count(procedure: Procedure) -> None:
    step = procedure.steps[2]
    box = replace(step.checks[0], id="autre", number=99)
    only = replace(procedure, steps=(step,))
    more = replace(procedure, steps=(replace(step, checks=(*step.checks, box)),))
    bare = replace(procedure, steps=(replace(step, link=None),))
    assert heights(more, "fr")[0] == heights(only, "fr")[0] + 1
    assert heights(bare, "fr")[0] == heights(only, "fr")[0] - 2


def test_the_last_row_that_fits(procedure: Procedure) -> None:
    """24 rows are right, 25 are too many, and the finding says where and how many."""
    step = procedure.steps[2]
    room = ROWS - heights(procedure, "fr")[2]

    def grown(rows: int) -> Procedure:
        body = (*step.body, *["Encore une ligne."] * rows)
        return replace(procedure, steps=(replace(step, body=body),))

    assert list(too_high(grown(room), "fr")) == []
    (finding,) = too_high(grown(room + 1), "fr")
    assert (finding.file, finding.fault.place) == ("fr/opposition.toml", "steps › page")
    assert finding.fault.facts == {"rows": 25, "limit": 24}


def test_the_users_language_stays(procedure: Procedure) -> None:
    heights(procedure, "en")
    assert i18n.language() == "fr"


def test_an_address_is_two_rows() -> None:
    plain = Screen(title="Titre", text=("Texte",))
    linked = replace(plain, addresses=(Address("Page :", "https://www.cnil.fr/"),))
    assert (rows_of(plain), rows_of(linked)) == (3, 5)


def test_a_page_too_high_in_english_is_found_in_the_english_file(pack: Pack) -> None:
    english = Pack(pack.read, "en").procedure("opposition")
    high = replace(english.steps[0], body=("One line.",) * 30)
    (found,) = too_high(replace(english, steps=(high,)), "en")
    assert found.file == "en/opposition.toml"
