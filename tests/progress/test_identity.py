"""Steps that several procedures share: one tick counts in each, and old ones are found."""

from datetime import date

import pytest

from mes_optout.progress.model import (
    Aside,
    CheckRef,
    Progress,
    State,
    StepRef,
    Tick,
    Turn,
    find_revised,
    find_standing,
    find_tick,
    references,
    step_references,
)
from support.bare_steps import Box, Page

OUT, BACK = Turn("sortie"), Turn("retour")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)

# It was a step of each before, under another name in one of them.
PAGE = Page(
    "page",
    (Box("ouverte", ("adresse", "retour/entree/vue")), Box("lue", ("accueil/lue",))),
    formerly=("sortie/page", "retour/entree", "vieille"),
    home="commun",
)
OPEN, READ = PAGE.checks


def refs(turn: Turn, box: Box) -> list[tuple[str, str, str]]:
    return [(ref.turn.procedure, ref.step, ref.check) for ref in references(turn, PAGE, box)]


def state(progress: Progress, turn: Turn) -> tuple[State, dict[str, date]]:
    (place,) = find_standing(progress, turn, [PAGE]).steps
    return place.state, dict(place.days)


class TestReferences:
    """Where a tick of a shared step may be."""

    @pytest.mark.parametrize("turn", [OUT, BACK])
    def test_they_are_the_same_for_each_procedure(self, turn: Turn) -> None:
        assert refs(turn, OPEN) == [
            ("commun", "page", "ouverte"),
            ("sortie", "page", "ouverte"),
            ("retour", "entree", "ouverte"),
            ("commun", "vieille", "ouverte"),
            ("commun", "page", "adresse"),
            ("sortie", "page", "adresse"),
            ("retour", "entree", "adresse"),
            ("commun", "vieille", "adresse"),
            ("retour", "entree", "vue"),
        ]
        assert refs(turn, READ)[-1] == ("commun", "accueil", "lue")

    def test_the_pass_is_the_same_number_everywhere(self) -> None:
        assert {ref.turn.turn for ref in references(Turn("sortie", 3), PAGE, OPEN)} == {3}

    def test_a_step_of_one_procedure_may_come_from_another(self) -> None:
        """The other way round: a step that is no longer shared."""
        own = Page("page", (Box("ouverte"),), formerly=("commun/page",))
        there = Progress().ticked(CheckRef(Turn("commun"), "page", "ouverte"), Tick(MAY, 1))
        assert find_standing(there, OUT, [own]).finished
        put = Progress().put_aside(StepRef(OUT, "page", "commun"), Aside.LATER)
        assert find_standing(put, OUT, [own]).count(State.LATER) == 1


class TestTicks:
    """What is found in several places."""

    def test_one_tick_counts_in_both(self) -> None:
        progress = Progress()
        for box in PAGE.checks:
            progress = progress.ticked(next(references(OUT, PAGE, box)), Tick(MAY, 1))
        for turn in (OUT, BACK):
            assert state(progress, turn) == (State.DONE, {"ouverte": MAY, "lue": MAY})
        assert state(progress, Turn("sortie", 2)) == (State.OPEN, {})

    @pytest.mark.parametrize("late", ["sortie/page/ouverte", "commun/page/ouverte"])
    @pytest.mark.parametrize("early", ["retour/entree/vue", "sortie/page/adresse"])
    def test_the_earlier_day_stays(self, early: str, late: str) -> None:
        progress = Progress()
        for name, day in ((early, MAY), (late, JUNE)):
            procedure, step, check = name.split("/")
            progress = progress.ticked(CheckRef(Turn(procedure), step, check), Tick(day, 1))
        for turn in (OUT, BACK):
            assert state(progress, turn) == (State.OPEN, {"ouverte": MAY})

    def test_a_higher_revision_wins_over_an_earlier_day(self) -> None:
        """Whoever has done it again after it was revised has done it."""
        old, new = CheckRef(OUT, "page", "ouverte"), CheckRef(BACK, "entree", "vue")
        progress = Progress().ticked(old, Tick(MAY, 1)).ticked(new, Tick(JUNE, 2))
        assert find_tick(progress, OUT, PAGE, OPEN) == Tick(JUNE, 2)
        revised = Page(PAGE.id, PAGE.checks, 2, PAGE.formerly, PAGE.home)
        assert find_revised(progress, OUT, [revised]) == []
        assert find_revised(progress.unticked([new]), OUT, [revised]) == [0]

    def test_taking_all_references_away_unticks_in_both(self) -> None:
        progress = Progress()
        for ref in references(OUT, PAGE, OPEN):
            progress = progress.ticked(ref, Tick(MAY, 1))
        gone = progress.unticked(references(BACK, PAGE, OPEN))
        assert gone == Progress()


class TestAsides:
    """Putting a shared step aside is a matter of each procedure."""

    def test_only_here(self) -> None:
        put = Progress().put_aside(next(step_references(OUT, PAGE)), Aside.NOT_FOR_ME)
        assert state(put, OUT)[0] is State.NOT_FOR_ME
        assert state(put, BACK)[0] is State.OPEN
        assert put.turns("sortie") == (OUT,)
        assert put.turns("commun") == ()

    def test_what_was_put_aside_before_it_was_shared(self) -> None:
        put = Progress().put_aside(StepRef(BACK, "entree"), Aside.LATER)
        assert state(put, BACK)[0] is State.LATER
        assert state(put, OUT)[0] is State.OPEN
        there = Progress().put_aside(StepRef(OUT, "vieille", "commun"), Aside.LATER)
        assert state(there, OUT)[0] is State.LATER

    def test_done_elsewhere_wins(self) -> None:
        progress = Progress().put_aside(StepRef(OUT, "page", "commun"), Aside.LATER)
        for box in PAGE.checks:
            progress = progress.ticked(next(references(BACK, PAGE, box)), Tick(MAY, 1))
        assert state(progress, OUT)[0] is State.DONE
