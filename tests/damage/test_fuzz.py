"""Any change to the shipped files or to progress: read, or refused in words (REQ-R4, REQ-R10).

The changes are those that editors, disks and encodings make: bytes, lines, and pieces of TOML and
JSON in the wrong place.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mes_optout.content import loader
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader, shipped
from mes_optout.errors import OptoutError, ProgressTooNewError, ProgressUnreadableError
from mes_optout.i18n import sentence
from mes_optout.journey import make_journeys
from mes_optout.progress import store as store_module
from mes_optout.progress.file import encode
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn
from mes_optout.progress.store import FILE, Store
from mes_optout.reports.status import status_json, status_text
from mes_optout.terminal.editor import check_pack
from support.in_process import HANG, LOST, TRACEBACK, Complaint, Tally, TooLongError, chances, limit
from support.noted import count_ticks, make_progress
from support.small_pack import ALL

pytestmark = pytest.mark.slow  # sweeps

DAY = date(2026, 11, 24)
SECONDS = 20
STEPS = Path(__file__).parents[2] / "steps"
SHIPPED = sorted(str(path.relative_to(STEPS)) for path in STEPS.rglob("*.toml"))

# Pieces that mean something to TOML or JSON, or to what reads them.
PIECES = [
    *(b'"', b"'", b'"""', b"'''", b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b",", b".", b"#"),
    *(
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\x1b",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
    ),
    *(b"\\", b"\\u0000", b"\\u202e", b"\\ud800", b"\\U0010ffff", b"\\U00110000"),
    *(b"true", b"null", b"nan", b"-inf", b"1e999", b"0x10", b"1_0", b"00", b"-0", b"9" * 400),
    *(b"2026-11-24", b"2026-02-30", b"0000-01-01", b"9999-12-31", b"08:00", b"2026-11-24T08:00Z"),
    *(b'id = ""\n', b"[[steps]]\n", b"[steps]\n", b"steps = 3\n", b'language = "fr"\n', b"- a\n"),
    *(b'{"format": 2}', b'"turn": 0', b'"format": true', "é".encode("latin-1"), "’".encode()),
]

T = TypeVar("T")

