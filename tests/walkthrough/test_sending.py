"""The day of sending: once for the boxes that it answers, and for several children."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.deadline import Deadline
from mes_optout.journey import Journey
from mes_optout.progress.model import Turn, find_tick
from mes_optout.progress.store import Store
from mes_optout.terminal.editor import ROWS, measure
from mes_optout.walkthrough.sending import deadline_page
from support.scripted import GoBack, Leave, Move, Pick, Sent, Tick, Walk

SENT, OTHER = date(2026, 11, 2), date(2026, 11, 16)
OBJECT = Turn("opposition")
OWN, SHARED = ("delai", "date-envoi"), ("messages", "boite-connue")
DATED = {OWN, SHARED}  # a box of the procedure's own step, and one of a step that others include


class Dated(Pack):
    """The shipped pack, where the day of sending answers two boxes."""

    def procedure(self, name: str) -> Procedure:
        found = super().procedure(name)
        steps = (
            replace(
                step,
                checks=tuple(
                    replace(each, dated=(step.id, each.id) in DATED) for each in step.checks
                ),
            )
            for step in found.steps
        )
        return replace(found, steps=tuple(steps))


@pytest.fixture
def dated(walk: Walk) -> Walk:
    return replace(walk, pack=Dated(walk.pack.read, "fr"))


def days_ticked(walk: Walk, procedure: str = "opposition") -> dict[tuple[str, str], date]:
    """Return the day of each tick, by step and box."""
    found = {}
    for step in walk.pack.procedure(procedure).steps:
        for check in step.checks:
            tick = find_tick(walk.progress, Turn(procedure), step, check)
            if tick is not None:
                found[step.id, check.id] = tick.day
    return found


class TestBoxes:
    """A box about the day of sending is ticked where that day is noted."""

    def test_they_are_ticked_today_with_the_day(self, dated: Walk, today: date) -> None:
        dated(Sent(SENT), Leave(), procedure="opposition")
        assert dated.progress.day_sent(OBJECT) == SENT
        assert days_ticked(dated) == {OWN: today, SHARED: today}

    def test_one_of_a_shared_step_is_ticked_for_the_others_too(
        self, dated: Walk, today: date
    ) -> None:
        dated(Sent(SENT), Leave(), procedure="opposition")
        assert days_ticked(dated, "cloture") == {SHARED: today}

    def test_none_of_a_step_that_does_not_apply(self, dated: Walk, today: date) -> None:
        shared = next(each for each in dated.pack.procedure("opposition").steps if each.home)
        hidden = replace(shared, when={"espace": ("existe",)})

        class Hidden(Dated):
            def procedure(self, name: str) -> Procedure:
                found = super().procedure(name)
                steps = (hidden if each.id == hidden.id else each for each in found.steps)
                return replace(found, steps=tuple(steps))

        walk = replace(dated, pack=Hidden(dated.pack.read, "fr"))
        walk.store.update(lambda old: old.answered(OBJECT, {"espace": "pas-encore"}))
        walk(Sent(SENT), Leave(), procedure="opposition")
        assert days_ticked(walk) == {OWN: today}

    def test_without_a_day_none_is_ticked(self, dated: Walk) -> None:
        dated(Sent(None), Leave(), procedure="opposition")
        assert days_ticked(dated) == {}

    def test_another_day_keeps_them_as_they_are(self, dated: Walk, today: date) -> None:
        dated(Sent(SENT), Leave(), procedure="opposition")
        dated.today = today + timedelta(days=3)
        walk_on = (Tick({SHARED[1]}), Pick("other"), Pick("date"), Sent(OTHER), Leave())
        dated(*walk_on, procedure="opposition")
        assert dated.progress.day_sent(OBJECT) == OTHER
        assert days_ticked(dated) == {OWN: today, SHARED: today}


class TestSecondChild:
    """One letter for several children: the day that is known is offered."""

    def begin(self, walk: Walk, day: date | None = SENT) -> None:
        walk(Sent(day), Leave(), procedure="enfants")

    def test_the_same_day_is_one_answer(self, walk: Walk) -> None:
        self.begin(walk)
        shown = walk(Pick("2"), Pick("same-1"), Leave(), procedure="enfants")
        assert walk.progress.day_sent(Turn("enfants", 2)) == SENT
        assert shown.offered[1] == ["same-1", "another", "unknown", "quit"]
        assert shown.labels[1][:3] == [
            *("Le même jour (premier enfant) : lundi 2 novembre 2026", "Un autre jour"),
            "Je ne sais pas",
        ]
        assert "deuxième enfant" in shown.page.heading

    def test_it_answers_the_boxes_too(self, walk: Walk, today: date) -> None:
        first = walk.pack.procedure("enfants").steps[0]
        DATED.add(own := (first.id, first.checks[0].id))
        dated = replace(walk, pack=Dated(walk.pack.read, "fr"))
        try:
            self.begin(dated)
            dated(Pick("2"), Pick("same-1"), Leave(), procedure="enfants")
            tick = find_tick(dated.progress, Turn("enfants", 2), first, first.checks[0])
        finally:
            DATED.remove(own)
        assert tick is not None
        assert tick.day == today

    def test_another_day_is_typed_and_back_leads_to_the_choice(self, walk: Walk) -> None:
        self.begin(walk)
        another = Pick("another")
        moves: list[Move] = [Pick("2"), another, GoBack(), another, Sent(OTHER), Leave()]
        shown = walk(*moves, procedure="enfants")
        assert walk.progress.day_sent(Turn("enfants", 2)) == OTHER
        assert len(shown.screens) == 6

    def test_back_after_the_same_day_is_the_choice_again(self, walk: Walk) -> None:
        self.begin(walk)
        moves: list[Move] = [Pick("2"), Pick("same-1"), GoBack(), Pick("another"), Sent(OTHER)]
        walk(*moves, Leave(), procedure="enfants")
        assert walk.progress.day_sent(Turn("enfants", 2)) == OTHER

    def test_whoever_does_not_know_it_notes_nothing(self, walk: Walk) -> None:
        self.begin(walk)
        shown = walk(Pick("2"), Pick("unknown"), Leave(), procedure="enfants")
        assert walk.progress.turns("enfants") == (Turn("enfants", 1),)
        assert shown.page.lead.startswith("Vous ne connaissez pas la date d'envoi")

    def test_a_third_child_is_offered_each_day_once(self, walk: Walk) -> None:
        self.begin(walk)
        walk(Pick("2"), Pick("another"), Sent(OTHER), Leave(), procedure="enfants")
        walk(Pick("3"), Pick("same-1"), Leave(), procedure="enfants")
        shown = walk(Pick("4"), Leave(), procedure="enfants")
        assert shown.offered[1] == ["same-1", "same-2", "another", "unknown", "quit"]

    def test_where_no_day_is_known_it_is_typed(self, walk: Walk) -> None:
        self.begin(walk, None)
        walk(Sent(SENT), Pick("date"), Sent(OTHER), Leave(), procedure="enfants")
        assert walk.progress.day_sent(Turn("enfants", 1)) == OTHER

    def test_by_a_wrong_clock_too(self, pack: Pack, tmp_path: Path) -> None:
        walk = Walk(pack, Store(tmp_path / "state"), date(1970, 1, 2))
        go = Pick("go")
        walk(go, Sent(SENT), Leave(), procedure="enfants")
        walk(go, Pick("2"), Pick("same-1"), Leave(), procedure="enfants")
        assert walk.progress.day_sent(Turn("enfants", 2)) == SENT


class TestLastDay:
    """The page of the last day says what can still be done on it."""

    def page(self, walk: Walk, sent: date, after: int = 42) -> Journey:
        progress = walk.progress.letter_sent(OBJECT, sent)
        day = sent + timedelta(days=after)
        return Journey(walk.pack.procedure("opposition"), OBJECT, progress, day)

    @pytest.mark.parametrize("sent", [SENT + timedelta(days=each) for each in range(60)], ids=str)
    def test_it_fits_and_leaves_closing(self, sent: date, walk: Walk) -> None:
        page = deadline_page(self.page(walk, sent))
        assert page.lead.endswith(", aujourd'hui.")
        assert "clôturé à tout moment (article R1111-36)" in page.text[-1]
        assert measure(page, 3) <= ROWS
        works = Deadline(sent).last_day.weekday() < 5
        assert bool(page.rows) is bool(page.addresses) is works

    @pytest.mark.parametrize("after", [41, 43])
    def test_the_days_around_it_say_nothing_of_it(self, after: int, walk: Walk) -> None:
        page = deadline_page(self.page(walk, SENT, after))
        assert "R1111-36" not in " ".join(page.text)
        assert not page.rows

    def test_a_wrong_clock_knows_no_last_day(self, walk: Walk) -> None:
        journey = self.page(walk, date(1969, 11, 21))
        assert journey.doubt
        assert "R1111-36" not in " ".join(deadline_page(journey).text)
