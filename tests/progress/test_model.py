"""Progress is a value: every change gives a new one and leaves the old as it was."""

import copy
import dataclasses
from collections.abc import Callable
from datetime import date
from zlib import crc32

import pytest

from mes_optout.progress.hashing import make_key
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
        before = copy.deepcopy(FULL)
        after = change(FULL)
        assert after != FULL
        assert before == FULL

    def test_fields_cannot_be_set(self) -> None:
        for value, name in ((FULL, "lists"), (FULL.lists[TURN.key], "boxes")):
            with pytest.raises(dataclasses.FrozenInstanceError):
                setattr(value, name, {})

    def test_two_empty_values_share_nothing(self) -> None:
        assert Progress() == Progress()
        assert Progress().lists is not Progress().lists


class TestTicks:
    """A tick stands for one box of one pass."""

    def test_a_tick_holds_its_day_and_revision(self) -> None:
        assert Progress().ticked(DOOR, TICK).tick(DOOR) == Tick(day=DAY, revision=1)

    def test_ticking_anew_replaces_the_day(self) -> None:
        later = Tick(date(2026, 11, 25), 2)
        assert Progress().ticked(DOOR, TICK).ticked(DOOR, later) == Progress().ticked(DOOR, later)

    def test_unticking_takes_only_what_is_named(self) -> None:
        both = Progress().ticked(DOOR, TICK).ticked(STREET, TICK)
        assert both.unticked([DOOR]) == Progress().ticked(STREET, TICK)
        assert both.unticked(iter([STREET, DOOR])) == Progress()

    def test_unticking_what_was_not_ticked_changes_nothing(self) -> None:
        assert FULL.unticked([STREET]) == FULL
        assert FULL.unticked([]) == FULL

    def test_unticking_touches_neither_steps_nor_letters(self) -> None:
        put = Progress().put_aside(StepRef(TURN, "rue"), Aside.LATER)
        assert FULL.unticked([DOOR]) == put.letter_sent(TURN, date(2026, 11, 2))

    def test_two_passes_do_not_mix(self) -> None:
        second = CheckRef(SECOND, "porte", "ouverte")
        both = Progress().ticked(DOOR, TICK).ticked(second, TICK)
        assert both.unticked([second]) == Progress().ticked(DOOR, TICK)

    def test_the_same_box_of_two_steps_is_two_boxes(self) -> None:
        twin = CheckRef(TURN, "rue", "ouverte")
        door = Progress().ticked(DOOR, TICK)
        assert door.ticked(twin, TICK).unticked([twin]) == door


class TestAside:
    """A step is put off, or does not concern the person; it can be taken up again."""

    @pytest.mark.parametrize("aside", list(Aside))
    def test_putting_aside_and_taking_up(self, aside: Aside) -> None:
        ref = StepRef(TURN, "rue")
        put = Progress().put_aside(ref, aside)
        assert put.aside(ref) is aside
        assert put.put_aside(ref, None) == Progress()

    def test_the_last_word_counts(self) -> None:
        ref = StepRef(TURN, "rue")
        put = Progress().put_aside(ref, Aside.LATER).put_aside(ref, Aside.NOT_FOR_ME)
        assert put.aside(ref) is Aside.NOT_FOR_ME

    def test_taking_up_what_was_never_put_aside_changes_nothing(self) -> None:
        assert FULL.put_aside(StepRef(TURN, "porte"), None) == FULL

    def test_taking_up_leaves_the_others_aside(self) -> None:
        first, second = StepRef(TURN, "rue"), StepRef(SECOND, "rue")
        put = Progress().put_aside(first, Aside.LATER).put_aside(second, Aside.LATER)
        assert put.put_aside(first, None) == Progress().put_aside(second, Aside.LATER)

    def test_the_words_in_files_of_format_1_are_permanent(self) -> None:
        assert [aside.value for aside in Aside] == ["later", "not-for-me"]

    def test_all_that_were_put_off_are_taken_up_and_no_other(self) -> None:
        later, never, other = StepRef(TURN, "a"), StepRef(TURN, "b"), StepRef(SECOND, "a")
        put = Progress().put_aside(never, Aside.NOT_FOR_ME).put_aside(other, Aside.LATER)
        assert put.put_aside(later, Aside.LATER).taken_up(TURN) == put


