"""SIGKILL at every system call that touches the data folder, in a walk and in what follows it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import pytest

from support.bad_stores import bad_store
from support.damaged import damage
from support.installed_walk import ANSWERS, FORK, Places, Walked, walk
from support.judging import CORRUPTED, LEFT_OVER, LOST, Tally
from support.kills import Walker, judged, kill_everywhere
from support.strace import needs_strace

pytestmark = [pytest.mark.slow, needs_strace]

TWO_ANSWERS = ("continuer", "continuer", "1", FORK, "0", "faire cette")
TELLING = ("write", "fsync", "rename", "close")


def in_lines(env: Mapping[str, str] | None = None, answers: Sequence[str] = ANSWERS) -> Walker:
    """Return what walks with the linear prompter."""
    return lambda place, before: walk(place, before, env=env, answers=answers)


@pytest.fixture
def truth(places: Places) -> Walked:
    """Return an undisturbed walk."""
    walked = walk(places.new())
    assert walked.code == 0, walked.said
    assert len(set(walked.kept)) == 11  # ten confirmations
    return walked


def test_in_a_walk_of_lines(places: Places, truth: Walked, figures: Callable[[str], None]) -> None:
    """REQ-R1: whatever was confirmed before the last page that stood there is in the file."""
    tried, ended = kill_everywhere(places.new, in_lines())
    assert {"openat", "write", "fsync", "rename", "unlink", "mkdir", "flock", "close"} <= {
        point.call for point in tried
    }
    tally = judged(ended, truth)
    figures(tally.figures("REQ-R1, killed in lines", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]


# Where each is to be killed, and what is then to be found.
BAD = {
    "writes in place": (["write"], CORRUPTED),
    "renames before it writes": (["write"], CORRUPTED),
    "saves when the next answer comes": (["write", "rename"], LOST),
    "leaves a file each time": (["rename"], LEFT_OVER),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_store_is_found(name: str, places: Places, truth: Walked, tmp_path: Path) -> None:
    """REQ-R1: the sweep itself can fail."""
    calls, kind = BAD[name]
    bad = bad_store(name, tmp_path / "bad")
    _, ended = kill_everywhere(places.new, in_lines(bad, TWO_ANSWERS), calls)
    assert kind in judged(ended, truth).kinds()


def test_while_a_damaged_file_is_put_aside(
    places: Places, truth: Walked, figures: Callable[[str], None]
) -> None:
    """REQ-R1: also REQ-R4, what could not be read is kept under one of its two names."""
    assert truth.last is not None
    tally = Tally()
    for damaged in damage(truth.last):
        _, ended = kill_everywhere(
            partial(damaged.new, places), damaged.walk, ("openat", "unlink", "link", *TELLING)
        )
        for point, _, walked in ended:
            tally.add(point, damaged.after_end(walked))
    figures(tally.figures("REQ-R1, killed while putting aside", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]


def test_a_damaged_file_that_goes_is_noticed(places: Places, truth: Walked, tmp_path: Path) -> None:
    """REQ-R1: the judge itself can fail."""
    assert truth.last is not None
    bad = bad_store("deletes what it should put aside", tmp_path / "bad")
    damaged = damage(truth.last)[0]
    _, ended = kill_everywhere(
        partial(damaged.new, places), partial(damaged.walk, env=bad), TELLING
    )
    assert LOST in {kind for _, _, walked in ended for kind, _ in damaged.after_end(walked)}
