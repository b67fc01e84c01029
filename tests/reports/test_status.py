"""Where one stands, in words and for programs."""

import json
from datetime import date

from mes_optout.content.loader import Pack
from mes_optout.journey import make_journeys
from mes_optout.progress.model import Aside, Progress, StepRef, Tick, Turn
from mes_optout.reports.status import status_json, status_text
from support.noted import box_ref, step_ref

TURN = Turn("opposition")


def with_steps(pack: Pack, count: int) -> Progress:
    """Return the first `count` steps of the objection done."""
    progress = Progress().letter_sent(TURN, date(2026, 11, 2))
    for step in pack.procedure("opposition").steps[:count]:
        for check in step.checks:
            ref = box_ref(TURN, step, check)
            progress = progress.ticked(ref, Tick(date(2026, 11, 20), 1))
    return progress


def test_it_fits_in_a_few_lines(pack: Pack, today: date) -> None:
    text = status_text(make_journeys([pack.procedure("opposition")], with_steps(pack, 5), today))
    assert text == (
        "S'opposer à l'ouverture\n"
        "  5 étapes faites sur 9. Prochaine étape : Recevoir le code\n"
        "  Dernier jour : lundi 14 décembre 2026, dans 20 jours. Visez le lundi 7\n"
        "  décembre 2026 au plus tard.\n"
        "\n"
        "Pour reprendre : mes-optout guide\n"
    )


def test_steps_put_aside_are_said(pack: Pack, today: date) -> None:
    progress = (
        with_steps(pack, 2)
        .put_aside(StepRef(TURN, "page"), Aside.LATER)
        .put_aside(StepRef(TURN, "recevoir"), Aside.NOT_FOR_ME)
    )
    text = status_text(make_journeys([pack.procedure("opposition")], progress, today))
    assert "2 étapes faites sur 8. Prochaine étape : Avoir un code provisoire" in text
    assert "code provisoire\n  2 faites" in text, "a title has no full stop"
    said = " ".join(text.split())
    assert "2 faites, 6 à faire (dont 1 pour plus tard), 1 qui ne vous concerne pas." in said


def test_a_finished_procedure_says_what_that_amounts_to(pack: Pack, today: date) -> None:
    procedure = pack.procedure("opposition")
    text = status_text(make_journeys([procedure], with_steps(pack, 9), today))
    assert procedure.finished in " ".join(text.split())
    assert "Dernier jour" not in text, "nothing is urgent any more"


def test_what_was_only_put_aside_is_not_said_to_be_asked_for(pack: Pack, today: date) -> None:
    procedure = pack.procedure("opposition")
    progress = Progress()
    for step in procedure.steps:
        progress = progress.put_aside(step_ref(TURN, step), Aside.NOT_FOR_ME)
    assert status_text(make_journeys([procedure], progress, today)) == (
        "S'opposer à l'ouverture\n"
        "  0 étape faite sur 0. Vous avez dit qu'aucune étape ne vous concerne.\n"
        "  0 faite, 0 à faire, 9 qui ne vous concernent pas.\n"
        "\n"
        "Pour reprendre : mes-optout guide\n"
    )


def test_nothing_noted_says_how_to_begin() -> None:
    assert status_text([]) == (
        "Rien n'est noté pour l'instant.\nPour commencer : mes-optout guide\n"
    )


def test_for_programs_it_has_stable_keys(pack: Pack, today: date) -> None:
    journeys = make_journeys([pack.procedure("opposition")], with_steps(pack, 5), today)
    document = json.loads(status_json(journeys, today))
    assert (document["format"], document["today"]) == (1, "2026-11-24")
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
        "steps",
    ]
    assert (record["done"], record["left"], record["next_step"]) == (5, 4, "recevoir")
    assert (record["days_left"], record["finished"]) == (20, False)


def test_past_the_deadline_it_says_what_is_still_possible(pack: Pack) -> None:
    text = status_text(
        make_journeys([pack.procedure("opposition")], with_steps(pack, 1), date(2026, 12, 20))
    )
    assert "il y a 6 jours" in text
    assert "L'espace peut encore être clôturé" in text
