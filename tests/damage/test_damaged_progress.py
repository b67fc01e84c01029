"""Sweeps over damaged progress files: said in one sentence, kept aside, and never lost (REQ-R4)."""

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mes_optout.errors import ProgressDamagedError, ProgressUnreadableError
from mes_optout.progress import store as store_module
from mes_optout.progress.file import LARGEST_FILE, encode
from mes_optout.progress.model import Aside, CheckRef, Progress, StepRef, Tick, Turn
from mes_optout.progress.store import FILE, Store
from support.format_1 import Box, Put, Sent, encode_1
from support.homes import PROGRAM, environment, typed
from support.in_process import (
    HANG,
    LOST,
    TRACEBACK,
    UNCLEAR,
    Complaint,
    Ran,
    Tally,
    chances,
    ended,
    look,
    run,
)
from support.noted import make_progress
from support.small_pack import FILES
from support.systems import IS_ROOT

pytestmark = pytest.mark.slow  # sweeps

_CLOSING, _CHILD = Turn("cloture"), Turn("enfants", 2)
WHOLE = (
    make_progress(
        checks={
            CheckRef(_CLOSING, "decider", "lu"): Tick(date(2026, 11, 24), 1),
            CheckRef(_CHILD, "delai", "note"): Tick(date(2026, 11, 23), 2),
        },
        steps={StepRef(_CLOSING, "page"): Aside.LATER},
        letters_sent={_CHILD: date(2026, 11, 2)},
    )
    .answered(_CLOSING, {"compte": "oui"})
    .marked_begun(Turn("opposition"))
)
GOOD = encode(WHOLE)
_END_OF_LISTS = GOOD.rindex(b"}\n]}") + 1  # behind it stands only what closes the file
OLD = encode_1(
    [Box("cloture", 1, "decider", "lu", "2026-11-24", 1)],
    [Put("cloture", 1, "page", "later")],
    [Sent("enfants", 2, "2026-11-02")],
)

UNREADABLE, TOO_NEW, FINE, SUSPENDED = 65, 65, 0, 3
GUIDE = ("guide", "sortie", "--simple")
LEAVE = typed("1", "1", "1")  # go on twice, then leave at the question
ANEW = typed("1", "1", "2", "1")  # go on twice, put the file aside, go on; then the input ends
SECONDS = 3

# How to be an ordinary user for whom a file may be closed.
_SETPRIV = "setpriv"
ORDINARY = [_SETPRIV, "--bounding-set=-dac_override,-dac_read_search"] if IS_ROOT else []


@dataclass(frozen=True, slots=True)
class Damage:
    """One way to damage a progress file. `codes` are what `status` may answer.

    `guided` says that `guide` is to be tried too, which takes longer.
    """

    name: str
    plant: Callable[[Path], object]
    codes: frozenset[int] = frozenset({UNREADABLE})
    guided: bool = True


def written(name: str, data: bytes, *more: int) -> Damage:
    """Return the damage of a file that holds `data`; `more` codes are right too."""
    return Damage(name, partial(Path.write_bytes, data=data), frozenset({UNREADABLE, *more}))


def cut() -> Iterator[Damage]:
    """Cut the file at every byte; what closes it says nothing, if some of it is there."""
    for length in range(len(GOOD) - 1):
        whole = (FINE,) if length > _END_OF_LISTS + 1 else ()
        yield written(f"cut at {length}", GOOD[:length], *whole)
    for length in range(len(OLD) - 2):
        yield written(f"format 1, cut at {length}", OLD[:length])


def flipped() -> Iterator[Damage]:
    """Flip a bit of every byte. A digit or a letter may become another that nobody can tell."""
    chance = chances(2026)
    for place in range(len(GOOD)):
        damaged = bytearray(GOOD)
        damaged[place] ^= 1 << chance.randrange(8)
        yield written(f"flipped at {place}", bytes(damaged), FINE)


def blanked() -> Iterator[Damage]:
    """Let blocks be NUL, as some disks leave them after a power cut."""
    for size in (1, 16, 64):
        for place in range(0, len(GOOD) - 2, size * 2):
            end = min(place + size, len(GOOD) - 1)
            data = GOOD[:place] + b"\0" * (end - place) + GOOD[end:]
            whole = (FINE,) if place > _END_OF_LISTS else ()
            yield written(f"{size} NUL at {place}", data, *whole)


