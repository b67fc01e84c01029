"""The progress file: what is written comes back, and damage costs no more than the list it hit."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mes_optout.content.location import shipped
from mes_optout.errors import (
    ProgressDamagedError,
    ProgressTooNewError,
    ProgressUnreadableError,
)
from mes_optout.i18n import sentence
from mes_optout.progress.file import FORMAT, LARGEST_FILE, decode, encode, write_list
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn
from mes_optout.progress.notes import ListKey, Notes

PATH = Path("/somewhere/notes.json")
DOCUMENT = Path(__file__).parents[2] / "docs" / "progress-file.md"

keys = st.integers(0, 2**32 - 1)
notes = st.builds(
    Notes,
    boxes=st.dictionaries(keys, st.builds(Tick, st.dates(), st.integers(1, 99)), max_size=5),
    asides=st.dictionaries(keys, st.sampled_from(Aside), max_size=4),
    answers=st.dictionaries(keys, keys, max_size=4),
    again=st.dictionaries(keys, st.dates(), max_size=3),
    # A last day has to exist too.
    sent=st.none() | st.dates(max_value=date(9999, 11, 1)),
    begun=st.booleans(),
).filter(lambda each: each != Notes())
values = st.builds(
    Progress, st.dictionaries(st.builds(ListKey, keys, st.integers(1, 99)), notes, max_size=4)
)

TURN = Turn("sortie")
FULL = (
    Progress()
    .ticked(CheckRef(TURN, "porte", "cle"), Tick(date(2026, 11, 24), 1))
    .ticked(CheckRef(Turn("sortie", 2), "rue", "gauche"), Tick(date(2026, 11, 23), 12))
    .put_aside(StepRef(TURN, "rue"), Aside.LATER)
    .put_aside(StepRef(TURN, "parc"), Aside.NOT_FOR_ME)
    .letter_sent(TURN, date(2026, 11, 2))
    .answered(TURN, {"compte": "oui"})
    .answered(Turn("retour", 10), {"compte": "non"})
)
DATA = encode(FULL)
LINES = DATA.decode().split("\n")


def refusal(data: bytes) -> str:
    """Return the cause that `data` is refused for, all of it."""
    with pytest.raises(ProgressUnreadableError) as caught:
        decode(data, PATH)
    assert not isinstance(caught.value, ProgressDamagedError)
    assert caught.value.facts["path"] == PATH
    return str(caught.value.facts["cause"])


def rescued(data: bytes) -> tuple[Progress, object, object]:
    """Return what is whole of `data`, how many lists are lost, and of how many."""
    with pytest.raises(ProgressDamagedError) as caught:
        decode(data, PATH)
    assert isinstance(caught.value.whole, Progress)
    facts = caught.value.facts
    return caught.value.whole, facts["lost"], facts["lists"]


def only(row: dict[str, Any]) -> bytes:
    """Return a file with one list, whose sum is right whatever it holds."""
    text = json.dumps(row, separators=(",", ":"))
    line = f'{text[:-1]},"c":{crc32(text.encode())}}}'
    return f'{{"format": 2, "l": [\n{line}\n]}}\n'.encode()


class TestRoundTrip:
    """What is written is what is read, and the same value is always the same bytes."""

    @given(values)
    @settings(max_examples=75, deadline=None, database=None)
    def test_what_is_written_is_read(self, progress: Progress) -> None:
        assert decode(encode(progress), PATH) == progress

    @given(values)
    @settings(max_examples=100, deadline=None, database=None)
    def test_the_order_of_ticking_leaves_no_trace(self, progress: Progress) -> None:
        backwards = Progress(
            {
                key: replace(
                    each,
                    boxes=dict(reversed([*each.boxes.items()])),
                    asides=dict(reversed([*each.asides.items()])),
                    answers=dict(reversed([*each.answers.items()])),
                    again=dict(reversed([*each.again.items()])),
                )
                for key, each in reversed([*progress.lists.items()])
            }
        )
        assert backwards == progress
        assert encode(backwards) == encode(progress)

    def test_empty(self) -> None:
        assert decode(encode(Progress()), PATH) == Progress()

    def test_a_list_that_was_begun_with_nothing_in_it(self) -> None:
        begun = Progress().marked_begun(TURN)
        assert decode(encode(begun), PATH) == begun
        assert begun.turns("sortie") == (TURN,)

    def test_it_is_json_however_it_is_laid_out(self) -> None:
        """Some editors lay a file out anew when they save it."""
        raw = json.loads(DATA)
        assert decode(json.dumps(raw, indent=4).encode(), PATH) == FULL
        assert decode(json.dumps(raw).encode() + b"\n\n", PATH) == FULL

    def test_the_format_that_is_written_now_stays_readable(self) -> None:
        """Files on people's disks: this text must be read for ever."""
        written = (Path(__file__).parent / "kept/format-2.json").read_bytes()
        assert decode(written, PATH) == FULL
        assert encode(FULL) == written


