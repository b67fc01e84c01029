"""What a power cut may leave, at any moment of a run: every state that the disk may be in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from support.bad_stores import bad_store
from support.disk_record import recorded, replay
from support.disk_states import Disk, State
from support.installed_walk import ANSWERS, Place, Places, Walked, count_pages, walk
from support.judging import CORRUPTED, LOST, Tally, kept
from support.judging_writers import in_order
from support.strace import needs_strace
from support.writers import STATE, Writer, converting, forgetting, taking_away

pytestmark = [pytest.mark.slow, needs_strace]

NOTES = f"{STATE}/notes.json"
Judge = Callable[[State, str], list[tuple[str, str]]]


def judged(place: Place, run: Callable[[Sequence[str]], Walked], judge: Judge | None) -> Tally:
    """Run once and judge every state after each change: of the disk, or of what was said."""
    before, trace = place.everything(), place.home / "trace"
    walked = run(recorded(trace))
    disk, tally = Disk(before, ["tmp"]), Tally()
    after: State = before
    for call, said in replay(trace.read_text(encoding="utf-8"), place.home, disk):
        for state in disk.states():
            tally.add(call, judge(state, said) if judge else ())
        after = state
    assert after == {name: data for name, data in walked.files.items()}
    return tally