def rewritten() -> Iterator[Damage]:
    """Give each value, field and list of the file a wrong type; sums stay as they were."""
    wrong: list[object] = [None, True, 0, -1, 1.5, 10**400, "", "a", "\0", "\ud800"]
    wrong += [[], {}, [[]], {"a": {}}]
    places: list[tuple[str | int, ...]] = [("l",)]
    for number, row in enumerate(json.loads(GOOD)["l"]):
        places += [("l", number), *(("l", number, field) for field in row)]
        tables = {field: value for field, value in row.items() if isinstance(value, dict)}
        places += [("l", number, field, key) for field, table in tables.items() for key in table]
    for place in places:
        for value in wrong:
            raw = json.loads(GOOD)
            inner = raw
            for part in place[:-1]:
                inner = inner[part]
            inner[place[-1]] = value
            # A file may have no list.
            fine = (FINE,) if place == ("l",) and value == [] else ()
            data = json.dumps(raw).replace(str(10**400), "1" + "0" * 400).encode()
            yield written(f"{place} is {str(value)[:9]!r}", data, *fine)


def odd_texts() -> Iterator[Damage]:
    """Yield texts that are no JSON, or that strain what reads JSON."""
    text = GOOD.decode()
    texts = {
        "empty": b"",
        "one blank": b" ",
        "BOM": b"\xef\xbb\xbf" + GOOD,
        "BOM alone": b"\xef\xbb\xbf",
        "UTF-16": text.encode("utf-16"),
        "UTF-32": text.encode("utf-32"),
        "Latin-1": GOOD.replace(b"2026", "26é".encode("latin-1")),
        "overlong": GOOD.replace(b'"p"', b"\xc0\xaf", 1),
        "surrogate": GOOD.replace(b'"p"', b"\xed\xa0\x80", 1),
        "NUL only": b"\0" * len(GOOD),
        "NUL after": GOOD + b"\0",
        "twice": GOOD + GOOD,
        "another file": b"%PDF-1.7\n",
        "a program": b"#!/bin/sh\n",
        "half of two": GOOD[: len(GOOD) // 2] + GOOD,
        "at the limit": b" " * LARGEST_FILE,
        "over the limit": b" " * (LARGEST_FILE + 1),
        "8 MB": b"[" + b"0," * (4 << 20),
        "long number": b'{"format": ' + b"9" * 1_000_000 + b"}",
        "long fraction": b'{"format": 1.' + b"9" * 1_000_000 + b"}",
        "same key twice": b'{"format": 1, "format": 1}',
        "a list twice": GOOD.replace(b"[\n", b"[\n" + GOOD.split(b"\n")[1] + b"\n"),
        "a million keys": b"{" + b'"a":1,' * 600_000 + b'"a":1}',
        "infinity": b'{"format": Infinity}',
    }
    for opening in (
        b"[",
        b'{"a":',
        b'[{"a":',
        b'{"checks":[',
        b'{"format": 2, "l": [\n',
        b'{"format": 1, "checks": [',
    ):
        for depth in (100, 1_000, 10_000, 100_000):
            texts[f"{opening!r} {depth} deep"] = opening * depth
    for depth in (100, 900, 990, 1_000, 5_000):
        deep = b"[" * depth + b"]" * depth
        texts[f"closed, {depth} deep"] = deep
        texts[f"a row {depth} deep"] = GOOD.replace(b'"2026-11-02"', deep)
    for name, data in texts.items():
        yield written(name, data)


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "dedans").touch()


def _link_to(target: Path | str, path: Path) -> None:
    path.symlink_to(target)


def _link_to_good(path: Path) -> None:
    (path.parent.parent / "elsewhere").write_bytes(GOOD)
    path.symlink_to(path.parent.parent / "elsewhere")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _closed(path: Path) -> None:
    path.write_bytes(GOOD)
    path.chmod(0)


