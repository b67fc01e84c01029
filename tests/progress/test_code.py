"""The resume code: it says where one stands, and still does when the steps have changed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import comb
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mes_optout.content.case import Conditional, applies
from mes_optout.content.faults import HIGHEST_NUMBER
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Step
from mes_optout.errors import OtherVersionCodeError, ResumeCodeError
from mes_optout.progress.code import (
    Code,
    NumberedStep,
    apply_code,
    find_clashes,
    group_characters,
    procedure_key,
    read_code,
    write_code,
)
from mes_optout.progress.counting import put_digits, put_number
from mes_optout.progress.model import (
    Aside,
    CheckRef,
    Progress,
    State,
    StepLike,
    StepRef,
    Tick,
    Turn,
    find_revised,
    find_standing,
)
from mes_optout.progress.said import HIGHEST
from mes_optout.progress.spelling import ALPHABET, LONGEST, spell_number
from support.bare_steps import Box, Page
from support.noted import box_ref, days_of, step_ref

TURN = Turn("sortie")
THEN, TODAY = date(2026, 11, 2), date(2026, 11, 24)
DOCUMENT = Path(__file__).parents[2] / "docs" / "resume-code.md"
SHIPPED = Pack(shipped(), "fr")
PROCEDURES = SHIPPED.triage.procedures

DOOR = Page("porte", (Box("cle", number=1), Box("poignee", number=2)))
STREET = Page("rue", (Box("gauche", number=3),))
PARK = Page("parc", (Box("banc", number=4), Box("arbre", number=5)))
STEPS = (DOOR, STREET, PARK)


@dataclass(frozen=True)
class Answer:
    """A value of a fact."""

    id: str
    number: int


@dataclass(frozen=True)
class Fact:
    """A fact, with as much as a code knows of it."""

    id: str
    number: int
    values: tuple[Answer, ...]


def fact(number: int, values: int = 5) -> Fact:
    """Make a fact with so many values."""
    return Fact(f"f{number}", number, tuple(Answer(f"v{n}", n) for n in range(1, values + 1)))


FACTS = tuple(map(fact, range(1, 8)))


def written(
    progress: Progress, turn: Turn, steps: Sequence[NumberedStep], facts: Sequence[Fact] = FACTS
) -> str:
    return write_code(progress, turn, steps, facts)


def applied(  # noqa: PLR0913, PLR0917  (those of what it stands for)
    sheet: Code,
    progress: Progress,
    turn: Turn,
    steps: Sequence[NumberedStep],
    today: date,
    facts: Sequence[Fact] = FACTS,
) -> Progress:
    return apply_code(sheet, progress, turn, steps, facts, today)


def said(progress: Progress, turn: Turn = TURN) -> dict[str, str]:
    """Return what was said of the facts."""
    return {
        each.id: value.id
        for each in FACTS
        for value in each.values
        if progress.says(turn, each.id, value.id)
    }


def ticked(*names: str, revision: int = 1, turn: Turn = TURN) -> Progress:
    """Return progress with « step/check » ticked."""
    progress = Progress()
    for name in names:
        step, _, check = name.partition("/")
        progress = progress.ticked(CheckRef(turn, step, check), Tick(THEN, revision))
    return progress


def put(progress: Progress, step: str, why: Aside) -> Progress:
    return progress.put_aside(StepRef(TURN, step), why)


def resumed(
    letters: str, steps: Sequence[NumberedStep], progress: Progress | None = None, turn: Turn = TURN
) -> Progress:
    return applied(read_code(letters), progress or Progress(), turn, steps, TODAY)


def letters_of(code: str) -> int:
    """Return how many letters a code has: the 2 in front stands apart."""
    assert code[0] == "2"
    return len(code) - 1


def shown(
    progress: Progress, steps: Sequence[StepLike], turn: Turn = TURN
) -> list[tuple[State, set[str]]]:
    """Return what a person sees: the state of each step and its ticked boxes."""
    return [(place.state, set(place.days)) for place in find_standing(progress, turn, steps).steps]


@st.composite
def pages_of(draw: st.DrawFn, numbers: Sequence[int], prefix: str) -> list[Page]:
    """Make steps of one to four boxes out of box numbers."""
    pages: list[Page] = []
    left = list(numbers)
    while left:
        taken = draw(st.integers(1, 4))
        checks = tuple(Box(f"{prefix}{number}", number=number) for number in left[:taken])
        pages.append(Page(f"{prefix}-{len(pages)}", checks, draw(st.integers(1, 5))))
        left = left[taken:]
    return pages


@st.composite
def procedures(draw: st.DrawFn) -> list[Page]:
    numbers = draw(st.lists(st.integers(1, 30), unique=True, min_size=1, max_size=19))
    return draw(pages_of(numbers, "a"))


@st.composite
def progresses(draw: st.DrawFn, steps: Sequence[Page], turn: Turn) -> Progress:
    """Tick boxes before and after the last revision, and put steps aside."""
    progress = Progress()
    for step in steps:
        aside = draw(st.sampled_from([None, None, *Aside]))
        progress = progress.put_aside(step_ref(turn, step), aside)
        for check in step.checks:
            seen = draw(st.sampled_from([None, step.revision, step.revision, step.revision - 1]))
            if seen:
                ref = box_ref(turn, step, check)
                progress = progress.ticked(ref, Tick(draw(st.dates()), seen))
    for each in FACTS:
        value = draw(st.sampled_from([None, None, *each.values]))
        progress = progress.answered(turn, {each.id: value.id if value else None})
    return progress


turns = st.builds(Turn, st.sampled_from(PROCEDURES), st.integers(1, 99))


class TestRoundTrip:
    """What was shown when the code was made is shown when it has been read."""

    @given(st.data(), procedures(), turns)
    @settings(max_examples=100, deadline=None, database=None)
    def test_any_progress(self, data: st.DataObject, steps: list[Page], turn: Turn) -> None:
        progress = data.draw(progresses(steps, turn))
        letters = written(progress, turn, steps)
        assert read_code(letters).turn_of(PROCEDURES) == turn
        again = resumed(letters, steps, turn=turn)
        assert shown(again, steps, turn) == shown(progress, steps, turn)
        assert said(again, turn) == said(progress, turn)
        assert days_of(again) <= {TODAY}
        assert written(again, turn, steps) == letters

    @given(st.data(), procedures(), turns)
    @settings(max_examples=60, deadline=None, database=None)
    def test_as_the_document_says(self, data: st.DataObject, steps: list[Page], turn: Turn) -> None:
        progress = data.draw(progresses(steps, turn))
        letters = written(progress, turn, steps)
        assert by_the_document(letters) == read_code(letters)

    def test_another_pass_and_another_procedure_are_not_in_it(self) -> None:
        progress = ticked("porte/cle", turn=Turn("sortie", 2))
        assert written(progress, TURN, STEPS) == written(Progress(), TURN, STEPS)
        assert written(progress, Turn("retour"), STEPS) == written(
            Progress(), Turn("retour"), STEPS
        )

    def test_a_tick_under_an_earlier_name_counts(self) -> None:
        """REQ-R7: what `standing` shows as ticked is ticked on paper."""
        moved = [
            replace(DOOR, id="portail", formerly=("porte",)),
            Page("place", (Box("bord", ("rue/gauche",), 3),)),
            PARK,
        ]
        progress = put(ticked("porte/cle", "rue/gauche"), "porte", Aside.LATER)
        assert read_code(written(progress, TURN, moved)) == read_code(
            written(progress, TURN, STEPS)
        )

    def test_a_tick_of_before_a_revision_does_not_count(self) -> None:
        steps = [DOOR, replace(STREET, revision=2)]
        assert read_code(written(ticked("rue/gauche"), TURN, steps)).ticked == frozenset()

    def test_a_step_that_is_done_is_not_put_aside(self) -> None:
        progress = put(ticked("rue/gauche"), "rue", Aside.NOT_FOR_ME)
        assert read_code(written(progress, TURN, STEPS)).asides == {}


class TestChangedSteps:
    """REQ-R7: boxes go by their numbers, whatever becomes of the steps around them."""

    @given(st.data(), procedures())
    @settings(max_examples=100, deadline=None, database=None)
    def test_any_change(self, data: st.DataObject, steps: list[Page]) -> None:
        """Boxes renamed, moved, split, merged, removed and added; steps revised since."""
        progress = data.draw(progresses(steps, TURN))
        old = [check.number for step in steps for check in step.checks]
        kept = [number for number in data.draw(st.permutations(old)) if data.draw(st.booleans())]
        new = data.draw(st.lists(st.integers(31, 40), unique=True, max_size=3))
        assume(kept or new)
        numbers = data.draw(st.permutations(kept + new))
        edition = max(step.revision for step in steps)
        later = data.draw(pages_of(numbers, "b"))
        later = [
            replace(step, revision=edition + 1) if data.draw(st.booleans()) else step
            for step in later
        ]
        sheet = read_code(written(progress, TURN, steps))
        assert sheet.edition == edition
        found = find_standing(applied(sheet, Progress(), TURN, later, TODAY), TURN, later)
        done = 0
        for step, place in zip(later, found.steps, strict=True):
            fresh = step.revision <= edition
            boxes = {c.id for c in step.checks if fresh and c.number in sheet.ticked}
            assert set(place.days) == boxes
            done += len(boxes) == len(step.checks)
            left = {c.number for c in step.checks if c.id not in boxes}
            if left:
                assert (place.state is State.OPEN) == (not left <= sheet.asides.keys())
        assert found.done == done

    def test_a_step_revised_since_is_shown_again(self) -> None:
        letters = written(ticked("porte/cle", "porte/poignee", "rue/gauche"), TURN, STEPS)
        today = [DOOR, replace(STREET, revision=2), PARK]
        progress = resumed(letters, today)
        assert find_revised(progress, TURN, today) == [1]
        assert shown(progress, today)[:2] == [(State.DONE, {"cle", "poignee"}), (State.OPEN, set())]

    def test_a_step_revised_before_is_not(self) -> None:
        """The edition is that of the procedure: a step with a lower revision is no older."""
        steps = [replace(DOOR, revision=4), replace(STREET, revision=2), PARK]
        progress = ticked("porte/cle", "porte/poignee", revision=4)
        progress = progress.ticked(CheckRef(TURN, "rue", "gauche"), Tick(THEN, 2))
        again = resumed(written(progress, TURN, steps), steps)
        assert shown(again, steps) == shown(progress, steps)
        assert again.tick(CheckRef(TURN, "rue", "gauche")) == Tick(TODAY, 2)

    def test_a_number_that_is_gone_is_passed_over(self) -> None:
        letters = written(ticked("porte/cle", "rue/gauche"), TURN, STEPS)
        assert shown(resumed(letters, [STREET]), [STREET]) == [(State.DONE, {"gauche"})]
        assert resumed(letters, [PARK]) == Progress()

    @pytest.mark.parametrize("why", list(Aside))
    def test_both_halves_of_a_step_put_aside_are(self, why: Aside) -> None:
        halves = [Page("banc", (Box("banc", number=4),)), Page("arbre", (Box("arbre", number=5),))]
        letters = written(put(Progress(), "parc", why), TURN, STEPS)
        assert shown(resumed(letters, halves), halves) == [(State(why.value), set())] * 2

    @pytest.mark.parametrize(
        ("step", "expected"),
        [
            (Page("tout", (Box("banc", number=4), Box("gauche", number=3))), State.LATER),
            (Page("tout", (Box("banc", number=4), Box("cle", number=1))), State.OPEN),
            (Page("tout", (Box("banc", number=4), Box("neuf", number=6))), State.OPEN),
            (Page("tout", (Box("banc", number=4), Box("poignee", number=2))), State.NOT_FOR_ME),
            (
                Page("tout", (Box("banc", number=4), Box("poignee", number=2)), revision=2),
                State.OPEN,
            ),
        ],
    )
    def test_a_step_is_put_aside_when_all_it_has_left_was(
        self, step: Page, expected: State
    ) -> None:
        progress = put(ticked("porte/poignee"), "parc", Aside.NOT_FOR_ME)
        letters = written(put(progress, "rue", Aside.LATER), TURN, STEPS)
        assert shown(resumed(letters, [step]), [step])[0][0] is expected


class TestMerging:
    """A code adds to what is noted on the computer, and takes nothing away."""

    @given(st.data(), procedures())
    @settings(max_examples=60, deadline=None, database=None)
    def test_nothing_noted_is_lost(self, data: st.DataObject, steps: list[Page]) -> None:
        here, paper = (data.draw(progresses(steps, TURN)) for _ in range(2))
        here = here.letter_sent(TURN, THEN).ticked(CheckRef(TURN, "b", "c"), Tick(THEN, 1))
        here = here.ticked(CheckRef(Turn("retour"), steps[0].id, "a1"), Tick(THEN, 1))
        sheet = read_code(written(paper, TURN, steps))
        both = applied(sheet, here, TURN, steps, TODAY)
        assert applied(sheet, both, TURN, steps, TODAY) == both
        assert both.day_sent(TURN) == THEN
        assert both.tick(CheckRef(TURN, "b", "c")) == Tick(THEN, 1)
        assert said(here).items() <= said(both).items()
        assert said(both) == {**said(paper), **said(here)}
        for step, was, now in zip(
            steps,
            find_standing(here, TURN, steps).steps,
            find_standing(both, TURN, steps).steps,
            strict=True,
        ):
            assert was.days.items() <= now.days.items()
            written_down = {c.id for c in step.checks if c.number in sheet.ticked}
            assert set(now.days) == set(was.days) | written_down
            if now.state is State.DONE:
                assert both.aside(StepRef(TURN, step.id)) is None
            elif was.state is not State.OPEN or was.days:
                assert now.state is was.state

    def test_a_day_that_is_known_stays(self) -> None:
        here = ticked("porte/cle")
        assert resumed(written(here, TURN, STEPS), STEPS, here) == here

    def test_a_day_noted_under_an_earlier_name_stays(self) -> None:
        here = ticked("rue/gauche")
        moved = [Page("place", (Box("bord", ("rue/gauche",), 3),))]
        assert resumed(written(here, TURN, STEPS), moved, here) == here

    def test_a_tick_of_before_a_revision_is_given_anew(self) -> None:
        today = [replace(DOOR, revision=2), STREET, PARK]
        letters = written(ticked("porte/cle", revision=2), TURN, today)
        both = resumed(letters, today, ticked("porte/cle"))
        assert both.tick(CheckRef(TURN, "porte", "cle")) == Tick(TODAY, 2)

    def test_a_step_taken_up_since_is_not_put_aside_again(self) -> None:
        letters = written(put(Progress(), "porte", Aside.LATER), TURN, STEPS)
        both = resumed(letters, STEPS, ticked("porte/cle"))
        assert shown(both, STEPS)[0] == (State.OPEN, {"cle"})

    def test_a_step_done_by_both_together_is_not_aside_under_any_name(self) -> None:
        moved = [replace(DOOR, id="portail", formerly=("porte",)), STREET, PARK]
        here = put(ticked("porte/cle"), "porte", Aside.LATER)
        both = resumed(written(ticked("porte/poignee"), TURN, STEPS), moved, here)
        assert shown(both, moved)[0] == (State.DONE, {"cle", "poignee"})
        assert both.aside(StepRef(TURN, "porte")) is both.aside(StepRef(TURN, "portail")) is None


def in_order(steps: Sequence[StepLike], turn: Turn) -> Iterator[Progress]:
    """Yield progress after each box, from none to all, in the order of the pages."""
    progress = Progress()
    yield progress
    for step in steps:
        for check in step.checks:
            ref = box_ref(turn, step, check)
            progress = progress.ticked(ref, Tick(THEN, step.revision))
            yield progress


def says(progress: Progress, turn: Turn, facts: Sequence[Fact]) -> Progress:
    """Say the last value of each fact: that takes most."""
    for each in facts:
        progress = progress.answered(turn, {each.id: each.values[-1].id})
    return progress


def bare(numbers: Sequence[int], per_step: int = 3) -> list[Page]:
    """Make steps with boxes of these numbers in order."""
    return [
        Page(
            f"s{at}", tuple(Box(f"b{number}", number=number) for number in numbers[at:][:per_step])
        )
        for at in range(0, len(numbers), per_step)
    ]


def worst(steps: Sequence[StepLike], turn: Turn, facts: Sequence[Fact]) -> Progress:
    """Leave the first box of each step, in a step that does not concern the person."""
    progress = says(Progress(), turn, facts)
    for step in steps:
        progress = progress.put_aside(step_ref(turn, step), Aside.NOT_FOR_ME)
        for check in step.checks[1:]:
            ref = box_ref(turn, step, check)
            progress = progress.ticked(ref, Tick(THEN, step.revision))
    return progress


# The longest of what is shipped, and those whose facts have the highest numbers.
LONG = [
    ("cloture", 23, (1, 2, 3, 4)),
    ("enfants", 19, (1, 2, 7)),
    ("sans-internet", 19, (1, 2, 4, 5)),
    ("majeur-protege", 19, (1, 2, 4, 6)),
    ("opposition", 19, (1, 2, 3, 4)),
]


class TestLengths:
    """Short enough to be written by hand."""

    @pytest.mark.parametrize(("name", "boxes", "known"), LONG)
    @pytest.mark.parametrize("number", [1, 2])
    def test_in_order_with_all_facts_said(
        self, name: str, boxes: int, known: tuple[int, ...], number: int
    ) -> None:
        """Three groups."""
        turn, steps = Turn(name, number), bare(range(1, boxes + 1))
        facts = [fact(each) for each in known]
        lengths = [
            letters_of(written(says(progress, turn, facts), turn, steps))
            for progress in in_order(steps, turn)
        ]
        assert max(lengths) <= 12

    @pytest.mark.parametrize(("name", "boxes", "known"), LONG)
    def test_in_any_state(self, name: str, boxes: int, known: tuple[int, ...]) -> None:
        """Six groups, with every fact there is."""
        turn, steps = Turn(name), bare(range(1, boxes + 1))
        for facts in (known, range(1, 8)):
            letters = written(worst(steps, turn, [fact(n) for n in facts]), turn, steps)
            assert letters_of(letters) <= 24

    def test_without_a_fact_two_groups_do(self) -> None:
        steps = bare(range(1, 18))
        assert max(letters_of(written(p, TURN, steps)) for p in in_order(steps, TURN)) == 8


def most_in_order(facts: Sequence[Fact]) -> int:
    """Return how many letters there may be: three groups, or four with a fact from 8 on."""
    return 16 if any(each.number > 7 for each in facts) else 12


@pytest.mark.parametrize("name", PROCEDURES)
class TestShippedProcedures:
    """What is shipped today keeps to that, with the facts that each names."""

    @pytest.mark.slow
    @pytest.mark.parametrize("number", [1, 2])
    def test_done_in_order_whatever_was_said(self, name: str, number: int) -> None:
        """As many groups as with nothing hidden, for the boxes that the facts show."""
        turn, steps = Turn(name, number), SHIPPED.procedure(name).steps
        facts = facts_of(name)
        for values in product(*(each.values for each in facts)):
            known = {each.id: value.id for each, value in zip(facts, values, strict=True)}
            seen = {key: frozenset({value}) for key, value in known.items()}
            for progress in in_order(see(steps, seen), turn):
                here = progress.answered(turn, known)
                letters = written(here, turn, steps, facts)
                assert letters_of(letters) <= most_in_order(facts), known
                comes_back(here, letters, turn, steps, facts)

    def test_done_in_order_with_nothing_hidden(self, name: str) -> None:
        turn, steps = Turn(name), SHIPPED.procedure(name).steps
        facts = facts_of(name)
        for progress in in_order(steps, turn):
            known = says(progress, turn, facts)
            letters = written(known, turn, steps, facts)
            assert letters_of(letters) <= most_in_order(facts)
            comes_back(known, letters, turn, steps, facts)

    @pytest.mark.parametrize(("number", "revision", "most"), [(1, 1, 24), (99, 30, 28)])
    def test_the_worst(self, name: str, number: int, revision: int, most: int) -> None:
        turn, facts = Turn(name, number), facts_of(name)
        steps = [replace(s, revision=revision) for s in SHIPPED.procedure(name).steps]
        progress = worst(steps, turn, facts)
        letters = written(progress, turn, steps, facts)
        assert letters_of(letters) <= most
        comes_back(progress, letters, turn, steps, facts)


def see(steps: Sequence[Step], known: Mapping[str, frozenset[str]]) -> list[Step]:
    """Return the steps that facts show, with the boxes that they show."""

    def says_so(fact: str, value: str) -> bool | None:
        return value in known[fact] if fact in known else None

    return [
        replace(step, checks=tuple(check for check in step.checks if applies(check, says_so)))
        for step in steps
        if applies(step, says_so)
    ]


def comes_back(
    progress: Progress,
    letters: str,
    turn: Turn,
    steps: Sequence[NumberedStep],
    facts: Sequence[Fact],
) -> None:
    """Check that a code says what was shown, but for boxes that have no number of their own."""
    sheet = read_code(letters)
    assert sheet.turn_of(PROCEDURES) == turn
    again = applied(sheet, Progress(), turn, steps, TODAY, facts)
    assert shown(again, steps, turn) == carried(progress, turn, steps)
    assert written(again, turn, steps, facts) == letters


def carried(
    progress: Progress, turn: Turn, steps: Sequence[NumberedStep]
) -> list[tuple[State, set[str]]]:
    """Return what is shown once a code has been read: boxes without number go with others."""
    before = shown(progress, steps, turn)
    ticked = {
        check.number
        for step, (_, days) in zip(steps, before, strict=True)
        for check in step.checks
        if check.number and check.id in days
    }
    found = []
    for step, (state, _) in zip(steps, before, strict=True):
        days = {
            check.id
            for check in step.checks
            if ticked & ({check.number} - {0} or {*check.formerly_numbers})
        }
        left = [check for check in step.checks if check.id not in days]
        aside = state in {State.LATER, State.NOT_FOR_ME} and any(each.number for each in left)
        found.append((state if aside else State.OPEN if left else State.DONE, days))
    return found


def facts_of(name: str) -> list[Fact]:
    """Return the facts that a procedure of the pack depends on or asks for."""
    found: set[str] = set()
    for step in SHIPPED.procedure(name).steps:
        found |= _facts_in(step)
        for parts in (step.body, step.checks, step.problems):
            found.update(*map(_facts_in, parts))
        for branch in step.fork.answers if step.fork else ():
            found |= branch.facts.keys()
    return [
        Fact(each.id, each.number, tuple(Answer(v.id, v.number) for v in each.values))
        for each in SHIPPED.case.facts
        if each.id in found
    ]


def _facts_in(part: Conditional) -> set[str]:
    return {*part.when, *part.unless}


class TestFacts:
    """A code carries what was said, and takes nothing back."""

    def test_they_come_along(self) -> None:
        here = Progress().answered(TURN, {"f1": "v2", "f4": "v5"})
        letters = written(here, TURN, STEPS)
        assert read_code(letters).facts == {1: 2, 4: 5}
        assert said(resumed(letters, STEPS)) == {"f1": "v2", "f4": "v5"}

    def test_what_was_said_here_since_stays(self) -> None:
        letters = written(Progress().answered(TURN, {"f1": "v2", "f4": "v5"}), TURN, STEPS)
        here = Progress().answered(TURN, {"f1": "v3"})
        assert said(resumed(letters, STEPS, here)) == {"f1": "v3", "f4": "v5"}

    def test_a_fact_or_value_that_is_gone_is_passed_over(self) -> None:
        letters = written(Progress().answered(TURN, {"f1": "v5", "f4": "v5"}), TURN, STEPS)
        sheet = read_code(letters)
        again = applied(sheet, Progress(), TURN, STEPS, TODAY, facts=[fact(1, values=4)])
        assert again == Progress()

    def test_a_value_that_no_code_can_hold_is_left_out(self) -> None:
        here = Progress().answered(TURN, {"f1": "v6", "f2": "v1"})
        letters = written(here, TURN, STEPS, [fact(1, values=6), fact(2)])
        assert read_code(letters).facts == {2: 1}

    def test_a_code_with_facts_alone_begins_nothing(self) -> None:
        letters = written(Progress().answered(TURN, {"f1": "v2"}), TURN, STEPS)
        assert not resumed(letters, STEPS).is_begun(TURN)


class TestSharedSteps:
    """A step that several procedures include has its ticks in one list, its asides in each."""

    PAGE = Page("page", (Box("ouverte", ("sortie/porte/cle",), 5), Box("lue", number=6)), home="x")

    def test_ticks_go_where_they_are_shared_and_the_pass_is_begun(self) -> None:
        tick = Tick(THEN, 1)
        there = Progress().ticked(CheckRef(Turn("x"), "page", "ouverte"), tick)
        letters = written(there, TURN, [self.PAGE])
        again = resumed(letters, [self.PAGE])
        assert again.tick(CheckRef(Turn("x"), "page", "ouverte")) == Tick(TODAY, 1)
        assert again.is_begun(TURN)
        assert shown(again, [self.PAGE]) == [(State.OPEN, {"ouverte"})]
        assert shown(again, [self.PAGE], Turn("retour")) == [(State.OPEN, {"ouverte"})]

    def test_asides_do_not(self) -> None:
        here = Progress().put_aside(StepRef(TURN, "page", "x"), Aside.LATER)
        again = resumed(written(here, TURN, [self.PAGE]), [self.PAGE])
        assert shown(again, [self.PAGE]) == [(State.LATER, set())]
        assert shown(again, [self.PAGE], Turn("retour")) == [(State.OPEN, set())]

    def test_a_tick_of_before_it_was_shared_counts(self) -> None:
        here = ticked("porte/cle")
        letters = written(here, TURN, [self.PAGE])
        assert read_code(letters).ticked == {5}
        assert resumed(letters, [self.PAGE], here) == here


class TestBoxesWithoutNumber:
    """No code speaks of them: they go with the boxes whose numbers they name."""

    FORM = Page("formulaire", (Box("rempli", formerly_numbers=(11, 30)),), home="x")
    ENTER = Page(
        "saisir",
        (Box("choisi", formerly_numbers=(11,)), Box("accepte", number=11), Box("rien", number=12)),
        home="x",
    )
    STEPS = (DOOR, FORM, ENTER)
    THERE = Turn("x")

    def noted(self, *names: str) -> Progress:
        return ticked(*names, turn=self.THERE)

    def again(self, progress: Progress) -> list[tuple[State, set[str]]]:
        return shown(resumed(written(progress, TURN, self.STEPS), self.STEPS), self.STEPS)

    def test_alone_they_are_not_kept(self) -> None:
        here = self.noted("formulaire/rempli", "saisir/choisi")
        assert written(here, TURN, self.STEPS) == written(Progress(), TURN, self.STEPS)

    def test_they_are_ticked_where_one_of_the_others_is(self) -> None:
        found = self.again(self.noted("saisir/accepte"))
        assert found[1:] == [(State.DONE, {"rempli"}), (State.OPEN, {"choisi", "accepte"})]
        assert self.again(self.noted("saisir/rien"))[1:] == [
            (State.OPEN, set()),
            (State.OPEN, {"rien"}),
        ]

    @pytest.mark.parametrize("why", list(Aside))
    def test_what_has_only_such_boxes_left_is_in_sight_again(self, why: Aside) -> None:
        here = Progress().put_aside(StepRef(TURN, "formulaire", "x"), why)
        assert written(here, TURN, self.STEPS) == written(Progress(), TURN, self.STEPS)
        here = here.put_aside(StepRef(TURN, "saisir", "x"), why)
        assert [state for state, _ in self.again(here)] == [State.OPEN, State.OPEN, State(why)]

    def test_a_box_with_a_number_goes_by_that_alone(self) -> None:
        both = Page("deux", (Box("un", number=13, formerly_numbers=(1,)),))
        letters = written(ticked("porte/cle"), TURN, [DOOR, both])
        assert shown(resumed(letters, [both]), [both]) == [(State.OPEN, set())]

    @given(st.data(), procedures(), turns)
    @settings(max_examples=100, deadline=None, database=None)
    def test_any_progress(self, data: st.DataObject, steps: list[Page], turn: Turn) -> None:
        """Boxes that lose their number, and name one or two that are there."""
        numbers = [check.number for step in steps for check in step.checks]
        kept = data.draw(st.lists(st.sampled_from(numbers), unique=True, min_size=1))
        names = st.lists(st.sampled_from(kept), unique=True, min_size=1, max_size=2)
        later = [
            replace(
                step,
                checks=tuple(
                    check
                    if check.number in kept
                    else replace(check, number=0, formerly_numbers=tuple(data.draw(names)))
                    for check in step.checks
                ),
            )
            for step in steps
        ]
        progress = data.draw(progresses(later, turn))
        comes_back(progress, written(progress, turn, later), turn, later, FACTS)


class TestWhichProcedure:
    """A code finds its procedure by a key that no other one has."""

    def test_the_shipped_ones_differ(self) -> None:
        assert find_clashes(PROCEDURES) == []

    def test_those_that_clash_are_found(self) -> None:
        key = procedure_key("opposition")
        twin = next(f"p{n}" for n in range(10_000) if procedure_key(f"p{n}") == key)
        assert find_clashes([*PROCEDURES, twin]) == [("opposition", twin)]
        sheet = read_code(written(Progress(), Turn("opposition"), STEPS))
        assert sheet.turn_of(PROCEDURES) == Turn("opposition")
        with pytest.raises(OtherVersionCodeError):
            sheet.turn_of([*PROCEDURES, twin])

    def test_a_procedure_that_is_not_known(self) -> None:
        letters = written(Progress(), Turn("opposition"), STEPS)
        with pytest.raises(OtherVersionCodeError):
            read_code(letters).turn_of([name for name in PROCEDURES if name != "opposition"])


# Of (form, body): as it is written; 2, 4, 6 and 8 are too many runs for the forms before.
FIRST = [(0, 3), (1, 0), (2, 0), (3, 54), (4, 0b1010_1010), (5, 1 + 2 * 4), (5, 2), (5, 3)]
MORE_THAN_THERE_CAN_BE = (
    *(comb(HIGHEST + 1, 2 * form + 1) for form in range(4)),
    2**HIGHEST,
    4**HIGHEST,
)


class TestOneCodeForOneState:
    """Letters that a program never writes are refused, although their check letters are right."""

    @pytest.mark.parametrize(
        ("form", "body"),
        [(4, 0), (4, 0b1), (4, 0b111), (4, 0b101_0101), (5, 0), (5, 1), (5, 1 + 4)],
    )
    def test_another_form_of_the_same(self, form: int, body: int) -> None:
        assert refused(body, form)

    @pytest.mark.parametrize(("form", "body"), FIRST)
    def test_the_first_form_that_fits(self, form: int, body: int) -> None:
        assert not refused(body, form)

    @pytest.mark.parametrize("form", range(6))
    def test_no_more_than_there_can_be(self, form: int) -> None:
        """A code for a thousand million boxes has few letters; nobody may have to wait for it."""
        first = MORE_THAN_THERE_CAN_BE[form]
        assert refused(19**9_000, form)
        assert refused(first, form)
        highest = (first // 2 + 0b1010_1010, first // 2)[form - 4] if form >= 4 else first - 1
        assert not refused(highest, form)

    def test_facts_too(self) -> None:
        assert not refused(0, 0, 1 << (HIGHEST - 1))
        assert refused(0, 0, 1 << HIGHEST)
        assert refused(0, 0, 19**9_000)

    def test_turns_and_editions_too(self) -> None:
        high = [replace(DOOR, revision=HIGHEST)]
        assert read_code(written(Progress(), Turn("sortie", HIGHEST), high)).edition == HIGHEST
        for turn, revision in [(HIGHEST + 1, 1), (1, HIGHEST + 1), (10**4_000, 1)]:
            letters = written(Progress(), Turn("sortie", turn), [replace(DOOR, revision=revision)])
            with pytest.raises(ResumeCodeError):
                read_code(letters)

    def test_whatever_a_pack_may_hold_can_be_read(self) -> None:
        assert HIGHEST == HIGHEST_NUMBER
        steps = [replace(STREET, checks=(Box("gauche", number=HIGHEST),), revision=HIGHEST)]
        letters = written(put(Progress(), "rue", Aside.NOT_FOR_ME), TURN, steps)
        assert len(group_characters(letters)) < LONGEST
        assert read_code(letters).asides == {HIGHEST: Aside.NOT_FOR_ME}
        facts = [fact(HIGHEST)]
        assert read_code(written(says(Progress(), TURN, facts), TURN, steps, facts)).facts == {
            HIGHEST: 5
        }

    def test_no_word_that_counts_at_a_prompt_is_a_code(self) -> None:
        for word in ("back", "help", "quit", "retour", "aide", "quitter"):
            with pytest.raises(ResumeCodeError):
                read_code(word)


def refused(body: int, form: int, known: int = 0) -> bool:
    """Say whether a code for the first turn and edition is refused."""
    digits = [0] * known.bit_count()
    rest = put_number(put_digits(body * 6 + form, digits, 5), known, 5)
    try:
        read_code(spell_number(rest * 4 * 4 * 361 + procedure_key("opposition")))
    except ResumeCodeError:
        return True
    return False


def by_the_document(letters: str) -> Code:
    """Read a code with nothing but what `docs/resume-code.md` says."""
    assert letters[0] == "2"
    worth = [ALPHABET.index(letter) for letter in letters[1:]]
    for power in (2, 4):
        assert sum(value * power**place for place, value in enumerate(reversed(worth))) % 19 == 0
    number = sum(value * 19**place for place, value in enumerate(reversed(worth[:-2])))
    number, key = divmod(number, 361)
    counted = []
    for base in (2, 2, 5):
        digits = [base]
        while digits[-1] >= base:
            number, digit = divmod(number, 2 * base)
            digits.append(digit)
        counted.append(sum(digit * base**place for place, digit in enumerate(digits[1:])))
    edition, turn, known = counted
    facts = {}
    for place in range(known.bit_length()):
        if known >> place & 1:
            number, value = divmod(number, 5)
            facts[place + 1] = value + 1
    number, form = divmod(number, 6)
    if form < 4:
        changes = []
        for at in range(2 * form + 1, 0, -1):
            place = at - 1
            while comb(place + 1, at) <= number:
                place += 1
                assert place <= 40, "a wrong form"
            number -= comb(place, at)
            changes.append(place)
        boxes = frozenset(
            box
            for box in range(1, changes[0] + 1)
            if sum(place < box for place in changes) % 2 == 0
        )
        return Code(2, key, edition + 1, turn + 1, boxes, {}, facts)
    base = {4: 2, 5: 4}[form]
    states = [number // base**place % base for place in range(40)]
    asides = {2: Aside.LATER, 3: Aside.NOT_FOR_ME}
    return Code(
        2,
        key,
        edition + 1,
        turn + 1,
        frozenset(box for box, state in enumerate(states, start=1) if state == 1),
        {box: asides[state] for box, state in enumerate(states, start=1) if state > 1},
        facts,
    )


class TestTheDocument:
    """The worked example is what the program does."""

    TEXT = DOCUMENT.read_text(encoding="utf-8")

    def test_the_example(self) -> None:
        turn, steps = Turn("opposition"), bare(range(1, 20))
        progress = Progress().answered(turn, {"f1": "v2", "f4": "v1"})
        for step in steps:
            for check in step.checks:
                if check.number in {1, 2, 3, 4, 5, 7}:
                    ref = box_ref(turn, step, check)
                    progress = progress.ticked(ref, Tick(THEN, step.revision))
        letters = written(progress, turn, steps)
        assert f"\n{group_characters(letters)}\n" in self.TEXT
        assert f"fact 4 has value 1: `{group_characters(letters)}`." in self.TEXT
        rows = dict(
            re.findall(
                r"^(letter|worth|times 2|times 4) +(.+?)(?: +=.*)?$", self.TEXT, re.MULTILINE
            )
        )
        worth = [ALPHABET.index(letter) for letter in letters[1:]]
        assert rows["letter"].split() == list(letters[1:])
        assert list(map(int, rows["worth"].split())) == worth
        for power in (2, 4):
            weights = [power**place % 19 for place in reversed(range(len(worth)))]
            assert list(map(int, rows[f"times {power}"].split())) == weights
            total = sum(value * weight for value, weight in zip(worth, weights, strict=True))
            assert total % 19 == 0
            assert f" = {total} = {total // 19} × 19" in self.TEXT

    def test_the_divisions(self) -> None:
        (found,) = re.findall(r"^number +(\d+) +of (.+) in base 19$", self.TEXT, re.MULTILINE)
        number = int(found[0])
        assert spell_number(number)[1:-2] == found[1].replace(" ", "")
        divisions = re.findall(r"^ *(\d+) = (\d+) × (\d+) \+ (\d+) ", self.TEXT, re.MULTILINE)
        assert [int(by) for _, _, by, _ in divisions] == [361, 4, 4, 10, 10, 5, 5, 6]
        for whole, quotient, by, rest in (map(int, row) for row in divisions):
            assert number == whole == quotient * by + rest
            number = quotient
        parts = [comb(place, at) for at, place in enumerate((5, 6, 7), start=1)]
        assert (
            f"{number} = {' + '.join(map(str, parts))} = C(5, 1) + C(6, 2) + C(7, 3)" in self.TEXT
        )
        assert number == sum(parts)
        assert f"+ {crc32(b'opposition') % 361} " in self.TEXT

    def test_the_alphabet(self) -> None:
        assert f"`{ALPHABET}`" in self.TEXT
