"""Progress is a value: every change gives a new one and leaves the old as it was."""

import dataclasses
from collections.abc import Callable
from datetime import date

import pytest

from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn

TURN = Turn("sortie")
SECOND = Turn("sortie", 2)
DOOR = CheckRef(TURN, "porte", "ouverte")
STREET = CheckRef(TURN, "rue", "gauche")
DAY = date(2026, 11, 24)
TICK = Tick(DAY, 1)

FULL = (
    Progress()
    .ticked(DOOR, TICK)
    .put_aside(StepRef(TURN, "rue"), Aside.LATER)
    .letter_sent(TURN, date(2026, 11, 2))
)


class TestImmutable:
    """A value never changes under the feet of who holds it."""

    @pytest.mark.parametrize(
        "change",
        [
            lambda p: p.ticked(STREET, TICK),
            lambda p: p.ticked(DOOR, Tick(DAY, 2)),
            lambda p: p.unticked([DOOR]),
            lambda p: p.put_aside(StepRef(TURN, "rue"), None),
            lambda p: p.put_aside(StepRef(TURN, "rue"), Aside.NOT_FOR_ME),
            lambda p: p.letter_sent(TURN, DAY),
            lambda p: p.without(TURN),
        ],
        ids=["tick", "tick anew", "untick", "take up", "put aside", "letter", "without"],
    )
    def test_a_change_gives_a_new_value(self, change: Callable[[Progress], Progress]) -> None:
        before = (dict(FULL.checks), dict(FULL.steps), dict(FULL.letters_sent))
        after = change(FULL)
        assert after != FULL
        assert (FULL.checks, FULL.steps, FULL.letters_sent) == before

    @pytest.mark.parametrize("name", ["checks", "steps", "letters_sent"])
    def test_fields_cannot_be_set(self, name: str) -> None:
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(FULL, name, {})

    def test_two_empty_values_share_nothing(self) -> None:
        assert Progress() == Progress()
        assert Progress().checks is not Progress().checks


class TestTicks:
    """A tick stands for one box of one pass."""

    def test_a_tick_holds_its_day_and_revision(self) -> None:
        assert Progress().ticked(DOOR, TICK).checks == {DOOR: Tick(day=DAY, revision=1)}

    def test_ticking_anew_replaces_the_day(self) -> None:
        later = Tick(date(2026, 11, 25), 2)
        assert Progress().ticked(DOOR, TICK).ticked(DOOR, later).checks == {DOOR: later}

    def test_unticking_takes_only_what_is_named(self) -> None:
        both = Progress().ticked(DOOR, TICK).ticked(STREET, TICK)
        assert both.unticked([DOOR]).checks == {STREET: TICK}
        assert both.unticked(iter([STREET, DOOR])).checks == {}

    def test_unticking_what_was_not_ticked_changes_nothing(self) -> None:
        assert FULL.unticked([STREET]) == FULL
        assert FULL.unticked([]) == FULL

    def test_unticking_touches_neither_steps_nor_letters(self) -> None:
        after = FULL.unticked([DOOR])
        assert (after.steps, after.letters_sent) == (FULL.steps, FULL.letters_sent)

    def test_two_passes_do_not_mix(self) -> None:
        second = CheckRef(SECOND, "porte", "ouverte")
        both = Progress().ticked(DOOR, TICK).ticked(second, TICK)
        assert both.unticked([second]).checks == {DOOR: TICK}

    def test_the_same_box_of_two_steps_is_two_boxes(self) -> None:
        twin = CheckRef(TURN, "rue", "ouverte")
        assert Progress().ticked(DOOR, TICK).ticked(twin, TICK).unticked([twin]).checks == {
            DOOR: TICK
        }


class TestAside:
    """A step is put off, or does not concern the person; it can be taken up again."""

    @pytest.mark.parametrize("aside", list(Aside))
    def test_putting_aside_and_taking_up(self, aside: Aside) -> None:
        ref = StepRef(TURN, "rue")
        put = Progress().put_aside(ref, aside)
        assert put.steps == {ref: aside}
        assert put.put_aside(ref, None) == Progress()

    def test_the_last_word_counts(self) -> None:
        ref = StepRef(TURN, "rue")
        put = Progress().put_aside(ref, Aside.LATER).put_aside(ref, Aside.NOT_FOR_ME)
        assert put.steps == {ref: Aside.NOT_FOR_ME}

    def test_taking_up_what_was_never_put_aside_changes_nothing(self) -> None:
        assert FULL.put_aside(StepRef(TURN, "porte"), None) == FULL

    def test_taking_up_leaves_the_others_aside(self) -> None:
        first, second = StepRef(TURN, "rue"), StepRef(SECOND, "rue")
        put = Progress().put_aside(first, Aside.LATER).put_aside(second, Aside.LATER)
        assert put.put_aside(first, None).steps == {second: Aside.LATER}

    def test_the_words_in_the_file_are_permanent(self) -> None:
        assert [aside.value for aside in Aside] == ["later", "not-for-me"]


class TestLetters:
    """The day of sending belongs to one pass and can be corrected."""

    def test_a_day_is_kept_for_each_pass(self) -> None:
        sent = Progress().letter_sent(TURN, DAY).letter_sent(SECOND, date(2026, 11, 2))
        assert sent.letters_sent == {TURN: DAY, SECOND: date(2026, 11, 2)}

    def test_a_correction_replaces_the_day(self) -> None:
        sent = Progress().letter_sent(TURN, DAY).letter_sent(TURN, date(2026, 11, 2))
        assert sent.letters_sent == {TURN: date(2026, 11, 2)}


class TestTurns:
    """The passes are those of which anything at all is noted."""

    def test_none_at_the_beginning(self) -> None:
        assert Progress().turns() == ()

    @pytest.mark.parametrize(
        "progress",
        [
            Progress().ticked(DOOR, TICK),
            Progress().put_aside(StepRef(TURN, "rue"), Aside.LATER),
            Progress().letter_sent(TURN, DAY),
            FULL,
        ],
        ids=["box", "step", "letter", "all"],
    )
    def test_any_note_counts_and_counts_once(self, progress: Progress) -> None:
        assert progress.turns() == (TURN,)

    def test_they_come_in_order_of_name_and_number(self) -> None:
        tenth, other = Turn("sortie", 10), Turn("retour", 3)
        noted = Progress()
        for turn in (tenth, SECOND, other, TURN):
            noted = noted.letter_sent(turn, DAY)
        assert noted.turns() == (other, TURN, SECOND, tenth)

    def test_a_pass_is_the_first_unless_said_otherwise(self) -> None:
        assert Turn("sortie") == Turn("sortie", 1)


class TestWithout:
    """One pass goes, whole; all others stay."""

    BOTH = (
        FULL.ticked(CheckRef(SECOND, "porte", "ouverte"), TICK)
        .put_aside(StepRef(SECOND, "rue"), Aside.NOT_FOR_ME)
        .letter_sent(SECOND, DAY)
    )

    def test_a_pass_goes_and_the_other_stays(self) -> None:
        assert self.BOTH.without(SECOND) == FULL
        left = self.BOTH.without(TURN)
        assert left.turns() == (SECOND,)
        assert left.without(SECOND) == Progress()
        assert (len(left.checks), len(left.steps), len(left.letters_sent)) == (1, 1, 1)

    def test_what_is_not_there_changes_nothing(self) -> None:
        assert FULL.without(Turn("autre")) == FULL
