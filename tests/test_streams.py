"""Output in an old encoding keeps the letters it has and folds the others (REQ-A18)."""

import errno
import io
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TextIO

import pytest

from mes_optout import i18n, streams
from mes_optout.content.loader import Pack
from mes_optout.streams import (
    OutputLostError,
    accept_any_text,
    decode_as_utf8,
    mend_streams,
)
from mes_optout.system import process
from mes_optout.wording import prose

FULL = Path("/dev/full")
OLD = ["cp850", "cp1252", "ascii", "latin-1", "cp437", "iso8859-15"]


@pytest.fixture(autouse=True)
def _no_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let streams have the encoding that they say: pipes of Windows are looked at elsewhere."""
    monkeypatch.setattr(streams, "find_encoding", lambda *_: None)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Return a function that prints a text in an encoding and gives what a reader then sees."""

    def write(text: str, encoding: str) -> str:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
            accept_any_text()
            out.write(text)
            out.flush()
        return out.buffer.getvalue().decode(encoding)

    return write


class TestReadable:
    """A letter that is there stays; one that is not becomes letters that read the same."""

    @pytest.mark.parametrize(
        ("encoding", "text", "seen"),
        [
            ("cp850", "œuvre", "oeuvre"),
            ("cp850", "Œuvre", "OEuvre"),
            ("cp850", "l’eau", "l'eau"),
            ("cp850", "« oui »", "« oui »"),
            ("cp850", "et…", "et..."),
            ("cp850", "État à Noël, ça, où", "État à Noël, ça, où"),
            ("cp850", "20 € – 30 €", "20 EUR - 30 EUR"),
            (
                "cp1252",
                "œuvre, l’eau, « oui », et… É – 20 €",
                "œuvre, l’eau, « oui », et… É – 20 €",
            ),
            ("latin-1", "œuvre, l’eau, « oui », et… É", "oeuvre, l'eau, « oui », et... É"),
            ("iso8859-15", "œuvre, l’eau, et… 20 €", "œuvre, l'eau, et... 20 €"),
            ("cp437", "Études où, l’été, œ", "Études où, l'été, oe"),
            ("cp437", "À la forêt, Ê", "A la forêt, E"),
            ("ascii", "œuvre", "oeuvre"),
            ("ascii", "l’eau, “non”, ‘si’", "l'eau, \"non\", 'si'"),
            ("ascii", "« oui »", '" oui "'),
            ("ascii", "et…", "et..."),
            ("ascii", "ÉTAT à Noël, ça, où", "ETAT a Noel, ca, ou"),
            ("ascii", "« été »", '" ete "'),
            ("ascii", "Étape 5 › page", "Etape 5 > page"),
            ("ascii", "█░", "#."),
            ("ascii", "a\u00a0b\u202fc", "a b c"),
            ("ascii", "e\u0301te\u0301", "ete"),
            ("ascii", "rien à changer", "rien a changer"),
            ("ascii", "漢", "?"),
            ("ascii", "a漢字b", None),
            ("cp850", "😀", "?"),
        ],
    )
    def test_folding(
        self, written: Callable[[str, str], str], encoding: str, text: str, seen: str | None
    ) -> None:
        shown = written(text, encoding)
        if seen is None:  # a run of letters that nothing stands for: something marks the gap
            assert shown.startswith("a?")
            assert shown.endswith("b")
        else:
            assert shown == seen

    def test_a_letter_without_likeness_leaves_a_mark_beside_one_that_has_one(
        self, written: Callable[[str, str], str]
    ) -> None:
        """« é漢 » must not read « e », as if there had been no more."""
        assert written("é漢", "ascii") == "e?"


def shown(value: object) -> list[str]:
    if isinstance(value, tuple):
        return [text for item in value for text in shown(item)]
    if is_dataclass(value):
        return [text for each in fields(value) for text in shown(getattr(value, each.name))]
    return [value] if type(value) is str else []


@pytest.fixture
def letters(pack: Pack) -> list[str]:
    """Return every letter that the shipped pack and the program's own French use."""
    texts = shown((pack.triage, *map(pack.procedure, pack.triage.procedures)))
    texts += shown(tuple(pack.sources.values()))
    catalogue = Path(i18n.__file__).parent / "locale" / "fr" / "LC_MESSAGES" / "messages.po"
    texts.append(catalogue.read_text("utf-8"))
    texts += [path.read_text("utf-8") for path in prose.TEXTS.rglob("*.txt")]
    return sorted(set("".join(texts)))


