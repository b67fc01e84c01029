"""What a power cut may leave, at any moment of a run: every state that the disk may be in."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

import pytest

from support.bad_stores import bad_store
from support.damaged import damage
from support.disk_record import recorded, replay
from support.disk_states import Disk, State
from support.installed_walk import ANSWERS, Place, Places, Walked, count_pages, walk
from support.judging import CORRUPTED, LOST, NAMES, Tally, kept
from support.judging_writers import in_order
from support.strace import needs_strace
from support.writers import STATE, Writer, converting, forgetting, taking_away

pytestmark = [pytest.mark.slow, needs_strace]

NOTES = f"{STATE}/notes.json"
ODD = "odd file"


def cut_everywhere(
    place: Place, run: Callable[[Sequence[str]], Walked]
) -> tuple[Walked, Iterator[tuple[str, str, State]]]:
    """Run once; return how it went, and each state that a cut may leave with what was said then."""
    trace = place.home / "trace"
    disk = Disk(place.everything(), ["tmp"])
    walked = run(recorded(trace))

    def states() -> Iterator[tuple[str, str, State]]:
        record = trace.read_text(encoding="utf-8")
        trace.unlink()
        for call, said in replay(record, place.home, disk):
            for state in disk.states():
                yield call, said, state
        assert disk.now() == place.everything(), "the model has missed something"

    return walked, states()


def cut_in_walks(
    places: Places, env: Mapping[str, str] | None = None, answers: Sequence[str] = ANSWERS
) -> Tally:
    """Judge every state of a walk, by what it kept at each of its pages."""
    place, tally = places.new(), Tally()
    walked, states = cut_everywhere(
        place, lambda before: walk(place, before, env=env, answers=answers)
    )
    for call, said, state in states:
        found = kept(state.get(NOTES), walked, count_pages(said))
        odd = state.keys() - {f"{STATE}/{name}" for name in NAMES}
        tally.add((call, count_pages(said)), [*found, *((ODD, name) for name in odd)])
    return tally


def cut_in_writers(
    places: Places, writers: Iterable[Writer], env: Mapping[str, str] | None = None
) -> Tally:
    """Judge every state of runs that write files, or delete what is kept."""
    tally = Tally()
    for writer in writers:
        place = writer.new(places)
        whole = writer.run(writer.new(places)).files
        _, states = cut_everywhere(place, lambda before: writer.run(place, before, env))  # noqa: B023
        for call, said, state in states:
            tally.add((writer.name, call), in_order(state, writer, whole, said=said))
    return tally


@pytest.fixture
def notes(places: Places) -> bytes:
    """Return a progress file."""
    last = walk(places.new()).last
    assert last is not None
    return last


def test_in_a_walk(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R3: the old file or the new one, and what was confirmed is there when a page shows it."""
    tally = cut_in_walks(places)
    figures(tally.figures("REQ-R3, power cuts in a walk", LOST, CORRUPTED, ODD, tried="states"))
    assert not tally.found, tally.found[:9]


def test_while_files_are_written(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R12: the old file or the new one, and the new one once it is said to be written."""
    tally = cut_in_writers(places, [*taking_away(), converting()])
    figures(
        tally.figures("REQ-R12, power cuts while writing files", LOST, CORRUPTED, tried="states")
    )
    assert not tally.found, tally.found[:9]


def test_while_all_is_deleted(places: Places, notes: bytes, figures: Callable[[str], None]) -> None:
    """REQ-R3: what was said to be deleted does not come back."""
    tally = cut_in_writers(places, forgetting(notes))
    figures(tally.figures("REQ-R3, power cuts while deleting", LOST, CORRUPTED, tried="states"))
    assert not tally.found, tally.found[:9]


def test_while_a_damaged_file_is_put_aside(
    places: Places, notes: bytes, figures: Callable[[str], None]
) -> None:
    """REQ-R3: also REQ-R4: its bytes are there under one of two names, whole."""
    tally = Tally()
    for damaged in damage(notes):
        place = damaged.new(places)
        _, states = cut_everywhere(place, partial(damaged.walk, place))
        for call, said, state in states:
            files = {PurePosixPath(name).name: content for name, content in state.items()}
            tally.add((call, count_pages(said)), damaged.in_order(files))
    figures(
        tally.figures("REQ-R3, power cuts while putting aside", LOST, CORRUPTED, tried="states")
    )
    assert not tally.found, tally.found[:9]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("flushes nothing", CORRUPTED),
        ("flushes no folder", LOST),
        ("makes folders without a flush", LOST),
        ("flushes after the rename", CORRUPTED),
        ("renames before it writes", CORRUPTED),
        ("writes in place", CORRUPTED),
    ],
)
def test_a_bad_store_is_found(name: str, kind: str, places: Places, tmp_path: Path) -> None:
    """REQ-R3: the judge itself can fail."""
    bad = bad_store(name, tmp_path / "bad")
    assert kind in cut_in_walks(places, bad, ANSWERS[:3]).kinds()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("flushes nothing", LOST),
        ("flushes no folder", LOST),
        ("empties the file that it replaces", CORRUPTED),
        ("deletes the file that it replaces", LOST),
    ],
)
def test_a_bad_writer_is_found(name: str, kind: str, places: Places, tmp_path: Path) -> None:
    """REQ-R12: also where files are written."""
    replacing = next(each for each in taking_away() if each.before)
    bad = bad_store(name, tmp_path / "bad")
    assert kind in cut_in_writers(places, [replacing], bad).kinds()


def test_a_deletion_that_can_be_undone_is_found(
    places: Places, notes: bytes, tmp_path: Path
) -> None:
    """REQ-R3: and where they are deleted."""
    bad = bad_store("deletes without a flush", tmp_path / "bad")
    assert LOST in cut_in_writers(places, [next(forgetting(notes))], bad).kinds()
