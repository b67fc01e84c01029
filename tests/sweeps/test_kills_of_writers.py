"""SIGKILL at every system call with which a command writes a file, or deletes what is kept."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from support.bad_stores import bad_store
from support.installed_walk import Places, walk
from support.judging import CORRUPTED, KILLED, LEFT_OVER, LOST, Tally
from support.judging_writers import after_end
from support.kills import kill_everywhere
from support.strace import needs_strace
from support.writers import Writer, converting, forgetting, taking_away

pytestmark = [pytest.mark.slow, needs_strace]


@pytest.fixture
def notes(places: Places) -> bytes:
    """Return a progress file."""
    kept = walk(places.new()).last
    assert kept is not None
    return kept


def killed(
    places: Places, writers: Iterable[Writer], env: Mapping[str, str] | None = None
) -> Tally:
    """Kill each writer at each of its calls on its files, and judge what is left."""
    tally = Tally()
    for writer in writers:
        whole = writer.run(writer.new(places))
        _, ended = kill_everywhere(
            lambda: writer.new(places),  # noqa: B023  (called before the next one comes)
            lambda place, before: writer.run(place, before, env),  # noqa: B023
            choose=writer.choose,
        )
        for point, _, walked in ended:
            tally.add((writer.name, *point), after_end(walked, writer, whole, KILLED))
    return tally


def test_while_files_are_written(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R12: the old file or the new one, and at most a temporary one beside it."""
    tally = killed(places, [*taking_away(), converting()])
    figures(tally.figures("REQ-R12, killed while writing files", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]


def test_while_all_is_deleted(places: Places, notes: bytes, figures: Callable[[str], None]) -> None:
    """REQ-R1: each file is whole or gone."""
    tally = killed(places, forgetting(notes))
    figures(tally.figures("REQ-R1, killed while deleting", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("empties the file that it replaces", CORRUPTED),
        ("deletes the file that it replaces", LOST),
    ],
)
def test_a_bad_writer_is_found(name: str, kind: str, places: Places, tmp_path: Path) -> None:
    """REQ-R12: the sweep itself can fail."""
    replacing = next(each for each in taking_away() if each.before)
    assert kind in killed(places, [replacing], bad_store(name, tmp_path / "bad")).kinds()


def test_a_bad_deletion_is_found(places: Places, notes: bytes, tmp_path: Path) -> None:
    """REQ-R1: so can the other one."""
    bad = bad_store("deletes half", tmp_path / "bad")
    assert CORRUPTED in killed(places, [next(forgetting(notes))], bad).kinds()
