"""The system refuses one call on the data folder: each call, each reason, and what is said then."""

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath

import pytest

from support.bad_stores import bad_store
from support.installed_walk import AGAIN, ANSWERS, WITHOUT, Places, Walked, walk
from support.judging import (
    CAUSES,
    CORRUPTED,
    LEFT_OVER,
    SILENT,
    TRACEBACK,
    UNCLEAR,
    Tally,
    after_error,
    after_second_try,
)
from support.strace import Call, Point, calls, failing_at, needs_strace, points, two_saves, watched

pytestmark = [pytest.mark.slow, needs_strace]

CALLS = ("openat", "write", "fsync", "rename")

Trial = tuple[Point, str]  # what is refused, and the error that is given for it
Judge = Callable[[Walked, Walked, str | None], list[tuple[str, str]]]


@pytest.fixture
def truth(places: Places) -> Walked:
    """Return an undisturbed walk."""
    return walk(places.new())


@pytest.fixture
def seen(places: Places) -> list[Call]:
    """Return the calls of an undisturbed walk."""
    place = places.new()
    trace = place.home / "trace"
    assert walk(place, watched(place, trace)).code == 0
    return calls(trace.read_text(encoding="utf-8"))


def refuse_everywhere(  # noqa: PLR0913  (each is one thing that may differ between two sweeps)
    places: Places,
    trials: Sequence[Trial],
    when_refused: Sequence[str] = (WITHOUT,),
    *,
    ever_after: bool = False,
    env: Mapping[str, str] | None = None,
    answers: Sequence[str] = ANSWERS,
) -> list[tuple[Trial, Walked]]:
    """Walk once for each trial."""

    def run(trial: Trial) -> tuple[Trial, Walked]:
        place = places.new()
        before = failing_at(place, *trial, ever_after=ever_after)
        return trial, walk(place, before, when_refused=when_refused, env=env, answers=answers)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(run, trials))


def test_going_on_without_saving(
    places: Places, truth: Walked, seen: list[Call], figures: Callable[[str], None]
) -> None:
    """REQ-R2: one sentence with the cause, the old state or the new one, to the end, exit 4."""
    trials = [(point, error) for point in points(seen, CALLS) for error in CAUSES]
    assert {point.call for point, _ in trials} == set(CALLS)
    tally = Tally()
    for (point, error), walked in refuse_everywhere(places, trials):
        tally.add((*point, error), after_error(walked, truth, error, point.call))
    figures(tally.figures("REQ-R2, refused", TRACEBACK, SILENT, UNCLEAR, LEFT_OVER))
    assert not tally.found, tally.found[:9]


def test_any_other_call(
    places: Places, truth: Walked, seen: list[Call], figures: Callable[[str], None]
) -> None:
    """REQ-R2: the same for locking, looking, closing and the like, where it costs nothing more."""
    others = {call.name for call in seen} - set(CALLS)
    assert {"mkdir", "flock", "unlink", "close", "read"} <= others
    trials = [(point, "EIO") for point in points(two_saves(seen), sorted(others))]
    tally = Tally()
    for (point, _), walked in refuse_everywhere(places, trials):
        tally.add(point, after_error(walked, truth, "EIO", point.call))
    figures(tally.figures("REQ-R2, refused elsewhere", TRACEBACK, SILENT, UNCLEAR))
    assert not tally.found, tally.found[:9]


def test_a_disk_that_recovers_no_more(
    places: Places, truth: Walked, seen: list[Call], figures: Callable[[str], None]
) -> None:
    """REQ-R2: the same when all later calls are refused, too."""
    trials = [(point, "ENOSPC") for point in points(seen, CALLS)]
    trials += [(point, "EIO") for point in points(two_saves(seen), ("mkdir", "flock", "link"))]
    tally = Tally()
    for (point, error), walked in refuse_everywhere(places, trials, ever_after=True):
        tally.add((*point, "+", error), after_error(walked, truth, error, point.call))
    figures(tally.figures("REQ-R2, refused for good", TRACEBACK, SILENT, UNCLEAR, LEFT_OVER))
    assert not tally.found, tally.found[:9]


def test_trying_again(
    places: Places, truth: Walked, seen: list[Call], figures: Callable[[str], None]
) -> None:
    """REQ-R2: a refusal that passes costs nothing."""
    # Not the first look at what is kept: there, one begins without saving or starts again.
    opened = [PurePath(call.path).name for call in seen if call.name == "openat"]
    first_look = Point("openat", opened.index("notes.json") + 1)
    trials = [(p, "ENOSPC") for p in points(seen, CALLS) if p != first_look]
    tally = Tally()
    for (point, _), walked in refuse_everywhere(places, trials, (AGAIN,)):
        tally.add(point, after_second_try(walked, truth))
    figures(tally.figures("REQ-R2, tried again", TRACEBACK, SILENT))
    assert not tally.found, tally.found[:9]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("hides errors", SILENT),
        ("hides errors of every kind", SILENT),
        ("lets errors through", TRACEBACK),
        ("writes in place", CORRUPTED),
    ],
)
def test_a_bad_store_is_found(
    name: str, kind: str, places: Places, truth: Walked, tmp_path: Path
) -> None:
    """REQ-R2: the sweep itself can fail."""
    bad = bad_store(name, tmp_path / "bad")
    trials = [(Point(call, 1), "ENOSPC") for call in ("write", "fsync")]
    tally = Tally()
    for trial, walked in refuse_everywhere(places, trials, env=bad):
        tally.add(trial, after_error(walked, truth, "ENOSPC"))
    assert kind in tally.kinds()
