"""One tick on its way to the disk, against writing the same bytes without asking anything."""

import os
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.progress.model import CheckRef, Tick, Turn
from mes_optout.progress.store import Store
from support.noted import box_ref, count_ticks, make_progress
from support.timing import held, on_clock, ratio

pytestmark = pytest.mark.slow

PAIRS = 201
DAY = date(2026, 11, 2)


@pytest.fixture
def store(tmp_path: Path, pack: Pack) -> Store:
    """Return a store in which half of a procedure is ticked."""
    made = Store(tmp_path / "state")
    steps = pack.procedure("opposition").steps
    half = [box_ref(Turn("opposition"), s, c) for s in steps[:4] for c in s.checks]
    made.update(lambda _: make_progress(dict.fromkeys(half, Tick(DAY, 1))))
    return made


def test_a_tick_costs_little_more_than_writing_its_bytes(store: Store) -> None:
    """REQ-P4: read, changed and written under the lock; libraries are imported by then."""
    numbers = count()
    data = store.path.read_bytes()
    assert count_ticks(store.read()) > 4
    raw = store.folder / "raw"
    raw.mkdir()

    def tick() -> None:
        ref = CheckRef(Turn("opposition"), "formulaire", "envoye")
        # Each time another day, of the same length, so that each time the file changes.
        day = date.fromordinal(DAY.toordinal() + next(numbers) % 28)
        store.update(lambda progress: progress.ticked(ref, Tick(day, 1)))

    def write() -> None:
        new, path = raw / "notes.json.new", raw / "notes.json"
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)
        os.replace(new, path)  # noqa: PTH105  (as bare as it gets)
        above = os.open(raw, os.O_RDONLY)
        os.fsync(above)
        os.close(above)

    tick()
    data = store.path.read_bytes()  # what a tick writes, with the tick
    held("a tick, raw writing", lambda: ratio(on_clock(tick), on_clock(write), PAIRS), 2)
    assert store.path.read_bytes() != data