def _walk(value: object, key: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name, None
            yield from _walk(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, key)
    else:
        yield key, value


def _words_of_the_pack() -> set[str]:
    """Return all ids and words of the pack in both languages, of four letters and more."""
    found: set[str] = set()
    for name in ("fr", "en"):
        for file in (Path(__file__).parents[2] / "steps" / name).glob("*.toml"):
            found |= set(re.findall(r"[^\W\d_]{4,}", file.read_text(encoding="utf-8").lower()))
    return found - {"format"}


class TestContent:
    """REQ-S11, REQ-S23: the file holds numbers and days under single letters, and nothing else."""

    @given(values)
    @settings(max_examples=100, deadline=None, database=None)
    def test_no_word_of_the_pack(self, progress: Progress) -> None:
        text = encode(progress).decode().lower()
        assert not _WORDS.intersection(re.findall(r"[^\W\d_]{4,}", text))
        assert set(re.findall(r"[a-z]+", text)) <= {"format", *"lptbafndoc"}

    @given(values)
    @settings(max_examples=100, deadline=None, database=None)
    def test_every_value_is_a_day_or_a_number(self, progress: Progress) -> None:
        for key, value in _walk(json.loads(encode(progress))):
            assert key == "format" or key.isdecimal() or len(key) == 1
            if isinstance(value, str):
                assert date.fromisoformat(value).isoformat() == value
            else:
                assert value is None or type(value) is int

    def test_the_words_are_those_of_the_shipped_pack(self) -> None:
        assert {"compte", "opposition", "oppose"} <= _WORDS
        assert shipped() is not None

    def test_it_is_plain_ascii_and_ends_its_last_line(self) -> None:
        assert DATA.isascii()
        assert DATA.endswith(b"]}\n")

    def test_the_document_shows_what_is_written(self) -> None:
        text = DOCUMENT.read_text(encoding="utf-8")
        turn = Turn("opposition")
        progress = (
            Progress()
            .ticked(CheckRef(turn, "delai", "date-envoi"), Tick(date(2026, 11, 24), 1))
            .put_aside(StepRef(turn, "preuve"), Aside.LATER)
            .letter_sent(turn, date(2026, 11, 2))
            .answered(turn, {"compte": "non"})
            .marked_begun(turn)
        )
        assert encode(progress).decode() in text


_WORDS = _words_of_the_pack()


def test_the_largest_file_is_far_above_what_people_fill() -> None:
    progress = Progress()
    for turn in range(1, 11):
        for check in range(100):
            ref = CheckRef(Turn("opposition", turn), "page", str(check))
            progress = progress.ticked(ref, Tick(date(2026, 11, 24), 1))
    assert len(encode(progress)) < LARGEST_FILE / 10


class TestDamage:
    """REQ-R4: whatever happened to the file, it is read right, or it is said what is lost."""

    @pytest.mark.parametrize("mask", [0x01, 0x02, 0x04, 0x08, 0x20, 0x80])
    def test_a_byte_that_was_flipped_costs_one_list(self, mask: int) -> None:
        first, last = len(LINES[0]) + 1, len(DATA) - len("\n]}\n")
        for position in range(first, last):
            damaged = bytearray(DATA)
            damaged[position] ^= mask
            if 10 in (DATA[position], damaged[position]):
                continue  # two lines became one, or one two
            try:
                whole, lost, lists = rescued(bytes(damaged))
            except pytest.fail.Exception:
                # Only the comma after a list: its line is as it was.
                assert DATA[position : position + 2] == b",\n"
                continue
            at = DATA[:position].count(b"\n") - 1
            assert (lost, lists) == (1, 3)
            expected = sorted(FULL.lists.items())
            assert sorted(whole.lists.items()) == expected[:at] + expected[at + 1 :]

    @given(values.filter(lambda progress: len(progress.lists) > 1), st.data())
    @settings(max_examples=50, deadline=None, database=None)
    def test_any_digit_of_any_file(self, progress: Progress, data: st.DataObject) -> None:
        """A digit that became another one: said, and one list only."""
        good = encode(progress)
        head = good.index(b"\n")
        places = [at for at, byte in enumerate(good) if at > head and byte in b"0123456789"]
        at = data.draw(st.sampled_from(places))
        digit = data.draw(st.sampled_from([d for d in b"0123456789" if d != good[at]]))
        whole, lost, lists = rescued(good[:at] + bytes([digit]) + good[at + 1 :])
        assert (lost, lists) == (1, len(progress.lists))
        hit = good[:at].count(b"\n") - 1
        expected = sorted(progress.lists.items())
        assert sorted(whole.lists.items()) == expected[:hit] + expected[hit + 1 :]

    def test_a_file_that_was_cut_anywhere(self) -> None:
        """Each list that stands before the cut is whole, and something is said to be lost."""
        starts = [DATA.index(line.encode()) for line in LINES[1:4]]
        ends = [
            start + len(line.rstrip(",")) for start, line in zip(starts, LINES[1:4], strict=True)
        ]
        for length in range(len(DATA)):
            complete = sum(length >= end for end in ends)
            if length > ends[2] + 1:  # a bracket closes the file
                assert decode(DATA[:length], PATH) == FULL
            elif complete:
                whole, lost, _ = rescued(DATA[:length])
                assert (len(whole.lists), lost) == (complete, 1)
            else:
                assert refusal(DATA[:length]) == "its text is cut or was changed"

    @pytest.mark.parametrize("length", [1, 3, 8])
    def test_bytes_that_are_missing_inside(self, length: int) -> None:
        for position in range(0, len(DATA) - length, 3):
            try:
                decode(DATA[:position] + DATA[position + length :], PATH)
            except (ProgressUnreadableError, ProgressTooNewError):
                continue

    def test_all_lists_damaged(self) -> None:
        assert refusal(DATA.replace(b"2026", b"2025").replace(b'"f"', b'"g"'))

    def test_it_is_said_in_one_sentence(self) -> None:
        with pytest.raises(ProgressDamagedError) as caught:
            decode(DATA.replace(b"2026-11-23", b"2026-11-22"), PATH)
        said = sentence(caught.value)
        assert "1 sur 3" in said
        assert str(PATH) in said
        assert "\n" not in said
        assert caught.value.code == 65

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
            b"\xef\xbb\xbf" + DATA,
            DATA.decode().encode("utf-16"),
            DATA.decode().encode("utf-32"),
            DATA.replace(b'"', b"'"),
            b"not json",
            b'{"format": 2',
            b'{"format": 2, "format": 2, "l": []}',
            b"[" * 100_000,
            b'{"a":' * 100_000,
            b'{"format": ' + b"1" * 5_000 + b"}",
            LINES[0].encode(),
            LINES[0].encode() + b"\n]}\n]}\n",
        ],
        ids=lambda data: repr(data[:20]),
    )
    def test_text_that_is_no_json(self, data: bytes) -> None:
        assert refusal(data) == "its text is cut or was changed"

    def test_a_file_at_the_limit_of_size_is_read(self) -> None:
        assert decode(DATA.rjust(LARGEST_FILE), PATH) == FULL

    def test_a_file_over_the_limit_of_size_is_refused(self) -> None:
        assert refusal(DATA.rjust(LARGEST_FILE + 1)) == "it is much too large"

    @pytest.mark.parametrize("depth", [10, 200, 990, 5_000])
    def test_deep_nesting_in_a_list(self, depth: int) -> None:
        nested = "[" * depth + "]" * depth
        lines = [LINES[0], f'{{"p":{nested}}},', *LINES[1:]]
        assert rescued("\n".join(lines).encode()) == (FULL, 1, 4)


