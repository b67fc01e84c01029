"""What befalls the disk of a Windows, under Wine: each is said, with a choice, and nothing is lost.

MES_OPTOUT_PYZ names the single file, and the zip lies beside it.
"""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from support.installed_walk import MEANWHILE, REFUSED, Place, Places, Walked, walk
from support.judging import KILLED, Tally, after_kill
from support.mounts import FULL, can_mount, mounted, needs_root
from support.windows_zip import Meanwhile, Unpacked, needs_zip
from support.wine import name_in_windows, needs_wine

pytestmark = [pytest.mark.slow, needs_zip, needs_wine]

# What lies on the full disk in the end is put where everybody sees it.
FULL_AND_KEPT = f'disk="$1"\n{FULL}code=$?\ncp -a "$disk" "$disk/../after"\nexit $code\n'

_MOST_SECONDS = 0.5  # that a save takes to begin

GONE = r"Q:\demarches"  # on a drive that is not there


def test_a_file_that_is_held_for_half_a_second_stops_nothing(
    unpacked: Unpacked, places: Places
) -> None:
    """And one that is held for good is said with its cause; trying again then keeps it."""
    truth, place = walk(places.new()), places.new()
    holders: list[subprocess.Popen[bytes]] = []
    shortly, long = saving(truth)[1:3]

    def hold(number: int, page: str, _process: int) -> None:
        if REFUSED.search(page):
            let_go(holders[-1], 0)
        elif number in {shortly, long}:
            holders.append(start_holding(unpacked, place.notes))
            if number == shortly:
                let_go(holders[-1], 0.5)

    walked = unpacked.walk(place, meanwhile=hold)
    assert [holder.wait(60) for holder in holders] == [0, 0]
    refused = [number for number, page in enumerate(walked.pages) if REFUSED.search(page)]
    assert refused == [long]
    assert "pas permis, ou un autre programme l'utilise." in " ".join(walked.pages[long].split())
    assert (walked.code, walked.last, set(walked.files)) == (0, truth.last, {"notes.json"})


def saving(truth: Walked) -> list[int]:
    """Return the pages, from 1, whose answer was kept."""
    return [n for n in range(1, truth.shown) if truth.kept[n - 1] != truth.kept[n]]


