"""What has been done, held against the steps as they are today."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.content.loader import Pack
from mes_optout.progress.model import (
    Aside,
    CheckRef,
    Progress,
    State,
    StepRef,
    Tick,
    Turn,
    find_standing,
    references,
)
from support.bare_steps import Box, Page
from support.noted import box_ref, make_progress

TURN = Turn("sortie")
DAY = date(2026, 11, 24)

DOOR = Page("porte", (Box("cle"), Box("poignee")))
STREET = Page("rue", (Box("gauche"),))
PARK = Page("parc", (Box("banc"),))
STEPS = (DOOR, STREET, PARK)


def ticked(*names: str, revision: int = 1, turn: Turn = TURN, day: date = DAY) -> Progress:
    """Return progress with « step/check » ticked."""
    progress = Progress()
    for name in names:
        step, _, check = name.partition("/")
        progress = progress.ticked(CheckRef(turn, step, check), Tick(day, revision))
    return progress


def aside(progress: Progress, step: str, why: Aside) -> Progress:
    return progress.put_aside(StepRef(TURN, step), why)


def states(progress: Progress, steps: Sequence[Page] = STEPS) -> list[State]:
    return [step.state for step in find_standing(progress, TURN, steps).steps]


class TestState:
    """A step is done when each of its boxes is ticked; being done wins over being put aside."""

    @pytest.mark.parametrize(
        ("names", "expected"),
        [
            ([], State.OPEN),
            (["porte/cle"], State.OPEN),
            (["porte/poignee"], State.OPEN),
            (["porte/cle", "porte/poignee"], State.DONE),
            (["rue/cle", "rue/poignee"], State.OPEN),
            (["porte/cle", "porte/autre"], State.OPEN),
        ],
    )
    def test_every_box_counts(self, names: list[str], expected: State) -> None:
        assert states(ticked(*names))[0] is expected

    @pytest.mark.parametrize(
        ("why", "expected"), [(Aside.LATER, State.LATER), (Aside.NOT_FOR_ME, State.NOT_FOR_ME)]
    )
    def test_a_step_put_aside(self, why: Aside, expected: State) -> None:
        assert states(aside(Progress(), "rue", why)) == [State.OPEN, expected, State.OPEN]

    @pytest.mark.parametrize("why", list(Aside))
    def test_done_wins(self, why: Aside) -> None:
        assert states(aside(ticked("rue/gauche"), "rue", why))[1] is State.DONE

    @pytest.mark.parametrize("why", list(Aside))
    def test_half_done_does_not(self, why: Aside) -> None:
        assert states(aside(ticked("porte/cle"), "porte", why))[0] is State(why.value)

    def test_days_are_those_of_the_ticked_boxes(self) -> None:
        first = ticked("porte/cle", day=date(2026, 11, 2))
        assert find_standing(first, TURN, STEPS).steps[0].days == {"cle": date(2026, 11, 2)}

    def test_another_pass_has_nothing_to_do_with_it(self) -> None:
        other = ticked("rue/gauche", turn=Turn("sortie", 2))
        assert states(other) == [State.OPEN] * 3
        assert find_standing(other, Turn("sortie", 2), STEPS).done == 1

    def test_nor_has_another_procedure(self) -> None:
        assert states(ticked("rue/gauche", turn=Turn("retour"))) == [State.OPEN] * 3

    def test_the_order_is_that_of_the_steps(self) -> None:
        progress = ticked("rue/gauche")
        assert [step.id for step in find_standing(progress, TURN, STEPS[::-1]).steps] == [
            "parc",
            "rue",
            "porte",
        ]


class TestRevision:
    """A box ticked before the step was revised has to be looked at again."""

    @pytest.mark.parametrize(
        ("seen", "today", "expected"),
        [
            (1, 1, State.DONE),
            (1, 2, State.OPEN),
            (2, 2, State.DONE),
            (3, 2, State.DONE),  # the pack is older than the progress: nothing to do again
            (1, 10, State.OPEN),
        ],
    )
    def test_a_stale_tick_reopens(self, seen: int, today: int, expected: State) -> None:
        revised = replace(STREET, revision=today)
        assert states(ticked("rue/gauche", revision=seen), [revised]) == [expected]

    def test_a_stale_tick_shows_no_day(self) -> None:
        revised = replace(STREET, revision=2)
        assert find_standing(ticked("rue/gauche"), TURN, [revised]).steps[0].days == {}

    def test_other_steps_stay_done(self) -> None:
        progress = ticked("rue/gauche", "parc/banc")
        assert states(progress, [replace(STREET, revision=2), PARK]) == [State.OPEN, State.DONE]

    def test_ticking_it_anew_closes_it(self) -> None:
        revised = replace(STREET, revision=2)
        again = ticked("rue/gauche").ticked(CheckRef(TURN, "rue", "gauche"), Tick(DAY, 2))
        assert states(again, [revised]) == [State.DONE]


class TestFormerly:
    """Ticks follow what they were given for, through `formerly` (REQ-R7)."""

    @pytest.mark.parametrize(
        ("step", "noted"),
        [
            (replace(STREET, id="route", formerly=("rue",)), "rue/gauche"),
            (replace(STREET, id="route", formerly=("chemin", "rue")), "rue/gauche"),
            (replace(STREET, checks=(Box("sens", ("gauche",)),)), "rue/gauche"),
            (replace(STREET, checks=(Box("sens", ("bord", "gauche")),)), "rue/gauche"),
            (Page("route", (Box("sens", ("gauche",)),), formerly=("rue",)), "rue/gauche"),
            (Page("route", (Box("sens", ("gauche",)),), formerly=("rue",)), "route/gauche"),
            (Page("route", (Box("sens", ("gauche",)),), formerly=("rue",)), "rue/sens"),
            (Page("place", (Box("sens", ("rue/gauche",)),)), "rue/gauche"),
            (Page("place", (Box("sens", ("a/b", "rue/gauche")),)), "rue/gauche"),
        ],
    )
    def test_a_tick_follows(self, step: Page, noted: str) -> None:
        assert states(ticked(noted), [step]) == [State.DONE]

    @pytest.mark.parametrize(
        ("step", "noted"),
        [
            (Page("route", (Box("gauche"),)), "rue/gauche"),
            (Page("place", (Box("sens", ("rue/gauche",)),)), "place/gauche"),
            (Page("place", (Box("sens", ("rue/gauche",)),), formerly=("quai",)), "quai/gauche"),
            (replace(STREET, checks=(Box("sens", ("droite",)),)), "rue/gauche"),
        ],
    )
    def test_a_tick_for_something_else_does_not(self, step: Page, noted: str) -> None:
        assert states(ticked(noted), [step]) == [State.OPEN]

    @pytest.mark.parametrize("why", list(Aside))
    def test_what_was_put_aside_follows_its_step(self, why: Aside) -> None:
        moved = replace(STREET, id="route", formerly=("rue",))
        assert states(aside(Progress(), "rue", why), [moved]) == [State(why.value)]

    def test_todays_id_wins_over_an_earlier_one(self) -> None:
        moved = replace(STREET, id="route", formerly=("rue",))
        put = aside(aside(Progress(), "rue", Aside.LATER), "route", Aside.NOT_FOR_ME)
        assert states(put, [moved]) == [State.NOT_FOR_ME]

    def test_a_step_that_was_split_keeps_both_halves(self) -> None:
        halves = [
            Page("cle", (Box("cle", ("porte/cle",)),)),
            Page("poignee", (Box("poignee", ("porte/poignee",)),)),
        ]
        assert states(ticked("porte/cle"), halves) == [State.DONE, State.OPEN]

    def test_a_new_box_reopens_a_step_that_was_done(self) -> None:
        grown = replace(STREET, checks=(Box("gauche"), Box("droite")))
        assert states(ticked("rue/gauche"), [grown]) == [State.OPEN]

    def test_a_day_is_shown_under_todays_id(self) -> None:
        moved = replace(STREET, checks=(Box("sens", ("gauche",)),))
        assert find_standing(ticked("rue/gauche"), TURN, [moved]).steps[0].days == {"sens": DAY}

    def test_references_begin_with_todays(self) -> None:
        step = Page("route", (Box("sens", ("gauche", "place/bord")),), formerly=("rue",))
        assert [(r.step, r.check) for r in references(TURN, step, step.checks[0])] == [
            ("route", "sens"),
            ("rue", "sens"),
            ("route", "gauche"),
            ("rue", "gauche"),
            ("place", "bord"),
        ]

    def test_removing_every_reference_unticks_for_good(self) -> None:
        step = Page("route", (Box("sens", ("gauche",)),), formerly=("rue",))
        noted = ticked("rue/gauche", "route/sens", "rue/sens", "route/gauche")
        assert states(noted.unticked(references(TURN, step, step.checks[0])), [step]) == [
            State.OPEN
        ]


class TestNextStep:
    """One goes on with the first open step, then with the first put off, then one is through."""

    @pytest.mark.parametrize(
        ("done", "later", "not_for_me", "expected"),
        [
            ("", "", "", 0),
            ("a", "", "", 1),
            ("b", "", "", 0),
            ("", "a", "", 1),
            ("", "ab", "", 2),
            ("c", "ab", "", 0),
            ("ac", "b", "", 1),
            ("", "", "a", 1),
            ("a", "c", "b", 2),
            ("ab", "", "c", None),
            ("abc", "", "", None),
            ("", "", "abc", None),
        ],
    )
    def test_next(self, done: str, later: str, not_for_me: str, expected: int | None) -> None:
        steps = [Page(name, (Box("x"),)) for name in "abc"]
        progress = ticked(*(f"{name}/x" for name in done))
        for name in later:
            progress = aside(progress, name, Aside.LATER)
        for name in not_for_me:
            progress = aside(progress, name, Aside.NOT_FOR_ME)
        stand = find_standing(progress, TURN, steps)
        assert stand.next_step() == expected
        assert stand.finished is (expected is None)
        assert (stand.done, stand.left) == (len(done), 3 - len(done) - len(not_for_me))
        assert stand.count(State.LATER) == len(later)
        assert stand.count(State.LATER, State.NOT_FOR_ME) == len(later) + len(not_for_me)
        assert stand.count() == 0


# A small procedure with all that can move: two boxes, a revision, earlier names.
SMALL = (
    Page("a", (Box("x"), Box("y"))),
    Page("b", (Box("x"),), revision=2),
    Page("c", (Box("z", ("old", "a/gone")),), formerly=("d",)),
)
BOXES = [(step, box) for step in SMALL for box in step.checks]

moves = st.lists(
    st.one_of(
        st.tuples(st.just("tick"), st.integers(0, 3), st.integers(1, 3)),
        st.tuples(st.just("untick"), st.integers(0, 3), st.just(0)),
        st.tuples(st.just("aside"), st.integers(0, 2), st.sampled_from([None, *Aside])),
        st.tuples(st.just("letter"), st.integers(0, 2), st.integers(0, 40)),
    ),
    max_size=40,
)

# What an older or a newer pack has left behind: steps that this one knows nothing of.
strangers = st.dictionaries(
    st.builds(CheckRef, st.just(TURN), st.sampled_from(["gone", "new"]), st.text(max_size=3)),
    st.builds(Tick, st.dates(), st.integers(1, 3)),
    max_size=4,
)


class TestRandomMoves:
    """Any sequence of moves gives what a plain dictionary says it must (REQ-R8)."""

    @given(moves, strangers)
    @settings(max_examples=150, deadline=None, database=None)
    def test_moves(
        self, sequence: list[tuple[str, int, Any]], unknown: dict[CheckRef, Tick]
    ) -> None:
        progress = make_progress(checks=unknown)
        noted: dict[int, int] = {}  # box -> revision seen
        put: dict[int, Aside] = {}  # step -> why
        for kind, index, fact in sequence:
            match kind:
                case "tick":
                    step, box = BOXES[index]
                    ref = CheckRef(TURN, step.id, box.id)
                    progress = progress.ticked(ref, Tick(DAY, fact))
                    noted[index] = fact
                case "untick":
                    step, box = BOXES[index]
                    progress = progress.unticked(references(TURN, step, box))
                    noted.pop(index, None)
                case "aside":
                    progress = progress.put_aside(StepRef(TURN, SMALL[index].id), fact)
                    put.pop(index, None)
                    if fact is not None:
                        put[index] = fact
                case "letter":
                    progress = progress.letter_sent(TURN, DAY - timedelta(days=fact))
        stand = find_standing(progress, TURN, SMALL)
        for number, (step, found) in enumerate(zip(SMALL, stand.steps, strict=True)):
            fresh = {
                box.id
                for index, (owner, box) in enumerate(BOXES)
                if owner is step and noted.get(index, 0) >= step.revision
            }
            assert set(found.days) == fresh
            if len(fresh) == len(step.checks):
                assert found.state is State.DONE
            else:
                assert found.state == (put[number].value if number in put else "open")
        assert stand.done + stand.left + stand.count(State.NOT_FOR_ME) == len(SMALL)
        assert stand.finished == (stand.next_step() is None)
        # What the pack does not know is kept as it was.
        assert {ref: progress.tick(ref) for ref in unknown} == unknown


def test_the_shipped_steps_have_what_standing_needs(pack: Pack) -> None:
    steps = pack.procedure("opposition").steps
    progress = Progress()
    for step in steps:
        for check in step.checks:
            ref = box_ref(Turn("opposition"), step, check)
            progress = progress.ticked(ref, Tick(DAY, step.revision))
    assert find_standing(Progress(), Turn("opposition"), steps).left == len(steps) == 7
    assert find_standing(progress, Turn("opposition"), steps).finished
