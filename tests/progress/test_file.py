"""The progress file: what is written comes back, and anything else is refused in words."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.errors import ProgressTooNewError, ProgressUnreadableError
from mes_optout.progress.file import FORMAT, LARGEST_FILE, decode, encode
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn

PATH = Path("/somewhere/notes.json")

# Ids as editors write them, and other text: what is in a file need not come from our pack.
ids = st.text('abyz09-\u00e9\u202e\U0001f600\x1b"\\', max_size=5)
turns = st.builds(Turn, ids, st.integers(1, 9))
values = st.builds(
    Progress,
    checks=st.dictionaries(
        st.builds(CheckRef, turns, ids, ids),
        st.builds(Tick, st.dates(), st.integers(1, 99)),
        max_size=6,
    ),
    steps=st.dictionaries(st.builds(StepRef, turns, ids), st.sampled_from(Aside), max_size=4),
    # A last day has to exist too.
    letters_sent=st.dictionaries(turns, st.dates(max_value=date(9999, 11, 1)), max_size=3),
)

TURN = Turn("sortie")
FULL = Progress(
    checks={
        CheckRef(TURN, "porte", "cle"): Tick(date(2026, 11, 24), 1),
        CheckRef(Turn("sortie", 2), "rue", "gauche"): Tick(date(2026, 11, 23), 2),
    },
    steps={StepRef(TURN, "rue"): Aside.LATER, StepRef(TURN, "parc"): Aside.NOT_FOR_ME},
    letters_sent={TURN: date(2026, 11, 2)},
)
DATA = encode(FULL)


def refusal(data: bytes) -> str:
    """Return the cause that `data` is refused for."""
    with pytest.raises(ProgressUnreadableError) as caught:
        decode(data, PATH)
    assert caught.value.facts["path"] == PATH
    return str(caught.value.facts["cause"])


class TestRoundTrip:
    """What is written is what is read, and the same value is always the same bytes."""

    @given(values)
    @settings(max_examples=150, deadline=None, database=None)
    def test_what_is_written_is_read(self, progress: Progress) -> None:
        assert decode(encode(progress), PATH) == progress

    @given(values)
    @settings(max_examples=100, deadline=None, database=None)
    def test_the_order_of_ticking_leaves_no_trace(self, progress: Progress) -> None:
        backwards = Progress(
            checks=dict(reversed([*progress.checks.items()])),
            steps=dict(reversed([*progress.steps.items()])),
            letters_sent=dict(reversed([*progress.letters_sent.items()])),
        )
        assert encode(backwards) == encode(progress)

    def test_empty(self) -> None:
        assert decode(encode(Progress()), PATH) == Progress()

    def test_the_enum_comes_back_as_itself(self) -> None:
        assert [type(each) for each in decode(DATA, PATH).steps.values()] == [Aside, Aside]

    def test_the_format_that_is_written_now_stays_readable(self) -> None:
        """Files on people's disks: this text must be read for ever."""
        written = b"""{"format": 1,
            "checks": [{"procedure": "sortie", "turn": 1, "step": "porte", "check": "cle",
                        "day": "2026-11-24", "revision": 1},
                       {"procedure": "sortie", "turn": 2, "step": "rue", "check": "gauche",
                        "day": "2026-11-23", "revision": 2}],
            "steps": [{"procedure": "sortie", "turn": 1, "step": "rue", "aside": "later"},
                      {"procedure": "sortie", "turn": 1, "step": "parc", "aside": "not-for-me"}],
            "letters": [{"procedure": "sortie", "turn": 1, "sent": "2026-11-02"}]}"""
        assert decode(written, PATH) == FULL