THINGS = [
    Damage("FIFO", lambda path: os.mkfifo(path)),  # noqa: PLW0108  (Windows has none)
    Damage("folder", _folder),
    Damage("empty folder", Path.mkdir),
    Damage("link to itself", _loop),
    Damage("link to nowhere", partial(_link_to, "nulle-part")),
    Damage("link to a device", partial(_link_to, "/dev/zero")),
    Damage("link to a good file", _link_to_good),
    Damage("a terabyte", _sparse),
    Damage("socket", lambda path: os.mknod(path, stat.S_IFSOCK | 0o600)),
]


def all_damages() -> Iterator[Damage]:
    """Yield every damage that this process can judge; `guide` is for a fifth of what is alike."""
    for kind in (cut, flipped, blanked, rewritten):
        for number, damage in enumerate(kind()):
            yield replace(damage, guided=number % 5 == 0)
    yield from odd_texts()
    yield from THINGS


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Walk through a small pack: what counts here is how the walk begins."""
    folder = tmp_path / "pack"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("MES_OPTOUT_STEPS", str(folder))
    return folder


def sweep(damages: Iterator[Damage], folder: Path, tally: Tally, start: Run) -> None:
    """Plant each damage in a folder of its own and judge what `status` and `guide` make of it."""
    for number, damage in enumerate(damages):
        state = folder / str(number) / "state"
        state.mkdir(parents=True)
        damage.plant(state / FILE)
        tally.add(damage.name, _judged(damage, state, tally, start))
        shutil.rmtree(folder / str(number))


def _judged(damage: Damage, state: Path, tally: Tally, start: Run) -> Iterator[Complaint]:
    before = look(state / FILE)
    status = start(state, "status")
    yield from ended(status)
    if status.code is not None:
        yield from _status(damage, status, state)
    if look(state / FILE) != before or len(list(state.iterdir())) != 1:
        yield LOST, "status changed it"
    if status.code == FINE:
        tally.noted["read all the same"] += 1
        return
    if "version plus récente" in status.err:
        tally.noted["taken for a newer version"] += 1
        return
    if not damage.guided:
        return
    tally.noted["walked too"] += 1
    left = start(state, *GUIDE, typed=LEAVE)
    yield from ended(left)
    if left.code != FINE or look(state / FILE) != before:
        yield LOST, f"it did not ask, or took leaving for a yes: {left.code} {left.err}"
    yield from _put_aside(state, before, tally, start)


def _put_aside(state: Path, before: object, tally: Tally, start: Run) -> Iterator[Complaint]:
    """Judge what `guide` makes of it when it is to put the file aside."""
    anew = start(state, *GUIDE, typed=ANEW)
    yield from ended(anew)
    if anew.code != SUSPENDED:
        yield UNCLEAR, f"guide ended with {anew.code}: {anew.err}"
    kept = list(state.glob(f"{FILE}.old*"))
    if [look(path) for path in kept] != [before]:
        yield LOST, f"put aside: {kept}"
    elif str(kept[0]) not in anew.out:
        yield UNCLEAR, "where it is kept is not said"
    elif anew.code == SUSPENDED and (state / FILE).is_file():
        yield from _rest(state, tally)


def _rest(state: Path, tally: Tally) -> Iterator[Complaint]:
    """Judge what has begun anew: nothing, or what was whole, as it was."""
    try:
        rest = Store(state).read().lists.items()
    except ProgressUnreadableError:
        yield LOST, "what has begun anew cannot be read"
        return
    tally.noted["some lists went on"] += bool(rest)
    if not rest <= WHOLE.lists.items():
        yield LOST, f"what has begun anew is {rest}"


def _status(damage: Damage, ran: Ran, state: Path) -> Iterator[Complaint]:
    if ran.code not in damage.codes:
        yield UNCLEAR, f"status ended with {ran.code}"
    elif ran.code == UNREADABLE:
        lines = ran.err.splitlines()
        if ran.out or ran.err.count("Erreur : ") != 1 or str(state / FILE) not in lines[0]:
            yield UNCLEAR, f"status said {ran.out!r}, {ran.err!r}"
        elif not all(line.isprintable() for line in lines):
            yield UNCLEAR, "status printed something that steers a terminal"


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run in this process with a folder of progress."""

    def start(state: Path, *arguments: str, typed: str = "", seconds: float = SECONDS) -> Ran:
        monkeypatch.setenv("MES_OPTOUT_HOME", str(state))
        return run(*arguments, typed=typed, seconds=seconds)

    return start


