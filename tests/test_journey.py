"""One person's way through one procedure."""

from collections.abc import Sequence
from datetime import date

import pytest

from mes_optout import journey as module
from mes_optout.content.loader import Pack
from mes_optout.journey import Journey, make_journeys
from mes_optout.progress.model import (
    Progress,
    Standing,
    StepLike,
    Tick,
    Turn,
    find_standing,
)
from support.noted import box_ref, make_progress

TURN = Turn("cloture")


def test_what_a_page_asks_for_is_worked_out_once(
    pack: Pack, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def noting(progress: Progress, turn: Turn, steps: Sequence[StepLike]) -> Standing:
        counted.append(turn)
        return find_standing(progress, turn, steps)

    monkeypatch.setattr(module, "find_standing", noting)
    journey = Journey(pack.procedure("cloture"), TURN, Progress(), today)
    assert journey.next_step == 0
    assert journey.closed is None
    assert [place.id for _, place in journey.places] == [step.id for step in journey.steps]
    assert len(counted) == 1


def test_a_box_that_closes_gives_its_day(pack: Pack, today: date) -> None:
    procedure = pack.procedure("cloture")
    step, check = next((s, c) for s in procedure.steps for c in s.checks if c.closes)
    ref = box_ref(TURN, step, check)
    progress = Progress().ticked(ref, Tick(date(2026, 11, 20), step.revision))
    (journey,) = make_journeys([procedure], progress, today)
    assert journey.closed == date(2026, 11, 20)
    assert Journey(procedure, TURN, None, today).closed is None, "a blank list says nothing"


def test_only_where_a_deadline_governs_does_a_day_of_sending_make_one(
    pack: Pack, today: date
) -> None:
    sent = {Turn(name): date(2026, 11, 2) for name in ("opposition", "cloture")}
    both = map(pack.procedure, ("opposition", "cloture"))
    journeys = make_journeys(both, make_progress(letters_sent=sent), today)
    assert [journey.deadline is not None for journey in journeys] == [True, False]
