"""Where doors lead, on paper: below the remedy, in words, in every format."""

import json
from datetime import date

import pytest

from mes_optout import i18n
from mes_optout.content.doors import Action, Deed
from mes_optout.content.loader import Pack
from mes_optout.documents.as_html import as_html
from mes_optout.documents.as_json import as_json
from mes_optout.documents.as_markdown import as_markdown
from mes_optout.documents.as_text import as_text
from mes_optout.documents.checklist import lay_out_list
from mes_optout.documents.formats import PROBLEMS
from mes_optout.journey import make_journeys
from mes_optout.progress.model import Progress, Turn
from mes_optout.wording.blocks import Document
from support.forking import GATE, SCREEN, make_pack, make_two_ways
from support.leading import LETTERS, lead_from_body, lead_from_end, lead_from_problem

RENDER = {"text": as_text, "markdown": as_markdown, "html": as_html}


def print_problem(*actions: Action, render: str = "text", progress: Progress | None = None) -> str:
    """Return the list of « rester », whose first problem has doors, on one line."""
    rester, partir = make_two_ways()
    pack = make_pack(lead_from_problem(rester, "attendre", *actions), partir, letters=LETTERS)
    return " ".join(RENDER[render](lay_out(pack, progress)).split())


def lay_out(pack: Pack, progress: Progress | None = None) -> Document:
    journeys = make_journeys([pack.procedure("rester")], progress, date(2026, 11, 28))
    return lay_out_list(journeys, pack, {PROBLEMS})


@pytest.mark.parametrize("render", RENDER)
def test_it_stands_below_the_remedy(render: str) -> None:
    said = print_problem(Action(step="garder"), Action(letter="plainte"), render=render)
    said = said.replace("\u202f", " ").replace("\xa0", " ")
    assert "Remède. Sinon : Sinon. → Étape 4 : Étape garder → Lettre : Se plaindre" in said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action(procedure="partir"), "→ Liste « Voie partir »"),
        (
            Action(procedure="partir", step="sortir"),
            "→ Liste « Voie partir », étape « Étape sortir »",
        ),
    ],
    ids=["list", "step of it"],
)
def test_another_list_is_named(action: Action, said: str) -> None:
    assert f"Sinon. {said}" in print_problem(action)


def test_in_english() -> None:
    i18n.set_language("en")
    assert "→ List “Voie partir”" in print_problem(Action(procedure="partir"))


@pytest.mark.parametrize("deed", Deed)
def test_what_only_the_program_does_is_not_printed(deed: Deed) -> None:
    assert "→" not in print_problem(Action(do=deed))


def test_what_does_not_stand_on_the_sheet_is_not_named() -> None:
    away = Progress().answered(Turn("rester"), {SCREEN: "autre"})
    assert "→" not in print_problem(Action(step="finir"), progress=away)
    shut = Progress().answered(Turn("rester"), {GATE: "ouverte"})
    assert "→" not in print_problem(Action(letter="plainte"), progress=shut)


def test_sentences_of_a_step_and_of_what_comes_next_have_theirs() -> None:
    rester = lead_from_body(make_two_ways()[0], "attendre", Action(step="garder"))
    rester = lead_from_end(rester, Action(procedure="partir"))
    pack = make_pack(rester, make_two_ways()[1])
    said = as_text(lay_out(pack))
    assert "1. Faire. → Étape 4 : Étape garder" in said
    assert "- Toujours. → Liste « Voie partir »" in said


def test_programs_read_them_as_they_are_written() -> None:
    rester = lead_from_body(make_two_ways()[0], "attendre", Action(do=Deed.LATER))
    rester = lead_from_problem(rester, "attendre", Action(procedure="partir", step="sortir"))
    pack = make_pack(rester, make_two_ways()[1])
    journeys = make_journeys([rester], None, date(2026, 11, 28))
    step = json.loads(as_json(journeys, pack))["procedures"][0]["steps"][0]
    assert step["actions"] == [{"do": "later"}]
    assert step["problems"][0]["actions"] == [{"procedure": "partir", "step": "sortir"}]
