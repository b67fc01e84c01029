"""The resume code: it says where one stands, and still does when the steps have changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mes_optout.content.faults import HIGHEST_NUMBER
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.errors import OtherVersionCodeError, ResumeCodeError
from mes_optout.progress import code
from mes_optout.progress.code import (
    HIGHEST,
    NumberedStep,
    apply_code,
    find_clashes,
    group_characters,
    procedure_key,
    read_code,
    write_code,
)
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
from mes_optout.progress.spelling import ALPHABET, LONGEST, spell_number
from support.bare_steps import Box, Page

TURN = Turn("sortie")
THEN, TODAY = date(2026, 11, 2), date(2026, 11, 24)
DOCUMENT = Path(__file__).parents[2] / "docs" / "resume-code.md"
SHIPPED = Pack(shipped(), "fr")
PROCEDURES = SHIPPED.triage.procedures

DOOR = Page("porte", (Box("cle", number=1), Box("poignee", number=2)))
STREET = Page("rue", (Box("gauche", number=3),))
PARK = Page("parc", (Box("banc", number=4), Box("arbre", number=5)))
STEPS = (DOOR, STREET, PARK)


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
    return apply_code(read_code(letters), progress or Progress(), turn, steps, TODAY)


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
        progress = progress.put_aside(StepRef(turn, step.id), aside)
        for check in step.checks:
            seen = draw(st.sampled_from([None, step.revision, step.revision, step.revision - 1]))
            if seen:
                ref = CheckRef(turn, step.id, check.id)
                progress = progress.ticked(ref, Tick(draw(st.dates()), seen))
    return progress


turns = st.builds(Turn, st.sampled_from(PROCEDURES), st.integers(1, 99))


class TestRoundTrip:
    """What was shown when the code was made is shown when it has been read."""

    @given(st.data(), procedures(), turns)
    @settings(max_examples=100, deadline=None, database=None)
    def test_any_progress(self, data: st.DataObject, steps: list[Page], turn: Turn) -> None:
        progress = data.draw(progresses(steps, turn))
        letters = write_code(progress, turn, steps)
        assert read_code(letters).turn_of(PROCEDURES) == turn
        again = resumed(letters, steps, turn=turn)
        assert shown(again, steps, turn) == shown(progress, steps, turn)
        assert {tick.day for tick in again.checks.values()} <= {TODAY}
        assert write_code(again, turn, steps) == letters

    @given(st.data(), procedures(), turns)
    @settings(max_examples=60, deadline=None, database=None)
    def test_as_the_document_says(self, data: st.DataObject, steps: list[Page], turn: Turn) -> None:
        progress = data.draw(progresses(steps, turn))
        letters = write_code(progress, turn, steps)
        assert by_the_document(letters) == read_code(letters)

    def test_another_pass_and_another_procedure_are_not_in_it(self) -> None:
        progress = ticked("porte/cle", turn=Turn("sortie", 2))
        assert write_code(progress, TURN, STEPS) == write_code(Progress(), TURN, STEPS)
        assert write_code(progress, Turn("retour"), STEPS) == write_code(
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
        assert read_code(write_code(progress, TURN, moved)) == read_code(
            write_code(progress, TURN, STEPS)
        )

    def test_a_tick_of_before_a_revision_does_not_count(self) -> None:
        steps = [DOOR, replace(STREET, revision=2)]
        assert read_code(write_code(ticked("rue/gauche"), TURN, steps)).ticked == frozenset()

    def test_a_step_that_is_done_is_not_put_aside(self) -> None:
        progress = put(ticked("rue/gauche"), "rue", Aside.NOT_FOR_ME)
        assert read_code(write_code(progress, TURN, STEPS)).asides == {}


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
        sheet = read_code(write_code(progress, TURN, steps))
        assert sheet.edition == edition
        found = find_standing(apply_code(sheet, Progress(), TURN, later, TODAY), TURN, later)
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
        letters = write_code(ticked("porte/cle", "porte/poignee", "rue/gauche"), TURN, STEPS)
        today = [DOOR, replace(STREET, revision=2), PARK]
        progress = resumed(letters, today)
        assert find_revised(progress, TURN, today) == [1]
        assert shown(progress, today)[:2] == [(State.DONE, {"cle", "poignee"}), (State.OPEN, set())]

    def test_a_step_revised_before_is_not(self) -> None:
        """The edition is that of the procedure: a step with a lower revision is no older."""
        steps = [replace(DOOR, revision=4), replace(STREET, revision=2), PARK]
        progress = ticked("porte/cle", "porte/poignee", revision=4)
        progress = progress.ticked(CheckRef(TURN, "rue", "gauche"), Tick(THEN, 2))
        again = resumed(write_code(progress, TURN, steps), steps)
        assert shown(again, steps) == shown(progress, steps)
        assert again.checks[CheckRef(TURN, "rue", "gauche")] == Tick(TODAY, 2)

    def test_a_number_that_is_gone_is_passed_over(self) -> None:
        letters = write_code(ticked("porte/cle", "rue/gauche"), TURN, STEPS)
        assert shown(resumed(letters, [STREET]), [STREET]) == [(State.DONE, {"gauche"})]
        assert resumed(letters, [PARK]) == Progress()

    @pytest.mark.parametrize("why", list(Aside))
    def test_both_halves_of_a_step_put_aside_are(self, why: Aside) -> None:
        halves = [Page("banc", (Box("banc", number=4),)), Page("arbre", (Box("arbre", number=5),))]
        letters = write_code(put(Progress(), "parc", why), TURN, STEPS)
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
        letters = write_code(put(progress, "rue", Aside.LATER), TURN, STEPS)
        assert shown(resumed(letters, [step]), [step])[0][0] is expected


class TestMerging:
    """A code adds to what is noted on the computer, and takes nothing away."""

    @given(st.data(), procedures())
    @settings(max_examples=60, deadline=None, database=None)
    def test_nothing_noted_is_lost(self, data: st.DataObject, steps: list[Page]) -> None:
        here, paper = (data.draw(progresses(steps, TURN)) for _ in range(2))
        here = here.letter_sent(TURN, THEN).ticked(CheckRef(TURN, "b", "c"), Tick(THEN, 1))
        here = here.ticked(CheckRef(Turn("retour"), steps[0].id, "a1"), Tick(THEN, 1))
        sheet = read_code(write_code(paper, TURN, steps))
        both = apply_code(sheet, here, TURN, steps, TODAY)
        assert apply_code(sheet, both, TURN, steps, TODAY) == both
        assert both.letters_sent == here.letters_sent
        assert here.checks.keys() <= both.checks.keys()
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
                assert StepRef(TURN, step.id) not in both.steps
            elif was.state is not State.OPEN or was.days:
                assert now.state is was.state

    def test_a_day_that_is_known_stays(self) -> None:
        here = ticked("porte/cle")
        assert resumed(write_code(here, TURN, STEPS), STEPS, here) == here

    def test_a_day_noted_under_an_earlier_name_stays(self) -> None:
        here = ticked("rue/gauche")
        moved = [Page("place", (Box("bord", ("rue/gauche",), 3),))]
        assert resumed(write_code(here, TURN, STEPS), moved, here) == here

    def test_a_tick_of_before_a_revision_is_given_anew(self) -> None:
        today = [replace(DOOR, revision=2), STREET, PARK]
        letters = write_code(ticked("porte/cle", revision=2), TURN, today)
        both = resumed(letters, today, ticked("porte/cle"))
        assert both.checks[CheckRef(TURN, "porte", "cle")] == Tick(TODAY, 2)

    def test_a_step_taken_up_since_is_not_put_aside_again(self) -> None:
        letters = write_code(put(Progress(), "porte", Aside.LATER), TURN, STEPS)
        both = resumed(letters, STEPS, ticked("porte/cle"))
        assert shown(both, STEPS)[0] == (State.OPEN, {"cle"})

    def test_a_step_done_by_both_together_is_not_aside_under_any_name(self) -> None:
        moved = [replace(DOOR, id="portail", formerly=("porte",)), STREET, PARK]
        here = put(ticked("porte/cle"), "porte", Aside.LATER)
        both = resumed(write_code(ticked("porte/poignee"), TURN, STEPS), moved, here)
        assert shown(both, moved)[0] == (State.DONE, {"cle", "poignee"})
        assert both.steps == {}


def in_order(steps: Sequence[StepLike], turn: Turn) -> Iterator[Progress]:
    """Yield progress after each box, from none to all, in the order of the pages."""
    progress = Progress()
    yield progress
    for step in steps:
        for check in step.checks:
            ref = CheckRef(turn, step.id, check.id)
            progress = progress.ticked(ref, Tick(THEN, step.revision))
            yield progress


@pytest.mark.parametrize("revision", [1, 30])
@pytest.mark.parametrize("number", [1, 99])
@pytest.mark.parametrize("name", PROCEDURES)
class TestShippedProcedures:
    """Short enough to be written by hand."""

    def test_done_in_order(self, name: str, number: int, revision: int) -> None:
        turn = Turn(name, number)
        steps = [replace(s, revision=revision) for s in SHIPPED.procedure(name).steps]
        for progress in in_order(steps, turn):
            letters = write_code(progress, turn, steps)
            assert len(letters) <= (8 if number == revision == 1 else 16)
            assert read_code(letters).turn_of(PROCEDURES) == turn
            assert shown(resumed(letters, steps, turn=turn), steps, turn) == shown(
                progress, steps, turn
            )

    def test_the_worst(self, name: str, number: int, revision: int) -> None:
        turn = Turn(name, number)
        steps = [replace(s, revision=revision) for s in SHIPPED.procedure(name).steps]
        progress = Progress()
        for step in steps:
            progress = progress.put_aside(StepRef(turn, step.id), Aside.NOT_FOR_ME)
            for check in step.checks[1:]:
                ref = CheckRef(turn, step.id, check.id)
                progress = progress.ticked(ref, Tick(THEN, revision))
        letters = write_code(progress, turn, steps)
        assert len(letters) <= (20 if number == revision == 1 else 24)
        assert shown(resumed(letters, steps, turn=turn), steps, turn) == shown(
            progress, steps, turn
        )


class TestWhichProcedure:
    """A code finds its procedure by a key that no other one has."""

    def test_the_shipped_ones_differ(self) -> None:
        assert find_clashes(PROCEDURES) == []

    def test_those_that_clash_are_found(self) -> None:
        key = procedure_key("opposition")
        twin = next(f"p{n}" for n in range(10_000) if procedure_key(f"p{n}") == key)
        assert find_clashes([*PROCEDURES, twin]) == [("opposition", twin)]
        sheet = read_code(write_code(Progress(), Turn("opposition"), STEPS))
        assert sheet.turn_of(PROCEDURES) == Turn("opposition")
        with pytest.raises(OtherVersionCodeError):
            sheet.turn_of([*PROCEDURES, twin])

    def test_a_procedure_that_is_not_known(self) -> None:
        letters = write_code(Progress(), Turn("opposition"), STEPS)
        with pytest.raises(OtherVersionCodeError):
            read_code(letters).turn_of([name for name in PROCEDURES if name != "opposition"])


class TestOneCodeForOneState:
    """Letters that a program never writes are refused, although their check letters are right."""

    @pytest.mark.parametrize(
        ("form", "body"),
        [(1, 0b1), (1, 0b111), (2, 0), (2, 1), (2, 1 + 6), (2, 6)],
    )
    def test_another_form_of_the_same(self, form: int, body: int) -> None:
        assert refused(body, form)

    @pytest.mark.parametrize(("form", "body"), [(0, 3), (1, 0b101), (2, 1 + 2 * 6)])
    def test_the_first_form_that_fits(self, form: int, body: int) -> None:
        assert not refused(body, form)

    @pytest.mark.parametrize("form", [0, 1, 2])
    def test_no_more_than_there_can_be(self, form: int) -> None:
        """A code for a thousand million boxes has few letters; nobody may have to wait for it."""
        assert refused(19**9_000, form)
        assert refused((HIGHEST + 1, 2**HIGHEST, 6**HIGHEST)[form], form)
        assert not refused((HIGHEST, 2 ** (HIGHEST - 1), 4 * 6 ** (HIGHEST - 1))[form], form)

    def test_turns_and_editions_too(self) -> None:
        high = [replace(DOOR, revision=HIGHEST)]
        assert read_code(write_code(Progress(), Turn("sortie", HIGHEST), high)).edition == HIGHEST
        for turn, revision in [(HIGHEST + 1, 1), (1, HIGHEST + 1), (10**4_000, 1)]:
            letters = write_code(
                Progress(), Turn("sortie", turn), [replace(DOOR, revision=revision)]
            )
            with pytest.raises(ResumeCodeError):
                read_code(letters)

    def test_whatever_a_pack_may_hold_can_be_read(self) -> None:
        assert HIGHEST == HIGHEST_NUMBER
        steps = [replace(STREET, checks=(Box("gauche", number=HIGHEST),), revision=HIGHEST)]
        letters = write_code(put(Progress(), "rue", Aside.NOT_FOR_ME), TURN, steps)
        assert len(group_characters(letters)) < LONGEST
        assert read_code(letters).asides == {HIGHEST: Aside.NOT_FOR_ME}

    def test_no_word_that_counts_at_a_prompt_is_a_code(self) -> None:
        for word in ("back", "help", "quit", "retour", "aide", "quitter"):
            with pytest.raises(ResumeCodeError):
                read_code(word)


def refused(body: int, form: int) -> bool:
    """Say whether a code for the first turn and edition is refused."""
    try:
        read_code(spell_number((body * 3 + form) * 8 * 8 * 361 + procedure_key("opposition")))
    except ResumeCodeError:
        return True
    return False


def by_the_document(letters: str) -> code.Code:
    """Read a code with nothing but what `docs/resume-code.md` says."""
    worth = [ALPHABET.index(letter) for letter in letters]
    assert sum(worth) % 19 == 0
    assert sum(sum(worth[: at + 1]) for at in range(len(worth))) % 19 == 0
    number = sum(value * 19**place for place, value in enumerate(reversed(worth[:-2])))
    number, key = divmod(number, 361)
    counted = []
    for _ in ("edition", "turn"):
        digits = [4]
        while digits[-1] >= 4:
            number, digit = divmod(number, 8)
            digits.append(digit)
        counted.append(1 + sum(digit * 4**place for place, digit in enumerate(digits[1:])))
    number, form = divmod(number, 3)
    edition, turn = counted
    if form == 0:
        return code.Code(key, edition, turn, frozenset(range(1, number + 1)), {})
    base = {1: 2, 2: 6}[form]
    states = [number // base**place % base for place in range(40)]
    asides = {2: Aside.LATER, 3: Aside.LATER, 4: Aside.NOT_FOR_ME, 5: Aside.NOT_FOR_ME}
    return code.Code(
        key,
        edition,
        turn,
        frozenset(box for box, state in enumerate(states, start=1) if state in {1, 3, 5}),
        {box: asides[state] for box, state in enumerate(states, start=1) if state >= 2},
    )


class TestTheDocument:
    """The worked example is what the program does."""

    def test_the_example(self) -> None:
        text = DOCUMENT.read_text(encoding="utf-8")
        boxes = {1, 2, 3, 4, 5, 7}
        turn, steps, progress = (
            Turn("opposition"),
            SHIPPED.procedure("opposition").steps,
            Progress(),
        )
        for step in steps:
            for check in step.checks:
                if check.number in boxes:
                    ref = CheckRef(turn, step.id, check.id)
                    progress = progress.ticked(ref, Tick(THEN, step.revision))
        letters = write_code(progress, turn, steps)
        assert f"\n{group_characters(letters)}\n" in text
        assert f"are ticked: `{group_characters(letters)}`." in text
        rows = dict(
            re.findall(
                r"^(letter|worth|first sum|second sum) +(.+?)(?: +=.*)?$", text, re.MULTILINE
            )
        )
        worth = [ALPHABET.index(letter) for letter in letters]
        sums = [sum(worth[: at + 1]) for at in range(len(worth))]
        assert rows["letter"].split() == list(letters)
        assert list(map(int, rows["worth"].split())) == worth
        assert list(map(int, rows["first sum"].split())) == sums
        assert list(map(int, rows["second sum"].split())) == [
            sum(sums[: at + 1]) for at in range(len(sums))
        ]

    def test_the_divisions(self) -> None:
        text = DOCUMENT.read_text(encoding="utf-8")
        (found,) = re.findall(r"^number +(\d+) ", text, re.MULTILINE)
        number = int(found)
        assert spell_number(number) == "CPRHLNAD"
        divisions = re.findall(r"^ *(\d+) = (\d+) × (\d+) \+ (\d+) ", text, re.MULTILINE)
        assert [int(by) for _, _, by, _ in divisions] == [361, 8, 8, 3]
        for whole, quotient, by, rest in (map(int, row) for row in divisions):
            assert number == whole == quotient * by + rest
            number = quotient
        assert f"{number} = {number:b} in base 2" in text
        assert f"+ {crc32(b'opposition') % 361} " in text

    def test_the_alphabet(self) -> None:
        assert f"`{ALPHABET}`" in DOCUMENT.read_text(encoding="utf-8")