class TestShippedLetters:
    """Every letter that the program can print comes out readable in every old encoding."""

    def test_the_alphabet_is_french(self, letters: list[str]) -> None:
        assert set("àçéèêîô«»É") <= set(letters)

    @pytest.mark.parametrize("encoding", OLD)
    def test_none_is_lost(
        self, written: Callable[[str, str], str], letters: list[str], encoding: str
    ) -> None:
        lost = [each for each in letters if "?" in written(each, encoding) and each != "?"]
        assert lost == []
        assert [each for each in letters if not written(each, encoding)] == []

    @pytest.mark.parametrize("encoding", OLD)
    def test_one_that_the_encoding_has_is_kept(
        self, written: Callable[[str, str], str], letters: list[str], encoding: str
    ) -> None:
        kept = [each for each in letters if each.encode(encoding, "ignore")]
        assert [each for each in kept if written(each, encoding) != each] == []

    @pytest.mark.parametrize("encoding", OLD)
    def test_a_letter_keeps_its_base(
        self, written: Callable[[str, str], str], letters: list[str], encoding: str
    ) -> None:
        for each in letters:
            if each.isalpha() and len(unicodedata.normalize("NFD", each)) == 2:
                base = unicodedata.normalize("NFD", each)[0]
                assert written(each, encoding) in {each, base}


class TestStreams:
    """Only what needs it is touched."""

    @pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "utf8", "UTF8"])
    @pytest.mark.parametrize("name", ["stdout", "stderr"])
    def test_utf8_stays_as_it_is(
        self, monkeypatch: pytest.MonkeyPatch, name: str, encoding: str
    ) -> None:
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        monkeypatch.setattr(sys, name, stream)
        accept_any_text()
        assert stream.errors == "strict"

    def test_stderr_is_softened_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        monkeypatch.setattr(sys, "stderr", stream)
        accept_any_text()
        stream.write("é")
        stream.flush()
        assert stream.buffer.getvalue() == b"e"

    def test_input_that_is_not_text_is_replaced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        stream = io.TextIOWrapper(io.BytesIO(b"oui\xff\n"), encoding="utf-8")
        monkeypatch.setattr(sys, "stdin", stream)
        accept_any_text()
        assert stream.readline() == "oui\ufffd\n"

    @pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
    def test_a_stream_that_is_not_there_is_passed_over(
        self, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sys, name, None)
            accept_any_text()

    def test_reading_is_not_folded(self) -> None:
        accept_any_text()
        with pytest.raises(UnicodeDecodeError):
            b"\xff".decode("ascii", "fold")


@contextmanager
def mended(monkeypatch: pytest.MonkeyPatch, stream: TextIO) -> Iterator[TextIO]:
    """Give `stream` as the program has it when it stood in the place of stdout at the start."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", io.StringIO())  # pytest's own stays as it is
        patch.setattr(sys, "stdout", stream)
        mend_streams()
        yield sys.stdout


class TestFailing:
    """A stream that fails says so once, and is told apart from every other failure."""

    @pytest.mark.posix("/dev/full")
    @pytest.mark.parametrize("letters", [1, 100_000])
    def test_a_failure_is_known_and_then_over(
        self, letters: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is too large to wait in the stream fails at once, and does not wait there."""
        with FULL.open("w") as full, mended(monkeypatch, full) as stream:
            with pytest.raises(OutputLostError) as caught:
                print("a" * letters, file=stream, flush=True)
            assert caught.value.errno == errno.ENOSPC
            print("b" * letters, file=stream, flush=True)

    @pytest.mark.posix("/dev/full")
    def test_trying_it_hides_no_failure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Click writes nothing into a stream to see what it takes, and swallows all errors."""
        with FULL.open("w") as full, mended(monkeypatch, full) as stream:
            assert stream.write("") == 0
            with pytest.raises(OutputLostError):
                print("a", file=stream, flush=True)

    def test_a_stream_that_works_is_written_to_as_before(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = io.TextIOWrapper(io.BytesIO(), encoding="cp850", errors="replace")
        with mended(monkeypatch, old) as stream:
            print("été 漢", file=stream, flush=True)
            assert old.buffer.getvalue() == f"été ?{os.linesep}".encode("cp850")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("\udcc3\udca9chec", "échec"),
        ("'\\udcc3\\udca9chec'", "'échec'"),
        ("\\udcc3\udca9", "é"),
        ("a\udcffb", "a\ufffdb"),
        ("a\ud800b\\ud800", "a\ud800b\\ud800"),
        ("« été », \\n", "« été », \\n"),
    ],
)
def test_what_the_locale_could_not_read_is_read(text: str, seen: str) -> None:
    """As Python keeps it, and as `repr` spells it."""
    assert decode_as_utf8(text) == seen


class _Slow(io.RawIOBase):
    """A terminal that takes its time: whoever wants to leave does so while it takes the third."""

    def __init__(self) -> None:
        self.taken: list[int] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, memoryview)
        self.taken.append(len(data))
        if len(self.taken) == 3:
            process.stop_writing()
        return len(data)


def test_leaving_has_its_turn_in_the_middle_of_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """REQ-S1: of a whole list that was printed at once, no word comes after the wipe."""
    slow = _Slow()
    out = io.TextIOWrapper(io.BufferedWriter(slow), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", io.StringIO())
        patch.setattr(process, "_ending", False)
        mend_streams()
        with process.finish_first():  # which goes on in silence; all else would be held here
            print("x" * 500_000, flush=True)  # noqa: T201  (what is tested)
            taken = slow.taken.copy()
            patch.setattr(process, "_ending", False)
    assert len(taken) == 3
    assert max(taken) <= 2 * io.DEFAULT_BUFFER_SIZE
