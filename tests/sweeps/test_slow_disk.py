"""Leaving while a save waits for a slow disk, or for another window: the screen does not wait.

The record of the terminal says when what was there; the disk says what was kept.
"""

import fcntl
import signal
import statistics
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from mes_optout.content.loader import Pack
from support.homes import PROGRAM, Home, environment, new_home, typed
from support.pty_record import Recorded
from support.strace import needs_strace
from support.terminals import CTRL_C, DOWN, ENTER, SPACE

pytestmark = [pytest.mark.slow, needs_strace]

TIMES = 20
AT_ONCE = 7
FLUSH_SECONDS = 6
LOCK_SECONDS = 5
BOUND = 0.3

# As it was once: handlers in the main thread, and no signal during a save.
IN_THE_MAIN_THREAD = """
import contextlib, signal
from mes_optout.system import process, signals

def meet_signals(*, leave, vanish):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _frame: leave(128 + number))

@contextlib.contextmanager
def finish_first():
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

signals.meet_signals, process.finish_first = meet_signals, finish_first
"""

# Once the third question is answered, its keys are no signals until one more was pressed.
AT_THE_END_OF_A_QUESTION = """
import contextlib, pathlib, select
from mes_optout.terminal.menus.keyboard import Keyboard
raw_mode, questions = Keyboard.raw_mode, [1, 2, 3]

@contextlib.contextmanager
def late(self):
    with raw_mode(self):
        yield
        if questions.pop(0) == 3:
            pathlib.Path("answered").touch()
            select.select([0], [], [])

Keyboard.raw_mode = late
"""


class Left(NamedTuple):
    """How a run was left: after how many seconds the screen was empty, and how it ended."""

    seconds: float
    code: int
    ticked: set[tuple[str, str]]


