"""Writes that end after one byte, half, all but one: the program is killed, or the disk full."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from support.bad_stores import bad_store
from support.damaged import damage
from support.installed_walk import AGAIN, ANSWERS, REFUSED, WITHOUT, Places, Walked, walk
from support.judging import (
    CORRUPTED,
    LEFT_OVER,
    LOST,
    SILENT,
    TRACEBACK,
    UNCLEAR,
    Tally,
    after_error,
    after_kill,
    after_second_try,
)
from support.judging_writers import after_end, after_refusal
from support.short_writes import DEAD, FULL, cuts, deadly, limit, limited
from support.writers import Writer, converting, taking_away

pytestmark = pytest.mark.slow

KINDS = (LOST, CORRUPTED, LEFT_OVER, TRACEBACK, SILENT, UNCLEAR)


class Cut(NamedTuple):
    """A save is cut after `size` bytes: what is written for the answer to page number `page`."""

    page: int
    size: int


@pytest.fixture
def truth(places: Places) -> Walked:
    """Return an undisturbed walk."""
    return walk(places.new())


def saves(truth: Walked, most: int = len(ANSWERS)) -> list[Cut]:
    """Return where the saves of a walk can be cut, those of its first answers."""
    kept = [*truth.kept, truth.last]
    return [
        Cut(page, size)
        for page in range(1, most + 1)
        if (written := kept[page]) is not None and written != kept[page - 1]
        for size in cuts(len(written))
    ]


def cut_everywhere(
    places: Places,
    wanted: Sequence[Cut],
    env: Mapping[str, str],
    when_refused: str = WITHOUT,
    *,
    heals: bool = False,
) -> list[tuple[Cut, Walked]]:
    """Walk once for each cut. `heals` is a disk that has room again once that was said."""

    def run(cut: Cut) -> Walked:
        def meanwhile(number: int, page: str, process: int) -> None:
            if number == cut.page:
                limit(process, cut.size)
            elif heals and REFUSED.search(page):
                limit(process)

        place = places.new()
        return walk(place, env=env, when_refused=(when_refused,), meanwhile=meanwhile)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(zip(wanted, pool.map(run, wanted), strict=True))


def test_killed_in_a_save(
    places: Places, truth: Walked, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    """REQ-R1: whatever was confirmed before is in the file, which is whole."""
    tally, halves = Tally(), 0
    for cut, walked in cut_everywhere(places, saves(truth), deadly(tmp_path / "deadly")):
        tally.add(cut, after_kill(walked, truth, DEAD))
        halves += len(walked.files.get("notes.json.new", b"")) == cut.size
    figures(tally.figures("REQ-R1, killed inside saves", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]
    assert halves == tally.tried == 30  # each was killed in the middle indeed


def test_a_disk_that_becomes_full_in_a_save(
    places: Places, truth: Walked, figures: Callable[[str], None]
) -> None:
    """REQ-R2: one sentence, the old state, nothing beside it; tried again, it costs nothing."""
    wanted, tally = saves(truth), Tally()
    for cut, walked in cut_everywhere(places, wanted, FULL):
        tally.add(cut, after_error(walked, truth, None))
        assert any(REFUSED.search(page) for page in walked.pages)
    for cut, walked in cut_everywhere(places, wanted, FULL, AGAIN, heals=True):
        tally.add((*cut, "again"), after_second_try(walked, truth))
    figures(tally.figures("REQ-R2, full inside saves", *KINDS))
    assert not tally.found, tally.found[:9]


def test_killed_while_a_damaged_file_is_put_aside(
    places: Places, truth: Walked, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    """REQ-R4: what could not be read is kept under one of its two names."""
    assert truth.last is not None
    env, tally = deadly(tmp_path / "deadly"), Tally()
    for damaged in damage(truth.last):
        whole = damaged.walk(damaged.new(places))
        sizes = {len(content) for content in [*whole.files.values(), *filter(None, whole.kept)]}
        for size in sorted({cut for each in sizes - {0} for cut in cuts(each)}):
            walked = damaged.walk(
                damaged.new(places),
                env=env,
                meanwhile=lambda _number, _page, process: limit(process, size),  # noqa: B023
            )
            ended = DEAD if walked.code == DEAD else whole.code  # nothing was longer
            tally.add(size, damaged.after_end(walked, ended))
    figures(tally.figures("REQ-R4, killed inside putting aside", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]


def cut_writers(
    places: Places,
    writers: Iterable[Writer],
    env: Mapping[str, str],
    judge: Callable[[Walked, Writer, Walked], list[tuple[str, str]]],
) -> Tally:
    """Run each writer once for each cut of each of its files."""
    tally = Tally()
    for writer in writers:
        whole = writer.run(writer.new(places))
        sizes = sorted({cut for name in writer.targets for cut in cuts(len(whole.files[name]))})

        def run(size: int, writer: Writer = writer) -> Walked:
            return writer.run(writer.new(places), limited(size), env)

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for size, walked in zip(sizes, pool.map(run, sizes), strict=True):
                tally.add((writer.name, size), judge(walked, writer, whole))
    return tally


def test_killed_while_a_file_is_written(
    places: Places, tmp_path: Path, figures: Callable[[str], None]
) -> None:
    """REQ-R12: the old file or the new one."""
    tally = cut_writers(
        places,
        [*taking_away(), converting()],
        deadly(tmp_path / "deadly"),
        lambda walked, writer, whole: after_end(walked, writer, whole, DEAD),
    )
    figures(tally.figures("REQ-R12, killed inside files", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]


def full(walked: Walked, writer: Writer, whole: Walked) -> list[tuple[str, str]]:
    """Judge what a disk that became full has left."""
    return after_refusal(walked, writer, whole, "write")


def test_a_disk_that_becomes_full_while_a_file_is_written(
    places: Places, figures: Callable[[str], None]
) -> None:
    """REQ-R12: one sentence, the old file or none, nothing left beside it."""
    tally = cut_writers(places, [*taking_away(), converting()], FULL, full)
    figures(tally.figures("REQ-R12, full inside files", *KINDS))
    assert not tally.found, tally.found[:9]


@pytest.mark.parametrize(
    ("name", "kind"), [("writes in place", CORRUPTED), ("leaves what it has begun", LEFT_OVER)]
)
def test_a_bad_store_is_found(
    name: str, kind: str, places: Places, truth: Walked, tmp_path: Path
) -> None:
    """REQ-R2: the sweep itself can fail."""
    bad = {**FULL, **bad_store(name, tmp_path / "bad")}
    ended = cut_everywhere(places, saves(truth, 3), bad)
    assert kind in {found for _, walked in ended for found, _ in after_error(walked, truth, None)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("empties the file that it replaces", CORRUPTED),
        ("leaves a file beside", LEFT_OVER),
        ("hides errors of a takeaway", SILENT),
    ],
)
def test_a_bad_writer_is_found(name: str, kind: str, places: Places, tmp_path: Path) -> None:
    """REQ-R12: also where files are written."""
    replacing = next(each for each in taking_away() if each.before)
    bad = {**FULL, **bad_store(name, tmp_path / "bad")}
    assert kind in cut_writers(places, [replacing], bad, full).kinds()
