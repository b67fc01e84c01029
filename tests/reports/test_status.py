"""Where one stands, in words and for programs."""

import json
from dataclasses import replace
from datetime import date

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.journey import make_journeys
from mes_optout.progress.model import (
    Aside,
    Progress,
    StepRef,
    Tick,
    Turn,
    references,
    step_references,
)
from mes_optout.reports.status import status_json, status_text
from support.forked_pack import begun, forked_pack

TURN = Turn("opposition")


def with_steps(pack: Pack, count: int) -> Progress:
    """Return the first `count` steps of the objection done."""
    progress = Progress().letter_sent(TURN, date(2026, 11, 2))
    for step in pack.procedure("opposition").steps[:count]:
        for check in step.checks:
            ref = next(references(TURN, step, check))
            progress = progress.ticked(ref, Tick(date(2026, 11, 20), 1))
    return progress


def test_it_fits_in_a_few_lines(pack: Pack, today: date) -> None:
    text = status_text(
        make_journeys([pack.procedure("opposition")], with_steps(pack, 5), today), pack
    )
    assert text == (
        "S'opposer à l'ouverture\n"
        "  5 étapes faites sur 7. Prochaine étape : Cocher l'opposition\n"
        "  Dernier jour : lundi 14 décembre 2026, dans 17 jours. Visez le lundi 7\n"
        "  décembre 2026 au plus tard.\n"
        "\n"
        "Pour reprendre : mes-optout guide\n"
    )


def test_steps_put_aside_are_said(pack: Pack, today: date) -> None:
    progress = (
        with_steps(pack, 2)
        .put_aside(StepRef(TURN, "opposer"), Aside.LATER)
        .put_aside(StepRef(TURN, "preuve"), Aside.NOT_FOR_ME)
    )
    text = status_text(make_journeys([pack.procedure("opposition")], progress, today), pack)
    assert "2 étapes faites sur 6. Prochaine étape : Ouvrir la bonne page" in text
    assert "bonne page\n  2 faites" in text, "a title has no full stop"
    said = " ".join(text.split())
    assert "2 faites, 4 à faire (dont 1 pour plus tard), 1 qui ne vous concerne pas." in said


def test_a_finished_procedure_says_what_that_amounts_to(pack: Pack, today: date) -> None:
    procedure = pack.procedure("opposition")
    text = status_text(make_journeys([procedure], with_steps(pack, 7), today), pack)
    assert procedure.finished in " ".join(text.split())
    assert "Dernier jour" not in text, "nothing is urgent any more"


def test_what_was_only_put_aside_is_not_said_to_be_asked_for(pack: Pack, today: date) -> None:
    procedure = pack.procedure("opposition")
    progress = Progress()
    for step in procedure.steps:
        progress = progress.put_aside(next(step_references(TURN, step)), Aside.NOT_FOR_ME)
    assert status_text(make_journeys([procedure], progress, today), pack) == (
        "S'opposer à l'ouverture\n"
        "  0 étape faite sur 0. Vous avez dit qu'aucune étape ne vous concerne.\n"
        "  0 faite, 0 à faire, 7 qui ne vous concernent pas.\n"
        "\n"
        "Pour reprendre : mes-optout guide\n"
    )


def test_a_deed_that_was_put_aside_is_not_said_to_be_asked_for(pack: Pack, today: date) -> None:
    """One key puts a step aside: whoever ticked only the first has asked nobody for anything."""
    for procedure in map(pack.procedure, pack.names):
        turn, (first, *others) = Turn(procedure.id), procedure.steps
        progress = Progress()
        for check in first.checks:
            progress = progress.ticked(next(references(turn, first, check)), Tick(today, 1))
        for step in others:
            progress = progress.put_aside(next(step_references(turn, step)), Aside.NOT_FOR_ME)
        said = " ".join(status_text(make_journeys([procedure], progress, today), pack).split())
        assert "Il ne reste rien à faire ici" in said
        assert procedure.finished not in said