class TestWrongContent:
    """What we would not write is damage, even with the right sum."""

    @pytest.mark.parametrize(
        "data",
        [
            b'{"format": 2}',
            b'{"format": 2, "l": {}}',
            b'{"format": 2, "l": [], "name": "Camille"}',
            b'{"format": 2, "l": null}',
            b'{"format": 2, "l": [null]}',
            b'{"format": 2, "l": [[]]}',
            b'{"format": 2, "l": ["a", 3, {}]}',
        ],
    )
    def test_a_file_of_another_shape(self, data: bytes) -> None:
        assert refusal(data) == "it does not hold what it should"

    def test_the_sum_that_these_are_made_with_is_right(self) -> None:
        line = only({"p": 7, "t": 1, "o": 1})
        assert decode(line, PATH) == Progress({ListKey(7, 1): Notes(begun=True)})

    @pytest.mark.parametrize(
        "row",
        [
            {"p": 7, "t": 1},
            {"p": 7, "o": 1},
            {"t": 1, "o": 1},
            {"t": 1, "p": 7, "o": 1},
            {"p": True, "t": 1, "o": 1},
            {"p": 7, "t": True, "o": 1},
            {"p": "7", "t": 1, "o": 1},
            {"p": 7.0, "t": 1, "o": 1},
            {"p": -1, "t": 1, "o": 1},
            {"p": 2**32, "t": 1, "o": 1},
            {"p": 7, "t": 0, "o": 1},
            {"p": 7, "t": 1, "o": True},
            {"p": 7, "t": 1, "o": 0},
            {"p": 7, "t": 1, "o": 2},
            {"p": 7, "t": 1, "o": 1, "name": "Camille"},
            {"p": 7, "t": 1, "b": {}, "o": 1},
            {"p": 7, "t": 1, "b": []},
            {"p": 7, "t": 1, "b": {"8": "2026-11-24"}},
            {"p": 7, "t": 1, "b": {"8": ["2026-11-24"]}},
            {"p": 7, "t": 1, "b": {"8": ["2026-11-24", 1, 1]}},
            {"p": 7, "t": 1, "b": {"8": ["2026-11-24", 0]}},
            {"p": 7, "t": 1, "b": {"8": ["2026-11-24", True]}},
            {"p": 7, "t": 1, "b": {"08": ["2026-11-24", 1]}},
            {"p": 7, "t": 1, "b": {"-8": ["2026-11-24", 1]}},
            {"p": 7, "t": 1, "b": {"٨": ["2026-11-24", 1]}},
            {"p": 7, "t": 1, "b": {"8 ": ["2026-11-24", 1]}},
            {"p": 7, "t": 1, "b": {"9" * 5000: ["2026-11-24", 1]}},
            {"p": 7, "t": 1, "b": {"9": ["2026-11-24", 1], "8": ["2026-11-24", 1]}},
            {"p": 7, "t": 1, "a": {"8": 0}},
            {"p": 7, "t": 1, "a": {"8": 3}},
            {"p": 7, "t": 1, "a": {"8": "later"}},
            {"p": 7, "t": 1, "f": {"8": None}},
            {"p": 7, "t": 1, "f": {"8": 2**32}},
            {"p": 7, "t": 1, "n": {"8": 3}},
            {"p": 7, "t": 1, "n": {"8": "2026-02-29"}},
            {"p": 7, "t": 1, "d": None},
            {"p": 7, "t": 1, "d": "9999-12-01"},
        ],
        ids=str,
    )
    def test_a_list_that_we_would_not_write(self, row: dict[str, Any]) -> None:
        assert refusal(only(row)) == "it does not hold what it should"

    @pytest.mark.parametrize(
        "day",
        [
            "2026-1-2",
            "20260102",
            "2026-W01-1",
            "2026-02-29",
            "2026-01-02T00:00:00",
            " 2026-01-02",
            "0000-01-01",
            "10000-01-01",
            "２０２６-01-02",
            "\ud8002026-01",
            "",
        ],
    )
    @pytest.mark.parametrize("field", ["b", "n", "d"])
    def test_a_day_that_we_would_not_write(self, field: str, day: str) -> None:
        written: dict[str, object] = {"b": {"8": [day, 1]}, "n": {"8": day}, "d": day}
        assert refusal(only({"p": 7, "t": 1, field: written[field]}))

    def test_the_same_list_twice_is_two_that_nobody_can_trust(self) -> None:
        lines = [LINES[0], LINES[1], *LINES[1:]]
        whole, lost, lists = rescued("\n".join(lines).encode())
        assert (lost, lists) == (2, 4)
        assert len(whole.lists) == 2

    def test_the_same_entry_twice(self) -> None:
        key, held = next(iter(FULL.lists.items()))
        line = write_list(key, held)
        doubled = line.replace('"t":1', '"t":1,"t":1')
        assert rescued(DATA.decode().replace(line, doubled).encode())[1:] == (1, 3)


class TestFormat:
    """REQ-R5: a file of a later version is told from one that is damaged."""

    @pytest.mark.parametrize("number", [FORMAT + 1, 99, 10**30])
    def test_a_later_format(self, number: int) -> None:
        with pytest.raises(ProgressTooNewError) as caught:
            decode(DATA.replace(b'"format": 2', f'"format": {number}'.encode()), PATH)
        assert caught.value.facts == {"path": PATH}

    def test_a_later_format_may_hold_anything(self) -> None:
        with pytest.raises(ProgressTooNewError):
            decode(b'{"format": 3, "everything": ["new"]}', PATH)

    @pytest.mark.parametrize("number", [0, -1])
    def test_a_format_that_never_was(self, number: int) -> None:
        data = DATA.replace(b'"format": 2', f'"format": {number}'.encode())
        assert refusal(data) == "its format number is unknown"

    @pytest.mark.parametrize("number", ["true", '"1"', '"2"', "1.0", "2.0", "null", "[2]", "1"])
    def test_a_format_that_is_no_number_or_another(self, number: str) -> None:
        assert refusal(DATA.replace(b'"format": 2', f'"format": {number}'.encode()))
