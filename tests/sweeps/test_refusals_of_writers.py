"""The system refuses a call with which a command writes a file, or deletes what is kept."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from support.bad_stores import bad_store
from support.installed_walk import Places, Walked, walk
from support.judging import (
    CAUSES,
    CORRUPTED,
    LEFT_OVER,
    LOST,
    SILENT,
    TRACEBACK,
    UNCLEAR,
    Tally,
)
from support.judging_writers import after_refusal
from support.strace import Point, calls, failing_at, needs_strace, points, watched
from support.writers import WRITING, Writer, converting, forgetting, taking_away

pytestmark = [pytest.mark.slow, needs_strace]

KINDS = (LOST, CORRUPTED, LEFT_OVER, TRACEBACK, SILENT, UNCLEAR)

Trial = tuple[Point, str, bool]  # what is refused, the error given for it, and whether for good


@pytest.fixture
def notes(places: Places) -> bytes:
    """Return a progress file."""
    kept = walk(places.new()).last
    assert kept is not None
    return kept


def trials(seen: Sequence[Point], errors: Sequence[str]) -> Iterator[Trial]:
    """Yield each point, once and for good; those that write with every error, the first for good.

    Looking at a disk fails because the disk does, not because it is full.
    """
    for point in seen:
        writes = point.call in WRITING
        for error in errors if writes else ["EIO"]:
            yield point, error, False
        yield point, errors[0] if writes else "EIO", True


def refused(
    places: Places,
    writers: Iterable[tuple[Writer, Sequence[str]]],
    env: Mapping[str, str] | None = None,
    only: Sequence[str] = (),
) -> Tally:
    """Refuse each writer each of its calls on its files, with each of some errors, and judge."""
    tally = Tally()
    for writer, errors in writers:
        place = writer.new(places)
        trace = place.home / "trace"
        whole = writer.run(place, watched(place, trace))
        seen = points(calls(trace.read_text(encoding="utf-8")), only)
        tried = list(trials(writer.choose(seen), errors))

        def run(trial: Trial, writer: Writer = writer) -> Walked:
            point, error, ever_after = trial
            place = writer.new(places)
            return writer.run(place, failing_at(place, point, error, ever_after=ever_after), env)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for trial, walked in zip(tried, pool.map(run, tried), strict=True):
                complaints = after_refusal(walked, writer, whole, trial[0].call)
                tally.add((writer.name, *trial), complaints)
    return tally


def test_while_files_are_written(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R12: one sentence and the old file, or the new one; nothing half, nothing left beside it.

    Each format is written the same way: two commands are refused for every reason, the others
    because the disk is full.
    """
    every = {"list, text", "list, text, --force"}
    writers = [*taking_away(), converting()]
    tally = refused(
        places, [(each, list(CAUSES) if each.name in every else ["ENOSPC"]) for each in writers]
    )
    figures(tally.figures("REQ-R12, refused while writing files", *KINDS))
    assert not tally.found, tally.found[:9]


def test_while_all_is_deleted(places: Places, notes: bytes, figures: Callable[[str], None]) -> None:
    """REQ-R2: what could not be deleted is said."""
    command, in_walk = forgetting(notes)
    tally = refused(places, [(command, ["EIO", "EACCES"])])
    # What a walk reads before is tried in the walks themselves.
    deleting = ("unlink", "fsync", "rmdir", "flock")
    tally.include(refused(places, [(in_walk, ["EIO", "EACCES"])], only=deleting))
    figures(tally.figures("REQ-R2, refused while deleting", *KINDS))
    assert not tally.found, tally.found[:9]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("empties the file that it replaces", CORRUPTED),
        ("leaves a file beside", LEFT_OVER),
        ("hides errors of a takeaway", SILENT),
        ("lets errors of a takeaway through", TRACEBACK),
    ],
)
def test_a_bad_writer_is_found(name: str, kind: str, places: Places, tmp_path: Path) -> None:
    """REQ-R12: the sweep itself can fail."""
    replacing = next(each for each in taking_away() if each.before)
    bad = bad_store(name, tmp_path / "bad")
    tally = refused(places, [(replacing, ["ENOSPC"])], bad, ("openat", "write"))
    assert kind in tally.kinds()


def test_a_bad_deletion_is_found(places: Places, notes: bytes, tmp_path: Path) -> None:
    """REQ-R2: so can the other one."""
    bad = bad_store("hides errors of a deletion", tmp_path / "bad")
    tally = refused(places, [(next(forgetting(notes)), ["EACCES"])], bad, ("unlink",))
    assert SILENT in tally.kinds()