@contextmanager
def flushing(home: Home) -> Iterator[tuple[Sequence[str], Callable[[], bool]]]:
    """Make the first flush take its time; give the words for that, and what says that it is on."""
    delay = f"inject=fsync:delay_enter={FLUSH_SECONDS * 1_000_000}:when=1"
    # In a session of its own: it shall not have what is pressed, and the program is our child.
    traced = ("strace", "-DDD", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", delay)
    known = {"notes.json", ".lock"}

    def has_begun() -> bool:
        new = [path for path in home.state.iterdir() if path.name not in known]
        return any(path.stat().st_size for path in new)

    yield traced, has_begun


@contextmanager
def locked(home: Home) -> Iterator[tuple[Sequence[str], Callable[[], bool]]]:
    """Hold the lock as another window would, from the first time that it is asked for."""
    seen = home.folder / "asked"
    seen.touch()
    traced = ("strace", "-DDD", "-f", "-qq", "-o", str(seen), "-e", "trace=flock")
    asked = threading.Event()
    with (home.state / ".lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        # Long before the program gives up: on a busy machine it is seen late that it has asked.
        release = threading.Timer(LOCK_SECONDS - 1.5, fcntl.flock, (held, fcntl.LOCK_UN))

        def has_begun() -> bool:
            if "LOCK_NB" in seen.read_text(encoding="ascii") and not asked.is_set():
                asked.set()
                release.start()
            return asked.is_set()

        yield traced, has_begun
        release.cancel()


def leave_while_it_saves(
    home: Home, waits: str, number: signal.Signals, *, linear: bool, old: bool
) -> Left:
    """Tick a second box, and leave before that is on the disk."""
    assert home.run("guide", "confidentialite", input=typed("1", "1", "1")).code == 3
    env = {}
    if old:
        (home.folder / "sitecustomize.py").write_text(IN_THE_MAIN_THREAD, encoding="ascii")
        env["PYTHONPATH"] = str(home.folder)
    slow = {"flush": flushing, "lock": locked}[waits]
    with slow(home) as (traced, has_begun):
        command = [*traced, *PROGRAM, "guide", "confidentialite", *(["--simple"] if linear else [])]
        running = Recorded(command, home.folder, environment(home.folder, **env))
        try:
            running.wait_for("Avant de commencer", "Votre choix : " if linear else "> ")
            running.send(b"1\r" if linear else ENTER.encode())
            running.wait_for("Qu'avez-vous fait ?", "Numéros" if linear else "[fait]")
            running.send(b"2\r" if linear else f"{DOWN}{SPACE}{ENTER}".encode())
            running.wait_until(has_begun, "the save")
            if number == signal.SIGINT:
                began = running.send(CTRL_C.encode())
            else:
                began = running.kill(number)
            code = running.leave()
        finally:
            running.close()
    return Left(running.empty_since() - began, code, home.ticked())


def leave_often(  # noqa: PLR0913  (what differs between two rows of the matrix)
    folder: Path, waits: str, number: signal.Signals, *, linear: bool, times: int, old: bool = False
) -> list[Left]:
    """Do so many times, some beside one another."""

    def run(time: int) -> Left:
        place = new_home(folder / str(time))
        return leave_while_it_saves(place, waits, number, linear=linear, old=old)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.parametrize("linear", [False, True], ids=["menus", "linear"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["int", "term"])
@pytest.mark.parametrize("waits", ["flush", "lock"])
def test_the_screen_is_empty_at_once(  # noqa: PLR0913  (a matrix, and two fixtures)
    *,
    waits: str,
    number: signal.Signals,
    linear: bool,
    tmp_path: Path,
    pack: Pack,
    figures: Callable[[str], None],
) -> None:
    """REQ-S1, REQ-S5, REQ-R11: and what was confirmed is on the disk before the program ends."""
    runs = leave_often(tmp_path, waits, number, linear=linear, times=TIMES)
    seconds = sorted(run.seconds for run in runs)
    how = f"{waits}, {number.name}, {'lines' if linear else 'menus'}"
    figures(
        f"empty while a save waits ({how}): {len(runs)} times, median"
        f" {statistics.median(seconds) * 1000:.1f} ms, longest {seconds[-1] * 1000:.1f} ms"
    )
    assert seconds[-1] < BOUND
    assert {run.code for run in runs} == {128 + number}
    step = pack.procedure("confidentialite").steps[0]
    both = {(step.id, check.id) for check in step.checks[:2]}
    assert [run.ticked for run in runs if run.ticked != both] == []


def test_a_key_right_behind_the_answer_is_no_later(tmp_path: Path) -> None:
    """REQ-S1, REQ-R11: Ctrl-C while a menu is being put away, before it is a signal again."""
    home = new_home(tmp_path / "home")
    (home.folder / "sitecustomize.py").write_text(AT_THE_END_OF_A_QUESTION, encoding="ascii")
    with flushing(home) as (traced, _):
        command = [*traced, *PROGRAM, "guide", "confidentialite"]
        path = {"PYTHONPATH": str(home.folder)}
        running = Recorded(command, home.folder, environment(home.folder, **path))
        try:
            running.wait_for("Avant de commencer", "> ")
            running.send(ENTER.encode())
            running.wait_for("Durée", "Choisir une autre démarche")
            running.send(ENTER.encode())
            running.wait_for("Qu'avez-vous fait ?", "[à faire]")
            running.send(f"{SPACE}{ENTER}".encode())
            running.wait_until((home.folder / "answered").exists, "the answer")
            began = running.send(CTRL_C.encode())
            code = running.leave()
        finally:
            running.close()
    assert running.empty_since() - began < BOUND
    assert code == 128 + signal.SIGINT
    assert len(home.ticked()) == 1


@pytest.mark.parametrize("waits", ["flush", "lock"])
def test_handlers_in_the_main_thread_would_wait(waits: str, tmp_path: Path) -> None:
    """Show that the seconds above are measured where it counts."""
    runs = leave_often(tmp_path, waits, signal.SIGTERM, linear=True, times=2, old=True)
    assert min(run.seconds for run in runs) > 3
