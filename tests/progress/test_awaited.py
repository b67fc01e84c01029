"""What comes after a deed: its day, whether it came, when to ask again; kept, and on paper."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.journey import Journey
from mes_optout.progress.awaited import find_answer, note_came, note_not_yet
from mes_optout.progress.code import apply_code, read_code, write_code
from mes_optout.progress.file import decode, encode
from mes_optout.progress.hashing import make_key
from mes_optout.progress.model import CheckRef, Progress, Tick, Turn
from mes_optout.progress.notes import ListKey, Notes
from support.forking import GATE
from support.format_1 import write_code_1
from support.waiting import ANSWER, BEFORE, LOOK, NAME, SENT, TURN, make_waiting

DAY, DUE = date(2026, 11, 30), date(2027, 2, 28)
NONE = Progress()
DONE = NONE.ticked(SENT, Tick(DAY, 1))
PATH = Path("/somewhere/notes.json")
KEPT = Path(__file__).parent / "kept"

keys = st.integers(0, 2**32 - 1)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
notes = st.builds(
    Notes,
    boxes=st.dictionaries(keys, st.builds(Tick, days, st.integers(1, 9)), max_size=4),
    again=st.dictionaries(keys, days, max_size=4),
    answers=st.dictionaries(keys, keys, max_size=2),
    begun=st.booleans(),
).filter(lambda each: each != Notes())
known = st.dictionaries(st.builds(ListKey, keys, st.integers(1, 3)), notes, max_size=3)
numbers = st.integers(1, 40)


def journey(progress: Progress, today: date = DAY) -> Journey:
    return Journey(make_waiting(ANSWER, LOOK), TURN, progress, today)


def own(progress: Progress) -> Notes:
    return progress.lists[TURN.key]


class TestDue:
    """By when it is there, and from when on one asks."""

    def test_nothing_is_awaited_before_the_deed(self) -> None:
        assert journey(NONE).follow_ups == ()
        assert Journey(make_waiting(), TURN, None, DAY).follow_ups == ()

    def test_each_is_due_so_long_after_it(self) -> None:
        answer, look = journey(DONE).follow_ups
        assert (answer.due, look.due) == (DUE, DAY + timedelta(weeks=2))
        assert (answer.again, answer.came) == (None, None)

    def test_it_counts_from_the_first_of_its_boxes(self) -> None:
        first = DAY - timedelta(days=10)
        other = CheckRef(TURN, "envoyer", "portee")
        answer, _look = journey(DONE.ticked(other, Tick(first, 1))).follow_ups
        assert answer.due == date(2027, 2, 20)

    def test_what_does_not_apply_is_not_awaited(self) -> None:
        said = DONE.answered(TURN, {GATE: "fermee"})
        assert [each.follow_up.id for each in journey(said).follow_ups] == ["reponse"]
        assert GATE in journey(said).facts_named, "so the answer is kept, and can be changed"

    def test_it_is_asked_from_its_day_on_until_it_came(self) -> None:
        answer, _look = journey(DONE).follow_ups
        assert not answer.is_asked(DUE - timedelta(days=1))
        assert answer.is_asked(DUE)
        again = answer._replace(again=DUE + timedelta(days=7))
        assert not again.is_asked(DUE + timedelta(days=6))
        assert again.is_asked(DUE + timedelta(days=7))
        assert not answer._replace(came=DUE).is_asked(DUE)

    def test_a_day_to_ask_again_before_it_is_due_asks_no_earlier(self) -> None:
        """A box that was unticked and ticked anew moves the day."""
        answer, _look = journey(DONE).follow_ups
        assert answer._replace(again=DAY).asked_on == DUE


class TestAnswers:
    """Yes is a tick, « not yet » a day."""

    def test_it_came(self) -> None:
        kept = note_came(DONE, TURN, ANSWER, DUE)
        assert own(kept).boxes[make_key(NAME, "reponse")] == Tick(DUE, 1)
        assert journey(kept).follow_ups[0].came == DUE

    def test_the_first_day_stays(self) -> None:
        kept = note_came(note_came(DONE, TURN, ANSWER, DUE), TURN, ANSWER, date(2027, 5, 1))
        assert journey(kept).follow_ups[0].came == DUE

    def test_not_yet(self) -> None:
        again = date(2027, 3, 7)
        kept = note_not_yet(DONE, TURN, ANSWER, again)
        assert own(kept).again == {make_key(NAME, "reponse"): again}
        assert journey(kept).follow_ups[0].again == again
        assert own(note_came(kept, TURN, ANSWER, again)).again == {}

    def test_unticking_the_deed_takes_the_day_away_and_not_the_answer(self) -> None:
        kept = note_came(DONE, TURN, ANSWER, DUE).unticked([SENT])
        assert journey(kept).follow_ups == ()
        answer, _look = journey(kept.ticked(SENT, Tick(DAY, 1))).follow_ups
        assert answer.came == DUE

    def test_what_was_ticked_in_a_step_that_waited_counts(self) -> None:
        before = DONE.ticked(BEFORE, Tick(DUE, 4))
        assert journey(before).follow_ups[0].came == DUE
        assert journey(note_not_yet(before, TURN, ANSWER, None)).follow_ups[0].came is None

    def test_nor_is_that_of_a_step_in_another_list_lost(self) -> None:
        shared = CheckRef(Turn("commun"), "attendre", "recue")
        moved = replace(ANSWER, formerly=("commun/attendre/recue",))
        assert find_answer(NONE.ticked(shared, Tick(DUE, 1)), TURN, moved) == Tick(DUE, 1)

    @given(known, st.sampled_from(["came", "not yet"]))
    @settings(max_examples=60, deadline=None, database=None)
    def test_nothing_else_is_touched(self, lists: dict[ListKey, Notes], answer: str) -> None:
        """What today's pack does not know survives each answer, and the file."""
        lists = {**lists, TURN.key: lists.get(TURN.key, own(DONE))}
        before = Progress(lists)
        if answer == "came":
            after = note_came(before, TURN, ANSWER, DUE)
        else:
            after = note_not_yet(before, TURN, ANSWER, DUE)
        after = decode(encode(after), PATH)
        key = make_key(NAME, "reponse")
        gone = {key, BEFORE.key}
        for name, kept in before.lists.items():
            now = after.lists[name]
            assert {k: v for k, v in now.boxes.items() if k not in gone} == {
                k: v for k, v in kept.boxes.items() if k not in gone
            }
            assert {**kept.again, key: None} == {**now.again, key: None}
            assert (now.asides, now.answers, now.sent, now.begun) == (
                kept.asides,
                kept.answers,
                kept.sent,
                kept.begun,
            )