def start_holding(unpacked: Unpacked, path: Path) -> "subprocess.Popen[bytes]":
    """Open a file as a virus scanner does; return once it is held."""
    holder = subprocess.Popen(
        [*unpacked.hold, name_in_windows(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=unpacked.wine.environment,
    )
    assert holder.stdout is not None
    with holder.stdout as out:
        assert out.readline().strip() == b"held"
    return holder


def let_go(holder: "subprocess.Popen[bytes]", seconds: float) -> None:
    assert holder.stdin is not None
    with holder.stdin as typed:
        typed.write(f"{seconds}\n".encode())


def test_a_drive_that_is_gone_is_said_with_a_choice(unpacked: Unpacked, places: Places) -> None:
    walked = unpacked.walk(places.new(), kept_in=GONE, when_refused=("continuer sans",))
    refused = [page for page in walked.pages if REFUSED.search(page)]
    assert len(refused) == 1
    assert "dans Q:\\demarches : le disque n'est pas là." in " ".join(refused[0].split())
    assert walked.code == 4
    assert "le disque n'est pas là" in walked.err


class Stick:
    """A drive of Windows that is put in and taken out."""

    def __init__(self, unpacked: Unpacked, folder: Path) -> None:
        self._name = unpacked.wine.home / "prefix/dosdevices/p:"
        self._folder = folder

    def put_in(self) -> None:
        self._name.symlink_to(self._folder)

    def take_out(self) -> None:
        self._name.unlink()


def test_a_stick_that_is_taken_out_is_said_and_may_come_back(
    unpacked: Unpacked, places: Places
) -> None:
    """What was answered without it is kept there then."""
    truth, place = walk(places.new()), places.new()
    place.folder.parent.mkdir()
    stick = Stick(unpacked, place.folder.parent)
    taken = saving(truth)[2]

    def pull(number: int, page: str, _process: int) -> None:
        if number == taken:
            stick.take_out()
        elif MEANWHILE.search(page):
            stick.put_in()

    stick.put_in()
    walked = unpacked.walk(place, meanwhile=pull, kept_in=r"P:\demarches", when_refused=("garder",))
    stick.take_out()
    said = [number for number, page in enumerate(walked.pages) if MEANWHILE.search(page)]
    assert said == [taken]
    assert "Une clé USB a été retirée ?\nRemettez-la d'abord." in walked.pages[taken]
    assert walked.kept[taken] == truth.kept[taken - 1]
    assert (walked.code, walked.last, set(walked.files)) == (0, truth.last, {"notes.json"})


@needs_root
def test_a_full_disk_is_said_and_may_get_room_again(unpacked: Unpacked, places: Places) -> None:
    """A file system in memory on which not one page is left; Windows says what Linux says."""
    truth, place = walk(places.new()), places.new()
    disk = place.folder.parent
    (place.home / "etat.before" / "demarches").mkdir(parents=True, mode=0o700)
    disk.mkdir()
    if not can_mount(FULL, disk):
        pytest.skip("the system lets nobody mount")

    def make_room(_number: int, page: str, process: int) -> None:
        if REFUSED.search(page):
            Path(f"/proc/{process}/root{disk}/filler").unlink()

    with only_there(unpacked):
        walked = unpacked.walk(place, before=mounted(FULL_AND_KEPT, disk), meanwhile=make_room)
    refused = [page for page in walked.pages if REFUSED.search(page)]
    assert len(refused) == 1
    assert "demarches : le disque est plein." in " ".join(refused[0].split())
    assert (walked.code, walked.err) == (0, "")
    assert (place.home / "after/demarches/notes.json").read_bytes() == truth.last


@contextmanager
def only_there(unpacked: Unpacked) -> Iterator[None]:
    """Have Wine's server, which opens every file, see what the next program sees, until it ends."""
    server = shutil.which("wineserver", path=unpacked.wine.environment["PATH"])
    stop = (f"{server}", "-k", "-w")
    subprocess.run(stop, env=unpacked.wine.environment, check=False)
    yield
    subprocess.run(stop, env=unpacked.wine.environment, check=False)


@pytest.mark.parametrize("move", [1, 2, 3, 4])
def test_kills_lose_nothing(
    move: int, unpacked: Unpacked, places: Places, figures: Callable[[str], None]
) -> None:
    """After each answer that is kept, as its folder changes: lock, new file, bytes, its name."""
    truth, tally, killed = walk(places.new()), Tally(), 0
    for number in saving(truth):
        place = places.new()
        walked = unpacked.walk(place, meanwhile=kill_at(place, number, move))
        killed += walked.code == KILLED
        tally.add((number, move), after_kill(walked, truth, walked.code))
    what = f"killed under Wine, at change {move} of the folder"
    figures(tally.figures(what, "lost", "corrupted", tried="moments"))
    assert tally.found == []
    assert 4 * tally.tried >= 40
    assert killed > tally.tried // 2  # one that was late may have met the end


def kill_at(place: Place, number: int, move: int) -> Meanwhile:
    """Return what kills a walk when its folder has changed so many times after an answer."""

    def act(page: int, _page: str, process: int) -> None:
        if page == number:
            threading.Thread(target=wait_and_kill, args=(look(place), process)).start()

    def wait_and_kill(before: object, process: int) -> None:
        until, moves = time.monotonic() + _MOST_SECONDS, 0  # an answer may keep nothing
        while moves < move and time.monotonic() < until:
            now = look(place)
            moves, before = moves + (now != before), now
        kill(process)

    return act


def look(place: Place) -> object:
    """Return what lies in the folder, and when it was written."""
    with suppress(OSError):
        return [(each.name, each.stat().st_mtime_ns) for each in place.folder.iterdir()]
    return None


def kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