class TestLetters:
    """The day of sending belongs to one pass and can be corrected."""

    def test_a_day_is_kept_for_each_pass(self) -> None:
        sent = Progress().letter_sent(TURN, DAY).letter_sent(SECOND, date(2026, 11, 2))
        assert (sent.day_sent(TURN), sent.day_sent(SECOND)) == (DAY, date(2026, 11, 2))
        assert sent.day_sent(Turn("retour")) is None

    def test_a_correction_replaces_the_day(self) -> None:
        sent = Progress().letter_sent(TURN, DAY).letter_sent(TURN, date(2026, 11, 2))
        assert sent == Progress().letter_sent(TURN, date(2026, 11, 2))


class TestFacts:
    """What was said of the case, for each pass."""

    def test_unknown_then_said_then_changed_then_taken_back(self) -> None:
        unknown = Progress()
        said = unknown.answered(TURN, {"compte": "oui", "voie": "site"})
        assert unknown.says(TURN, "compte", "oui") is None
        assert (said.says(TURN, "compte", "oui"), said.says(TURN, "compte", "non")) == (True, False)
        assert said.says(SECOND, "compte", "oui") is None
        changed = said.answered(TURN, {"compte": "non"})
        assert changed.says(TURN, "compte", "non")
        assert changed.says(TURN, "voie", "site")
        assert changed.answered(TURN, {"compte": None, "voie": None, "autre": None}) == unknown

    def test_the_same_value_of_another_fact_is_another(self) -> None:
        said = Progress().answered(TURN, {"voie": "lettre"})
        assert said.says(TURN, "code", "lettre") is None

    def test_what_was_said_is_no_tick_and_loses_none(self) -> None:
        said = FULL.answered(TURN, {"compte": "oui"})
        assert said.tick(DOOR) == TICK
        assert said.answered(TURN, {"compte": None}) == FULL


class TestTurns:
    """The passes that were begun are those of which anything but answers is noted."""

    def test_none_at_the_beginning(self) -> None:
        assert Progress().turns("sortie") == ()

    @pytest.mark.parametrize(
        "progress",
        [
            Progress().ticked(DOOR, TICK),
            Progress().put_aside(StepRef(TURN, "rue"), Aside.LATER),
            Progress().letter_sent(TURN, DAY),
            Progress().marked_begun(TURN),
            FULL,
        ],
        ids=["box", "step", "letter", "mark", "all"],
    )
    def test_any_note_counts_and_counts_once(self, progress: Progress) -> None:
        assert progress.turns("sortie") == (TURN,)
        assert progress.is_begun(TURN)

    def test_what_was_said_alone_begins_nothing(self) -> None:
        said = Progress().answered(TURN, {"compte": "oui"})
        assert said.turns("sortie") == ()
        assert not said.is_begun(TURN)
        assert said.marked_begun(TURN).is_begun(TURN)

    def test_they_come_in_order_of_number(self) -> None:
        tenth, other = Turn("sortie", 10), Turn("retour", 3)
        noted = Progress()
        for turn in (tenth, SECOND, other, TURN):
            noted = noted.letter_sent(turn, DAY)
        assert noted.turns("sortie") == (TURN, SECOND, tenth)
        assert noted.turns("retour") == (other,)

    def test_a_pass_is_the_first_unless_said_otherwise(self) -> None:
        assert Turn("sortie") == Turn("sortie", 1)


class TestWithout:
    """One pass goes, whole; all others stay."""

    BOTH = (
        FULL.ticked(CheckRef(SECOND, "porte", "ouverte"), TICK)
        .put_aside(StepRef(SECOND, "rue"), Aside.NOT_FOR_ME)
        .letter_sent(SECOND, DAY)
        .answered(SECOND, {"compte": "oui"})
        .marked_begun(SECOND)
    )

    def test_a_pass_goes_and_the_other_stays(self) -> None:
        assert self.BOTH.without(SECOND) == FULL
        left = self.BOTH.without(TURN)
        assert left.turns("sortie") == (SECOND,)
        assert left.without(SECOND) == Progress()

    def test_what_is_not_there_changes_nothing(self) -> None:
        assert FULL.without(Turn("autre")) == FULL


class TestKeys:
    """Numbers stand for ids, the same for ever: files on people's disks hold them."""

    def test_they_are_permanent(self) -> None:
        assert make_key("opposition") == 281792450
        assert make_key("opposition", "delai", "date-envoi") == crc32(
            b"opposition/delai/date-envoi"
        )
        assert DOOR.key == make_key("sortie", "porte", "ouverte")
        assert StepRef(TURN, "rue").key == make_key("sortie", "rue")
        assert StepRef(TURN, "page", "commun").key == make_key("commun", "page")

    def test_half_of_a_character_has_one_too(self) -> None:
        """Files of format 1 may hold any text for an id."""
        assert make_key("\ud800") != make_key("\ud801")
