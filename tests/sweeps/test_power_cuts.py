"""What a power cut leaves, told by the order in which calls reach the disk."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support.bad_stores import bad_store
from support.installed_walk import Places, walk
from support.judging import CORRUPTED, LOST, order
from support.strace import Call, calls, needs_strace, watched

pytestmark = [pytest.mark.slow, needs_strace]


def traced(places: Places, env: Mapping[str, str] | None = None) -> list[Call]:
    """Walk once; return the calls on the data folder and those above it."""
    place = places.new()
    trace = place.home / "trace"
    assert walk(place, watched(place, trace), env=env).code == 0
    return calls(trace.read_text(encoding="utf-8"))


def test_old_or_new(places: Places, figures: Callable[[str], None]) -> None:
    """REQ-R3: write, flush, rename, flush the folder; folders that were made are flushed too."""
    seen = traced(places)
    saved = [call for call in seen if call.name == "rename"]
    assert len(saved) == 9
    faults = order(seen)
    figures(f"REQ-R3, order on the disk: {len(saved)} saves, {len(faults)} out of order")
    assert not faults


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
    faults = order(traced(places, bad_store(name, tmp_path / "bad")))
    assert kind in {found for found, _ in faults}