def test_nothing_noted_says_how_to_begin(pack: Pack) -> None:
    assert status_text([], pack) == (
        "Rien n'est noté pour l'instant.\nPour commencer : mes-optout guide\n"
    )


def test_for_programs_it_has_stable_keys(pack: Pack, today: date) -> None:
    journeys = make_journeys([pack.procedure("opposition")], with_steps(pack, 5), today)
    document = json.loads(status_json(journeys, pack, today))
    assert (document["format"], document["today"]) == (1, "2026-11-27")
    (record,) = document["procedures"]
    assert list(record) == [
        "id",
        "turn",
        "title",
        "total",
        "done",
        "left",
        "finished",
        "next_step",
        "sent",
        "target",
        "last_day",
        "days_left",
        "answers",
        "continued_in",
        "follow_ups",
        "steps",
    ]
    assert (record["done"], record["left"], record["next_step"]) == (5, 2, "opposer")
    assert (record["days_left"], record["finished"]) == (17, False)


@pytest.mark.parametrize(
    ("aside", "left", "following"), [(Aside.NOT_FOR_ME, 0, None), (Aside.LATER, 7, "delai")]
)
def test_for_programs_finished_says_that_nothing_is_left_to_do(
    aside: Aside, left: int, following: str | None, pack: Pack, today: date
) -> None:
    """What concerns nobody is not left, what was put off is; `done` says how much was done."""
    procedure, progress = pack.procedure("opposition"), Progress()
    for step in procedure.steps:
        progress = progress.put_aside(next(step_references(TURN, step)), aside)
    journeys = make_journeys([procedure], progress, today)
    (record,) = json.loads(status_json(journeys, pack, today))["procedures"]
    assert (record["done"], record["left"], record["next_step"]) == (0, left, following)
    assert record["finished"] is (left == 0)


def test_past_the_deadline_it_says_what_is_still_possible(pack: Pack) -> None:
    text = status_text(
        make_journeys([pack.procedure("opposition")], with_steps(pack, 1), date(2026, 12, 20)), pack
    )
    assert "il y a 6 jours" in text
    assert "L'espace peut encore être clôturé" in text


def test_steps_that_do_not_apply_do_not_count(today: date) -> None:
    journeys = begun(today, badge="non")
    assert "  1 étape faite sur 2. Prochaine étape : Pousser la porte\n" in status_text(
        journeys, forked_pack()
    )
    (record,) = json.loads(status_json(journeys, forked_pack(), today))["procedures"]
    assert (record["total"], record["done"], record["left"]) == (2, 1, 1)
    assert record["answers"] == {"porte": None, "badge": "non", "heure": None}
    assert [step["state"] for step in record["steps"]] == ["done", "open", "hidden", "hidden"]


def test_what_goes_on_elsewhere_has_no_next_step(today: date) -> None:
    """It is neither finished nor left to do, and its last day is that of nothing any more."""
    (journey,) = begun(today, porte="fermee", badge="non")
    assert journey.deadline
    step = journey.steps[0]
    later = journey.noted.unticked(references(journey.turn, step, step.checks[0]))
    later = later.put_aside(next(step_references(journey.turn, step)), Aside.LATER)
    journeys = [replace(journey, progress=later)]
    assert status_text(journeys, forked_pack()) == (
        "Entrer\n"
        "  0 étape faite sur 1. D'après vos réponses, la suite est dans « Sonner chez\n"
        "  le voisin ».\n"
        "\n"
        "Pour reprendre : mes-optout guide\n"
    )
    (record,) = json.loads(status_json(journeys, forked_pack(), today))["procedures"]
    assert (record["continued_in"], record["next_step"]) == ("sonner", None)
    assert journey.standing.finished, "as far as it goes"
    (record,) = json.loads(status_json([journey], forked_pack(), today))["procedures"]
    assert (record["continued_in"], record["finished"]) == ("sonner", False)


def test_in_english(today: date) -> None:
    i18n.set_language("en")
    said = status_text(begun(today, porte="fermee", badge="non"), forked_pack())
    assert "By what you answered, it goes on in “Sonner chez le" in said
