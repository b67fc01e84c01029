"""Kills a walk at each of its system calls on the data folder, and judges what is left."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from support.installed_walk import Place, Walked, status, walk
from support.judging import CORRUPTED, LEFT_OVER, STOPPED, Tally, after_kill
from support.strace import Point, calls, killed_at, points, watched

Walker = Callable[[Place, Sequence[str]], Walked]


def kill_everywhere(
    new: Callable[[], Place],
    walker: Walker,
    only: Sequence[str] = (),
    choose: Callable[[Sequence[Point]], list[Point]] = list,
) -> tuple[list[Point], list[tuple[Point, Place, Walked]]]:
    """Walk once to see the calls, then once for each that is chosen, killed there, in a new place.

    Also tries one point after the last of each call, at which nothing must die.
    """
    whole = new()
    trace = whole.home / "trace"
    unhurt = walker(whole, watched(whole, trace))
    assert unhurt.code in {0, 3}, unhurt.err
    seen = points(calls(trace.read_text(encoding="utf-8")), only)
    tried = choose(seen)
    last = {point.call: point.number for point in seen}
    beyond = [Point(call, number + 1) for call, number in last.items()]

    def run(point: Point) -> tuple[Point, Place, Walked]:
        place = new()
        return point, place, walker(place, killed_at(place, point))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        ended = list(pool.map(run, [*tried, *beyond]))
    for point, _, walked in ended[len(tried) :]:
        assert walked.code == unhurt.code, f"{point} is there, but was not seen before"
    return tried, ended[: len(tried)]


def judged(ended: Sequence[tuple[Point, Place, Walked]], truth: Walked) -> Tally:
    """Judge each killed walk; what is left is also read and written by the program itself."""
    tally = Tally()
    seen: set[frozenset[tuple[str, bytes]]] = set()
    for point, place, walked in ended:
        complaints = after_kill(walked, truth)
        left = frozenset(walked.files.items())
        if left not in seen:
            seen.add(left)
            complaints += gone_on(place)
        tally.add(point, complaints)
    return tally


def gone_on(place: Place) -> list[tuple[str, str]]:
    """Start the program again on what a killed one left."""
    read = status(place)
    if read.returncode != 0:
        return [(CORRUPTED, f"status: {read.returncode} {read.stderr}")]
    before = place.files().get("notes.json")
    after = walk(place, answers=("continuer", "continuer", "1"), procedure="ado")
    if after.code != 3 or after.last == before:
        return [(STOPPED, f"cannot go on: {after.code} {after.err}")]
    left = sorted(after.files.keys() - {"notes.json", ".lock"})
    return [(LEFT_OVER, ", ".join(left))] if left else []