def _walk(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _walk(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, key)
    else:
        yield key, value


class TestContent:
    """REQ-S11: the file holds ids and days under known keys, and nothing else."""

    KEYS = frozenset(
        {"format", "procedure", "turn", "step", "check", "day", "revision", "aside", "sent"}
    )

    @given(values)
    @settings(max_examples=100, deadline=None, database=None)
    def test_every_value_is_an_id_a_day_or_a_number(self, progress: Progress) -> None:
        known = {"later", "not-for-me"}
        for turn in progress.turns():
            known.add(turn.procedure)
        known |= {name for box in progress.checks for name in (box.step, box.check)}
        known |= {ref.step for ref in progress.steps}
        for key, value in _walk(json.loads(encode(progress))):
            assert key in self.KEYS
            if key in {"day", "sent"}:
                assert date.fromisoformat(str(value)).isoformat() == value
            elif key in {"format", "turn", "revision"}:
                assert type(value) is int
            else:
                assert value in known

    def test_it_is_plain_ascii_and_ends_its_last_line(self) -> None:
        assert DATA.isascii()
        assert DATA.endswith(b"}\n")

    def test_it_holds_no_word_of_the_subject(self) -> None:
        assert not any(word in DATA.lower() for word in (b"sant", b"trans", b"genre", b"optout"))


def test_the_largest_file_is_far_above_what_people_fill() -> None:
    checks = {
        CheckRef(
            Turn("opposition", turn), "un-id-de-quarante-lettres-ou-presque", str(check)
        ): Tick(date(2026, 11, 24), 1)
        for turn in range(1, 11)
        for check in range(100)
    }
    assert len(encode(Progress(checks=checks))) < LARGEST_FILE / 10


class TestDamage:
    """REQ-R4: whatever happened to the file, it is read right or refused in one sentence."""

    def test_a_file_that_was_cut_anywhere(self) -> None:
        assert decode(DATA[:-1], PATH) == FULL  # only the last line end is missing
        for length in range(len(DATA) - 1):
            assert refusal(DATA[:length]) == "its text is cut or was changed"

    @pytest.mark.parametrize("mask", [0x01, 0x04, 0x20, 0x80])
    def test_a_byte_that_was_flipped(self, mask: int) -> None:
        refused = 0
        for position in range(len(DATA)):
            damaged = bytearray(DATA)
            damaged[position] ^= mask
            try:
                decode(bytes(damaged), PATH)
            except (ProgressUnreadableError, ProgressTooNewError):
                refused += 1
        assert refused > len(DATA) / 4

    @pytest.mark.parametrize("length", [1, 3, 8])
    def test_bytes_that_are_missing_inside(self, length: int) -> None:
        for position in range(0, len(DATA) - length, 3):
            try:
                decode(DATA[:position] + DATA[position + length :], PATH)
            except (ProgressUnreadableError, ProgressTooNewError):
                continue

    @given(st.binary(max_size=60))
    @settings(max_examples=200, deadline=None, database=None)
    def test_any_bytes(self, data: bytes) -> None:
        assert refusal(data)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b" ",
            b"\n",
            b"\x00" * 500,
            DATA + b"\x00",
            DATA.replace(b"sortie", b"sor\x00ie"),
            b"\xef\xbb\xbf" + DATA,
            DATA.decode().encode("utf-16"),
            DATA.decode().encode("utf-32"),
            DATA.replace(b"sortie", "santé".encode("latin-1")),
            DATA + DATA,
            DATA.replace(b'"', b"'"),
            b"not json",
            b'{"format": 1',
            b"[" * 100_000,
            b'{"a":' * 100_000,
            b'{"format": ' + b"1" * 5_000 + b"}",
        ],
        ids=lambda data: repr(data[:20]),
    )
    def test_text_that_is_no_json(self, data: bytes) -> None:
        assert refusal(data) == "its text is cut or was changed"

    def test_deep_nesting_that_json_can_still_read(self) -> None:
        for depth in (10, 200, 400):
            nested = b"[" * depth + b"]" * depth
            assert refusal(nested) == "it does not hold what it should"
            assert refusal(DATA.replace(b'"porte"', nested)) == "it does not hold what it should"

    def test_a_file_at_the_limit_of_size_is_read(self) -> None:
        assert decode(DATA.rjust(LARGEST_FILE), PATH) == FULL

    def test_a_file_over_the_limit_of_size_is_refused(self) -> None:
        assert refusal(DATA.rjust(LARGEST_FILE + 1)) == "it is much too large"


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return a good file after `change` to its parsed form."""
    raw = json.loads(DATA)
    change(raw)
    return json.dumps(raw).encode()


class TestWrongContent:
    """JSON that is not our file is refused, down to a date with a missing zero."""

    @pytest.mark.parametrize(
        "data", [b"null", b"3", b'"a"', b"[]", b"{}", b"true", b"NaN", b"1e999"]
    )
    def test_json_that_is_no_progress(self, data: bytes) -> None:
        assert refusal(data) == "it does not hold what it should"

    @pytest.mark.parametrize("key", ["format", "checks", "steps", "letters"])
    def test_a_missing_table(self, key: str) -> None:
        assert refusal(changed(lambda raw: raw.pop(key))) == "it does not hold what it should"

    @pytest.mark.parametrize("table", ["checks", "steps", "letters"])
    @pytest.mark.parametrize("value", [None, {}, "a", 3, [None], [[]], ["a"], [{}]])
    def test_a_table_of_the_wrong_kind(self, table: str, value: object) -> None:
        def change(raw: dict[str, Any]) -> None:
            raw[table] = value

        assert refusal(changed(change)) == "it does not hold what it should"

    @pytest.mark.parametrize(
        ("table", "key"),
        [
            (table, key)
            for table, rows in json.loads(DATA).items()
            if table != "format"
            for key in rows[0]
        ],
    )
    def test_a_row_without_one_of_its_keys(self, table: str, key: str) -> None:
        data = changed(lambda raw: raw[table][0].pop(key))
        assert refusal(data) == "it does not hold what it should"

    @pytest.mark.parametrize("table", ["checks", "steps", "letters"])
    def test_a_row_with_a_key_more(self, table: str) -> None:
        """REQ-S11: no name, no note and no code can hide in a file that we go on using."""
        data = changed(lambda raw: raw[table][0].update(name="Camille"))
        assert refusal(data) == "it does not hold what it should"

    def test_a_file_with_a_key_more(self) -> None:
        assert (
            refusal(changed(lambda raw: raw.update(name="a"))) == "it does not hold what it should"
        )

    @pytest.mark.parametrize(
        ("table", "key", "value"),
        [
            ("checks", "turn", True),
            ("checks", "turn", "1"),
            ("checks", "turn", 1.0),
            ("checks", "turn", None),
            ("checks", "revision", False),
            ("checks", "revision", [1]),
            ("checks", "procedure", 3),
            ("checks", "step", None),
            ("checks", "check", {"id": "cle"}),
            ("checks", "day", 20261124),
            ("steps", "aside", "done"),
            ("steps", "aside", "LATER"),
            ("steps", "aside", None),
            ("steps", "turn", True),
            ("letters", "turn", True),
            ("letters", "sent", None),
        ],
    )
    def test_a_value_of_the_wrong_type(self, table: str, key: str, value: object) -> None:
        data = changed(lambda raw: raw[table][0].update({key: value}))
        assert refusal(data) == "it does not hold what it should"

    @pytest.mark.parametrize(("table", "key"), [("checks", "day"), ("letters", "sent")])
    @pytest.mark.parametrize(
        "day",
        [
            "2026-1-2",
            "2026-01-2",
            "20260102",
            "2026-W01-1",
            "2026-02-29",
            "2026-13-01",
            "2026-01-02T00:00:00",
            "2026-01-02 ",
            " 2026-01-02",
            "2026/01/02",
            "02/01/2026",
            "0000-01-01",
            "10000-01-01",
            "-001-01-01",
            "٢٠٢٦-٠١-٠٢",
            "２０２６-01-02",
            "2026-01-0\u0662",
            "\ud8002026-01",
            "hier",
            "",
        ],
    )
    def test_a_day_that_we_would_not_write(self, table: str, key: str, day: str) -> None:
        data = changed(lambda raw: raw[table][0].update({key: day}))
        assert refusal(data) == "it does not hold what it should"

    @pytest.mark.parametrize(
        ("table", "key", "value"),
        [("checks", "turn", 0), ("checks", "turn", -1), ("checks", "revision", 0)],
    )
    def test_a_number_that_we_would_not_write(self, table: str, key: str, value: int) -> None:
        data = changed(lambda raw: raw[table][0].update({key: value}))
        assert refusal(data)

    def test_a_day_whose_deadline_no_calendar_has(self) -> None:
        """Six weeks after it, the year would be 10000: nobody can say where they stand."""
        assert refusal(changed(lambda raw: raw["letters"][0].update(sent="9999-12-01")))


class TestFormat:
    """REQ-R5: a file of a later version is told from one that is damaged."""

    @pytest.mark.parametrize("number", [FORMAT + 1, 99, 10**30])
    def test_a_later_format(self, number: int) -> None:
        with pytest.raises(ProgressTooNewError) as caught:
            decode(changed(lambda raw: raw.update(format=number)), PATH)
        assert caught.value.facts == {"path": PATH}

    def test_a_later_format_may_hold_anything(self) -> None:
        with pytest.raises(ProgressTooNewError):
            decode(b'{"format": 2, "everything": ["new"]}', PATH)

    @pytest.mark.parametrize("number", [0, -1])
    def test_a_format_that_never_was(self, number: int) -> None:
        data = changed(lambda raw: raw.update(format=number))
        assert refusal(data) == "its format number is unknown"

    @pytest.mark.parametrize("number", [True, "1", "2", 1.0, 2.0, None, [2]])
    def test_a_format_that_is_no_number(self, number: object) -> None:
        assert refusal(changed(lambda raw: raw.update(format=number)))