changes = st.lists(
    st.tuples(
        st.sampled_from(["cut", "drop", "repeat", "piece", "flip", "lines", "bytes", "join"]),
        st.integers(0, 1 << 20),
        st.integers(0, 1 << 20),
        st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=5,
)
Change = tuple[str, int, int, bytes]


def damaged(data: bytes, planned: list[Change], other: bytes) -> bytes:
    """Apply changes one after the other. `other` is a file that pieces may come from."""
    for kind, where, how, some in planned:
        at = where % (len(data) + 1)
        length = how % 60
        match kind:
            case "cut":
                data = data[:at]
            case "drop":
                data = data[:at] + data[at + length :]
            case "repeat":
                data = data[: at + length] + data[at:]
            case "piece":
                data = data[:at] + PIECES[how % len(PIECES)] + data[at:]
            case "flip":
                data = data[:at] + bytes([some[0] ^ 0x20]) + data[at + 1 :]
            case "lines":
                lines = data.split(b"\n")
                lines.insert(how % len(lines), lines.pop(where % len(lines)))
                data = b"\n".join(lines)
            case "bytes":
                data = data[:at] + some + data[at + len(some) :]
            case _:
                start = how % (len(other) + 1)
                data = data[:at] + other[start : start + 200] + data[at:]
    return data


def only_in_words(
    action: Callable[[], T], expected: tuple[type[OptoutError], ...] = (OptoutError,)
) -> Iterator[Complaint]:
    """Complain when something comes out that is no error of ours, or when it takes too long."""
    try:
        with limit(SECONDS):
            action()
    except expected as error:
        if not all(line.isprintable() for line in sentence(error).split("\n")):
            yield TRACEBACK, f"raw letters in {sentence(error)!r}"
    except TooLongError:
        yield HANG, "it did not end"
    except Exception as error:  # noqa: BLE001  (whatever it is, it is the finding)
        yield TRACEBACK, repr(error)


def with_file(read: Reader, name: str, data: bytes) -> Reader:
    """Return a reader that finds `data` under one name."""
    return lambda asked: data if asked == name else read(asked)


def load_all(read: Reader, name: str) -> None:
    """Load what a file of a pack belongs to, in its language."""
    language = name.partition("/")[0] if "/" in name else "fr"
    pack = Pack(read, language, own=True)
    asked = Path(name).stem
    assert pack.hosts is not None
    match asked:
        case "sources":
            assert pack.sources is not None  # an empty file has none
        case "reperes":
            assert pack.reading
        case "lettres":
            assert load_letters(pack)
        case "cas":
            assert pack.case is not None  # the same
        case "commun":
            assert pack.procedure("opposition").homes == ("commun",)
        case "situations":
            assert pack.triage is not None
        case _:
            assert pack.procedure(asked) is not None


FAST = settings(
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(st.sampled_from(SHIPPED), changes, st.sampled_from(SHIPPED))
@settings(FAST, max_examples=800)
def test_the_shipped_files(tally: Tally, name: str, planned: list[Change], other: str) -> None:
    """REQ-R10: each file of the pack, changed in up to five places."""
    read = shipped()
    data = damaged(read(name) or b"", planned, read(other) or b"")
    found = list(only_in_words(lambda: load_all(with_file(read, name, data), name)))
    tally.add(name, found)
    assert found == []


@given(st.sampled_from(sorted(ALL)), changes, st.sampled_from(sorted(ALL)))
@settings(FAST, max_examples=600)
def test_what_steps_check_makes_of_it(
    tally: Tally, name: str, planned: list[Change], other: str
) -> None:
    """REQ-R10: whatever loads is also looked at, drawn and counted, without falling over."""
    files = {key: text.encode() for key, text in ALL.items()}
    files[name] = damaged(files[name], planned, files[other])
    found = list(only_in_words(lambda: check_pack(files.get, DAY)))
    tally.add(name, found)
    assert found == []


_TURN = Turn("opposition")
NOTES = encode(
    make_progress(
        checks={CheckRef(_TURN, "delai", "calcule"): Tick(DAY, 1)},
        steps={StepRef(Turn("enfants", 2), "page"): Aside.LATER},
        letters_sent={_TURN: DAY},
    )
)


def read_and_say(store: Store, pack: Pack) -> None:
    """Read progress and say it; then tick one more box, and read that again."""
    progress = store.read()
    procedures = [pack.procedure(name) for name in ("opposition", "enfants")]
    journeys = make_journeys(procedures, progress, DAY)
    assert status_text(journeys, pack)
    assert status_json(journeys, pack, DAY)
    ref = CheckRef(_TURN, "un", "deux")
    after = store.update(lambda before: before.ticked(ref, Tick(DAY, 1)))
    assert store.read() == after
    assert count_ticks(after) >= count_ticks(progress)
    assert after.tick(ref) == Tick(DAY, 1)


@given(changes, st.booleans())
@settings(FAST, max_examples=1_500)
def test_a_progress_file(
    tally: Tally,
    tmp_path: Path,
    pack: Pack,
    planned: list[Change],
    several: bool,  # noqa: FBT001  (hypothesis gives it by name)
) -> None:
    """REQ-R4: refused with the file as it was, or read, said, and written whole."""
    data = damaged(NOTES, planned if several else planned[:1], NOTES)
    store = Store(tmp_path / "state")
    store.folder.mkdir(exist_ok=True)
    store.path.write_bytes(data)
    found = list(
        only_in_words(
            lambda: read_and_say(store, pack), (ProgressUnreadableError, ProgressTooNewError)
        )
    )
    try:
        store.read()
    except (ProgressUnreadableError, ProgressTooNewError):
        if store.path.read_bytes() != data:
            found.append((LOST, "refused, and changed all the same"))
    else:
        tally.noted["read"] += 1
    tally.add("notes", found)
    assert found == []


def _as_it_comes(name: str, data: bytes) -> dict[str, object]:
    del name
    return tomllib.loads(data.decode())


def _trusting(data: bytes, path: Path) -> Progress:
    del path
    lists: dict[Any, Any] = dict.fromkeys(eval(data)["l"])  # noqa: S307  (a bad part, on purpose)
    return Progress(lists)


def test_a_bad_loader_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge goes red for a loader that lets a parser's own errors through."""
    data = damaged(
        ALL["fr/sortie.toml"].encode(), [("piece", 40, PIECES.index(b"\xff"), b"a")], b""
    )
    read = with_file({n: t.encode() for n, t in ALL.items()}.get, "fr/sortie.toml", data)
    assert list(only_in_words(lambda: load_all(read, "fr/sortie.toml"))) == []
    monkeypatch.setattr(loader, "parse", _as_it_comes)
    assert [kind for kind, _ in only_in_words(lambda: load_all(read, "fr/sortie.toml"))] == [
        TRACEBACK
    ]


def test_a_bad_store_is_found_out(
    tmp_path: Path, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The judge goes red for a store that trusts what it reads."""
    store = Store(tmp_path)
    (tmp_path / FILE).write_bytes(NOTES[: chances(1).randrange(len(NOTES))])

    def judge() -> Iterable[Complaint]:
        return only_in_words(lambda: read_and_say(store, pack), (ProgressUnreadableError,))

    assert list(judge()) == []
    monkeypatch.setattr(store_module, "decode", _trusting)
    assert [kind for kind, _ in judge()] == [TRACEBACK]
