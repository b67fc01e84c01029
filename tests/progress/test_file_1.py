"""Files of format 1, which versions 1 wrote, are read for ever; all else is refused in words."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.errors import ProgressTooNewError, ProgressUnreadableError
from mes_optout.progress.file import LARGEST_FILE, decode, encode
from mes_optout.progress.model import Aside, CheckRef, StepRef, Tick, Turn
from support.format_1 import Box, Put, Sent, encode_1
from support.noted import make_progress

PATH = Path("/somewhere/notes.json")

# Ids as editors write them, and other text: what is in a file need not come from our pack.
ids = st.text('abyz09-\u00e9\u202e\U0001f600\x1b"\\\ud800', max_size=5)
counts = st.integers(1, 9)
days = st.dates(max_value=date(9999, 11, 1))  # a last day has to exist too

TURN = Turn("sortie")
FULL = make_progress(
    checks={
        CheckRef(TURN, "porte", "cle"): Tick(date(2026, 11, 24), 1),
        CheckRef(Turn("sortie", 2), "rue", "gauche"): Tick(date(2026, 11, 23), 2),
    },
    steps={StepRef(TURN, "rue"): Aside.LATER, StepRef(TURN, "parc"): Aside.NOT_FOR_ME},
    letters_sent={TURN: date(2026, 11, 2)},
)
DATA = encode_1(
    [
        Box("sortie", 1, "porte", "cle", "2026-11-24", 1),
        Box("sortie", 2, "rue", "gauche", "2026-11-23", 2),
    ],
    [Put("sortie", 1, "rue", "later"), Put("sortie", 1, "parc", "not-for-me")],
    [Sent("sortie", 1, "2026-11-02")],
)


def refusal(data: bytes) -> str:
    """Return the cause that `data` is refused for."""
    with pytest.raises(ProgressUnreadableError) as caught:
        decode(data, PATH)
    assert caught.value.facts["path"] == PATH
    return str(caught.value.facts["cause"])


class TestReading:
    """Each row becomes a key; no pack is asked."""

    @given(st.data())
    @settings(max_examples=100, deadline=None, database=None)
    def test_any_file(self, data: st.DataObject) -> None:
        """What no pack knows is kept too, and survives the change of format."""
        places = st.tuples(ids, counts, ids, ids)
        boxes = data.draw(st.dictionaries(places, st.tuples(days, counts), max_size=6))
        put = data.draw(st.dictionaries(places, st.sampled_from(Aside), max_size=4))
        sent = data.draw(st.dictionaries(st.tuples(ids, counts), days, max_size=3))
        written = encode_1(
            [Box(*place, day.isoformat(), revision) for place, (day, revision) in boxes.items()],
            [Put(*place[:3], aside) for place, aside in put.items()],
            [Sent(*place, day.isoformat()) for place, day in sent.items()],
        )
        progress = decode(written, PATH)
        for (procedure, turn, step, check), (day, revision) in boxes.items():
            ref = CheckRef(Turn(procedure, turn), step, check)
            assert progress.tick(ref) == Tick(day, revision)
            assert Turn(procedure, turn) in progress.turns(procedure)
        for procedure, turn, step, _ in put:
            assert progress.aside(StepRef(Turn(procedure, turn), step)) is not None
        for (procedure, turn), day in sent.items():
            assert progress.day_sent(Turn(procedure, turn)) == day
        again = decode(encode(progress), PATH)
        assert again == progress
        assert encode(again) == encode(progress)

    def test_what_version_1_0_wrote(self) -> None:
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

    def test_a_large_one_is_read_in_a_moment(self) -> None:
        rows = (Box("p", 1, "s" * 40, str(n), "2026-11-24", 1) for n in range(20_000))
        data = encode_1(rows)
        assert len(data) < LARGEST_FILE
        started = monotonic()
        decode(data, PATH)
        assert monotonic() - started < 2


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
    @settings(max_examples=100, deadline=None, database=None)
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
