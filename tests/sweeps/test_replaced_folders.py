"""The folder of the progress file is moved, deleted or replaced while a walk is open."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from support.bad_stores import bad_store
from support.installed_walk import AGAIN, MEANWHILE, REFUSED, WITHOUT, Place, Places, Walked, walk
from support.judging import CORRUPTED, LOST, SILENT, STOPPED, TRACEBACK, UNCLEAR, Tally

pytestmark = pytest.mark.slow

AWAY = "moved"
# « Go on without keeping anything » and « go on without saving » begin alike.
NOT_KEPT = ("continuer sans",)
ANEW, ADDED = ("garder de nouveau",), ("y ajouter",)
# Pages whose answer is saved: the second save, one in the middle, the last.
PAGES = (4, 8, 15)


def move_away(place: Place) -> None:
    """Give the folder another name."""
    place.folder.rename(place.home / AWAY)


def delete(place: Place) -> None:
    """Delete the folder."""
    shutil.rmtree(place.folder)


def delete_file(place: Place) -> None:
    """Delete the progress file only."""
    place.notes.unlink()


def put_empty_one(place: Place) -> None:
    """Put an empty folder in its place."""
    move_away(place)
    place.folder.mkdir(mode=0o700)


def put_other_one(place: Place) -> None:
    """Put a folder in its place where somebody has begun something else."""
    move_away(place)
    walk(place, answers=("continuer", "continuer", "1"), procedure="ado")


def move_parent_away(place: Place) -> None:
    """Give the folder above another name."""
    place.folder.parent.rename(place.home / "above")
    (place.home / "above" / place.folder.name).rename(place.home / AWAY)


def link_to_it(place: Place) -> None:
    """Leave a link to where it has gone, as somebody does who needs room."""
    move_away(place)
    place.folder.symlink_to(place.home / AWAY)


def link_to_empty_one(place: Place) -> None:
    """Put a link to an empty folder in its place."""
    move_away(place)
    (place.home / "empty").mkdir(mode=0o700)
    place.folder.symlink_to(place.home / "empty")


def link_to_nothing(place: Place) -> None:
    """Put a link that leads nowhere in its place."""
    move_away(place)
    place.folder.symlink_to(place.home / "nothing")


def put_file(place: Place) -> None:
    """Put a file in its place."""
    move_away(place)
    place.folder.write_bytes(b"")


class Kind(NamedTuple):
    """A way to replace the folder, and what is answered to have everything kept all the same."""

    replace: Callable[[Place], None]
    keep: Sequence[str]


KINDS = [
    *(Kind(each, ANEW) for each in (move_away, delete, delete_file, put_empty_one)),
    *(Kind(each, ANEW) for each in (move_parent_away, link_to_it, link_to_empty_one)),
    Kind(put_other_one, ADDED),
    *(Kind(each, (AGAIN, WITHOUT)) for each in (link_to_nothing, put_file)),
]


class Case(NamedTuple):
    """A folder is replaced before an answer; what is said then is answered."""

    kind: Kind
    page: int
    answered: Sequence[str]


def replaced(
    places: Places, cases: Iterable[Case], truth: Walked, env: Mapping[str, str] | None = None
) -> Tally:
    """Walk once for each case, and judge."""

    def run(case: Case) -> list[tuple[str, str]]:
        place = places.new()
        put: list[bytes | None] = []

        def meanwhile(number: int, _page: str, _process: int) -> None:
            if number == case.page:
                case.kind.replace(place)
                put.append(place.notes.read_bytes() if place.notes.is_file() else None)

        walked = walk(place, when_refused=case.answered, meanwhile=meanwhile, env=env)
        gone = place.home / AWAY / "notes.json"
        if gone.is_file() and not place.folder.is_symlink():
            walked.files = {**walked.files, AWAY: gone.read_bytes()}
        return judge(walked, truth, case, put[0])

    listed, tally = list(cases), Tally()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for case, complaints in zip(listed, pool.map(run, listed), strict=True):
            tally.add((case.kind.replace.__name__, case.page, case.answered[0]), complaints)
    return tally


def judge(walked: Walked, truth: Walked, case: Case, put: bytes | None) -> list[tuple[str, str]]:
    """Judge what was said and what is kept; `put` is the progress file that was put there."""
    found = []
    if "Traceback" in walked.said or walked.code == 70:
        found.append((TRACEBACK, walked.err[-300:]))
    if walked.files.get(AWAY) not in {None, truth.kept[case.page - 1]}:
        found.append((CORRUPTED, "what was moved away has changed"))
    told = [
        n for n, page in enumerate(walked.pages) if MEANWHILE.search(page) or REFUSED.search(page)
    ]
    if not told:
        return found if walked.last == truth.last else [*found, (SILENT, f"exit {walked.code}")]
    if told[0] != case.page:
        found.append((UNCLEAR, f"said {told[0] - case.page} pages late"))
    if case.answered == NOT_KEPT or WITHOUT in case.answered:
        return found + kept_nothing(walked, put)
    return found + kept_all(walked, truth, case, put)


def kept_nothing(walked: Walked, put: bytes | None) -> list[tuple[str, str]]:
    """Judge a walk that went on without keeping anything."""
    found = [] if walked.last == put else [(CORRUPTED, "something was kept all the same")]
    if (walked.code, walked.err.count("Erreur : ")) != (4, 1):
        found.append((STOPPED, f"exit {walked.code}: {walked.err[-300:]}"))
    return found


def kept_all(walked: Walked, truth: Walked, case: Case, put: bytes | None) -> list[tuple[str, str]]:
    """Judge a walk that kept everything anew, or added its answer to what others keep."""
    found = []
    if walked.code not in ({0} if case.answered == ANEW else {0, 3}):  # others may be less far
        found.append((STOPPED, f"exit {walked.code}: {walked.err[-300:]}"))
    if case.answered == ANEW and walked.last != truth.last:
        found.append((LOST, f"{walked.last!r:.200}"))
    others = [line.rstrip(b",") for line in (put or b"").splitlines() if line.startswith(b'{"p"')]
    if any(line not in (walked.last or b"") for line in others):
        found.append((LOST, "what others keep there"))
    return found


@pytest.fixture
def truth(places: Places) -> Walked:
    """Return an undisturbed walk."""
    return walk(places.new())


def test_whatever_is_put_there(
    places: Places, truth: Walked, figures: Callable[[str], None]
) -> None:
    """REQ-R9: it is said before anything is kept anew, and both answers do what they say."""
    cases = [
        Case(kind, page, answered)
        for kind in KINDS
        for page in PAGES
        for answered in (NOT_KEPT, kind.keep)
    ]
    tally = replaced(places, cases, truth)
    figures(tally.figures("REQ-R9, folder replaced", LOST, CORRUPTED, SILENT, UNCLEAR))
    assert not tally.found, tally.found[:9]


def test_a_bad_store_is_found(places: Places, truth: Walked, tmp_path: Path) -> None:
    """REQ-R9: the judge itself can fail."""
    bad = bad_store("keeps anew unasked", tmp_path / "bad")
    assert replaced(places, [Case(Kind(delete, ANEW), 7, NOT_KEPT)], truth, bad).kinds() == {SILENT}
