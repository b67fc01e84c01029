"""What is kept, and what programs read, on Windows: as on Linux, byte for byte (under Wine).

MES_OPTOUT_PYZ names the single file, and the zip lies beside it.
"""

import json
import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import release
from support.installed_walk import AGAIN, REFUSED, Place, Places, Walked, walk
from support.judging import KILLED, Tally, after_kill
from support.windows_zip import Unpacked, unpack
from support.wine import WINE, name_in_windows, new_wine

SINGLE_FILE = Path(os.environ.get("MES_OPTOUT_PYZ", ""))
ZIP = SINGLE_FILE.with_name(release.WINDOWS) if SINGLE_FILE.name else Path()

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SINGLE_FILE.name, reason="MES_OPTOUT_PYZ names no single file"),
    pytest.mark.skipif(not WINE, reason="Wine is not here"),
]

GONE = r"Q:\demarches"  # on a drive that is not there

Meanwhile = Callable[[int, str, int], object]


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Unpacked]:
    """Return the program in a folder with a person's name, in a Windows of its own."""
    with new_wine(tmp_path_factory.mktemp("wine")) as wine:
        yield unpack(wine, ZIP, tmp_path_factory.mktemp("zip") / "Prénom é")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Make places whose path has a blank and a letter with an accent."""
    return Places(tmp_path / "Prénom é")


def walk_there(
    windows: Unpacked,
    place: Place,
    *,
    when_refused: tuple[str, ...] = (AGAIN,),
    meanwhile: Meanwhile = lambda _number, _page, _process: None,
    kept_in: str | None = None,
) -> Walked:
    env = {
        **windows.wine.environment,
        "MES_OPTOUT_HOME": kept_in or name_in_windows(place.folder),
        "PYTHONIOENCODING": "utf-8",
        "TMPDIR": None,  # a server lies there, and only those of one server see each other's files
    }
    return walk(
        place, program=windows.command, env=env, when_refused=when_refused, meanwhile=meanwhile
    )


def test_the_same_answers_are_kept_as_the_same_bytes(windows: Unpacked, places: Places) -> None:
    """At each page of the walk, in a folder with an accent."""
    here = walk(places.new())
    there = walk_there(windows, places.new())
    assert (there.code, there.err) == (here.code, here.err) == (0, "")
    assert len(there.kept) > 10
    assert there.kept == here.kept
    assert there.last == here.last


def test_a_file_that_is_held_for_half_a_second_stops_nothing(
    windows: Unpacked, places: Places
) -> None:
    """And one that is held for good is said with its cause; trying again then keeps it."""
    truth, place = walk(places.new()), places.new()
    holders: list[subprocess.Popen[bytes]] = []
    shortly, long = [n for n in range(2, truth.shown) if truth.kept[n - 1] != truth.kept[n]][1:3]

    def hold(number: int, page: str, _process: int) -> None:
        if REFUSED.search(page):
            let_go(holders[-1], 0)
        elif number in {shortly, long}:
            holders.append(start_holding(windows, place.notes))
            if number == shortly:
                let_go(holders[-1], 0.5)

    walked = walk_there(windows, place, meanwhile=hold)
    assert [holder.wait(60) for holder in holders] == [0, 0]
    refused = [number for number, page in enumerate(walked.pages) if REFUSED.search(page)]
    assert refused == [long]
    assert "pas permis, ou un autre programme l'utilise." in " ".join(walked.pages[long].split())
    assert (walked.code, walked.last, set(walked.files)) == (0, truth.last, {"notes.json"})


def start_holding(windows: Unpacked, path: Path) -> "subprocess.Popen[bytes]":
    """Open a file as a virus scanner does; return once it is held."""
    holder = subprocess.Popen(
        [*windows.hold, name_in_windows(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=windows.wine.environment,
    )
    assert holder.stdout is not None
    with holder.stdout as out:
        assert out.readline().strip() == b"held"
    return holder


def let_go(holder: "subprocess.Popen[bytes]", seconds: float) -> None:
    assert holder.stdin is not None
    with holder.stdin as typed:
        typed.write(f"{seconds}\n".encode())


def test_a_drive_that_is_gone_is_said_with_a_choice(windows: Unpacked, places: Places) -> None:
    walked = walk_there(windows, places.new(), kept_in=GONE, when_refused=("continuer sans",))
    refused = [page for page in walked.pages if REFUSED.search(page)]
    assert len(refused) == 1
    assert "dans Q:\\demarches : le disque n'est pas là." in " ".join(refused[0].split())
    assert walked.code == 4
    assert "le disque n'est pas là" in walked.err


def test_kills_lose_nothing(
    windows: Unpacked, places: Places, figures: Callable[[str], None]
) -> None:
    """Twice after each page: in the middle of the save, and in what follows it."""
    truth, tally, killed = walk(places.new()), Tally(), 0
    for number in range(1, truth.shown):
        for milliseconds in (3, 20):
            walked = walk_there(windows, places.new(), meanwhile=kill_at(number, milliseconds))
            killed += walked.code == KILLED
            tally.add((number, milliseconds), after_kill(walked, truth, walked.code))
    figures(tally.figures("killed under Wine", "lost", "corrupted", tried="moments"))
    assert tally.found == []
    assert killed > truth.shown  # one that was late may have met the end


def kill_at(number: int, milliseconds: int) -> Meanwhile:
    """Return what kills a walk so long after its answer to a page."""

    def act(page: int, _page: str, process: int) -> None:
        if page == number:
            threading.Timer(milliseconds / 1000, kill, (process,)).start()

    return act


def kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


class TestRead:
    """What other programs read."""

    @pytest.fixture
    def out(self, tmp_path: Path) -> Path:
        """Return a file for what comes."""
        return tmp_path / "out"

    @pytest.mark.parametrize("to", ["file", "pipe"])
    def test_json_is_utf_8(self, to: str, windows: Unpacked, places: Places, out: Path) -> None:
        place = places.new()
        walk(place)
        kept_in = name_in_windows(place.folder)
        asked = ("status", "--json", "--lang", "fr")
        assert windows.run_in_console(to, out, *asked, MES_OPTOUT_HOME=kept_in) == "b'' 0"
        said = out.read_text(encoding="utf-8")
        assert "é" in said
        assert json.loads(said)["procedures"]

    @pytest.mark.parametrize("page", [850, 437, 65001])
    def test_text_in_a_pipe_is_in_the_letters_of_the_console(
        self, page: int, windows: Unpacked, out: Path
    ) -> None:
        asked = ("checklist", "opposition", "--lang", "fr")
        assert windows.run_in_console("pipe", out, *asked, page=page) == "b'' 0"
        encoding = "utf-8" if page == 65001 else f"cp{page}"
        assert "santé" in out.read_bytes().decode(encoding)

    def test_a_closed_pipe_is_silent(self, windows: Unpacked, out: Path) -> None:
        assert windows.run_in_console("nobody", out, "traces").startswith("b'' ")

    @pytest.mark.parametrize(
        ("locale", "said"),
        [("fr_FR.UTF-8", "Rien n'est"), ("en_US.UTF-8", "Nothing"), ("de_DE.UTF-8", "Nothing")],
    )
    def test_the_language_is_that_of_windows(
        self, locale: str, said: str, windows: Unpacked, out: Path
    ) -> None:
        """Where no variable names one."""
        assert windows.run_in_console("pipe", out, "status", LC_ALL=locale) == "b'' 0"
        assert said in out.read_bytes().decode("cp850")