def outside(state: Path, *arguments: str, typed: str = "") -> Ran:
    """Run the real program, as a user for whom a file may be closed."""
    steps = os.environ["MES_OPTOUT_STEPS"]
    env = environment(state.parent, MES_OPTOUT_HOME=str(state), MES_OPTOUT_STEPS=steps)
    try:
        done = subprocess.run(
            [*ORDINARY, *PROGRAM, *arguments],
            input=typed.encode(),
            capture_output=True,
            env=env,
            timeout=20,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Ran(None, "", "")
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_every_damage_is_said_and_kept(tmp_path: Path, tally: Tally, inside: Run) -> None:
    """REQ-R4: at least 500 files; `status` says it with 65, `guide` begins anew after asking."""
    sweep(all_damages(), tmp_path / "sweep", tally, inside)
    assert tally.tried >= 500
    assert tally.found == []
    assert tally.noted["some lists went on"] > 50


def test_one_bit_costs_one_list(tmp_path: Path, tally: Tally) -> None:
    """Each bit of each list, and of each digit outside of them: said, and the others are whole."""
    first = GOOD.index(b"\n") + 1
    for place in range(first, _END_OF_LISTS):
        for bit in range(8):
            damaged = bytearray(GOOD)
            damaged[place] ^= 1 << bit
            if 10 in (GOOD[place], damaged[place]):
                continue  # two lines became one, or one two
            tally.add(f"bit {bit} at {place}", _one_lost(bytes(damaged), place, tmp_path))
    assert tally.tried > 2_000
    assert tally.found == []


def _one_lost(data: bytes, place: int, folder: Path) -> Iterator[Complaint]:
    """Judge what is read of a file in which one bit is flipped."""
    store = Store(folder)
    store.path.write_bytes(data)
    hit = GOOD[:place].count(b"\n") - 1
    others = sorted(WHOLE.lists.items())
    try:
        read = store.read()
    except ProgressDamagedError as error:
        read = error.whole if isinstance(error.whole, Progress) else Progress()
        del others[hit]
    except ProgressUnreadableError:
        yield LOST, "all of it"
        return
    if sorted(read.lists.items()) != others:
        yield LOST, f"{len(read.lists)} lists are left"


@pytest.mark.skipif(bool(ORDINARY) and shutil.which(_SETPRIV) is None, reason="needs setpriv")
def test_the_real_program_does_the_same(tmp_path: Path, tally: Tally) -> None:
    """REQ-R4: a sample, with a file that may not be opened."""
    every = [*cut(), *flipped(), *blanked(), *rewritten()]
    sample = [*every[:: len(every) // 24], *list(odd_texts())[::5], *THINGS]
    sample.append(Damage("no rights", _closed))
    sweep(iter(sample), tmp_path / "sweep", tally, outside)
    assert tally.tried >= 40
    assert tally.found == []


def _deletes(store: Store) -> Path:
    store.path.unlink()
    return store.folder / f"{FILE}.old1"


def _waits(path: Path, limit: int, *, follow: bool = True) -> bytes:
    del follow
    with path.open("rb") as file:
        return file.read(limit + 1)


def _trusts(data: bytes, path: Path) -> Progress:
    del path
    return Progress(json.loads(data)["l"])


def _forgives(_: bytes, __: Path) -> Progress:
    return Progress()


FAULTS: dict[str, tuple[str, object, str]] = {
    "deletes what it cannot read": ("put_file_aside", _deletes, LOST),
    "waits at a FIFO": ("read_regular", _waits, HANG),
    "trusts what it reads": ("decode", _trusts, TRACEBACK),
    "takes damage for nothing yet": ("decode", _forgives, UNCLEAR),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_bad_store_is_found_out(
    fault: str, tmp_path: Path, inside: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep goes red for each of the faults that it is there for."""
    name, bad, kind = FAULTS[fault]
    monkeypatch.setattr(Store if hasattr(Store, name) else store_module, name, bad)
    tally = Tally()
    few = [written("empty list", b"{}"), written("text", b"?"), THINGS[0]]
    sweep(iter(few), tmp_path / "sweep", tally, partial(inside, seconds=0.5))
    assert tally.count(kind)