class TestOnPaper:
    """It goes by the number of the box that it was."""

    steps = make_waiting().steps

    def written(self, progress: Progress) -> str:
        return write_code(progress, TURN, self.steps, (), (ANSWER, LOOK))

    def applied(self, letters: str, progress: Progress = NONE) -> Progress:
        code = read_code(letters)
        return apply_code(code, progress, TURN, self.steps, (), DUE, (ANSWER, LOOK))

    def test_that_it_came_is_carried(self) -> None:
        letters = self.written(note_came(DONE, TURN, ANSWER, DUE))
        assert read_code(letters).ticked == {1, 2}
        answer, look = journey(self.applied(letters)).follow_ups
        assert (answer.came, look.came) == (DUE, None)

    def test_what_has_not_come_is_not(self) -> None:
        assert read_code(self.written(note_not_yet(DONE, TURN, ANSWER, DUE))).ticked == {1}

    def test_a_box_of_before_counts_as_it_did(self) -> None:
        assert read_code(self.written(DONE.ticked(BEFORE, Tick(DUE, 1)))).ticked == {1, 2}

    def test_a_code_of_version_1_0_says_it_too(self) -> None:
        noted = self.applied(write_code_1(NAME, {1, 2}))
        assert journey(noted).follow_ups[0].came == DUE

    def test_a_code_of_version_2_0_says_it_too(self) -> None:
        """Written when the answer was box 2, in a step that waited."""
        assert journey(self.applied("2AFGBLXXB")).follow_ups[0].came == DUE

    def test_what_is_noted_here_stays(self) -> None:
        letters = self.written(note_came(DONE, TURN, ANSWER, DUE))
        here = note_came(DONE, TURN, ANSWER, DAY)
        assert self.applied(letters, here) == self.applied(self.written(DONE), here)

    @given(st.sets(numbers, max_size=12))
    @settings(max_examples=60, deadline=None, database=None)
    def test_numbers_that_nothing_has_are_passed_over(self, ticked: set[int]) -> None:
        noted = self.applied(write_code_1(NAME, ticked))
        came = {each.number for each in (ANSWER, LOOK) if find_answer(noted, TURN, each)}
        assert came == ticked & {2, 4}


def test_a_kept_file_answers_for_what_its_box_became() -> None:
    """Who ticked it with version 1.0 is not asked again, and the day stays."""
    path = KEPT / "format-1-06.json"
    progress = decode(path.read_bytes(), path)
    end = replace(ANSWER, formerly=("suivi/fin-recue",))
    ticked = progress.lists[Turn("cloture").key].boxes[make_key("cloture", "suivi", "fin-recue")]
    assert find_answer(progress, Turn("cloture"), end) == ticked
    assert find_answer(progress, Turn("cloture"), ANSWER) is None


def test_a_kept_file_of_format_2_says_what_came_and_what_did_not() -> None:
    path = KEPT / "format-2-follow-ups.json"
    progress = decode(path.read_bytes(), path)
    assert encode(progress) == path.read_bytes()
    answer, look = journey(progress).follow_ups
    assert (answer.came, answer.again) == (date(2027, 2, 27), None)
    assert (look.came, look.again) == (None, date(2026, 12, 18))
