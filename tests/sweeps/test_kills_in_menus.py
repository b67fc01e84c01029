"""SIGKILL at every system call that touches the data folder, while a box is saved in the menus."""

import signal
from collections.abc import Callable, Sequence

import pytest

from mes_optout.content.loader import Pack
from support import terminals
from support.homes import Home
from support.installed_walk import FORK, PROCEDURE, PROGRAM, Place, Places, Walked, walk
from support.judging import CORRUPTED, LEFT_OVER, LOST
from support.kills import judged, kill_everywhere
from support.strace import needs_strace
from support.terminals import DOWN, ENTER, Terminal, tick_all

pytestmark = [pytest.mark.slow, needs_strace]

# Not those that only look: a walk in the menus takes four times as long as one in lines.
CHANGING = ("mkdir", "openat", "flock", "unlink", "write", "fsync", "rename")


def test_while_a_box_is_saved(
    places: Places,
    pack: Pack,
    figures: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """REQ-R1: what was confirmed before the page that stands there is in the file."""
    first, second = pack.procedure(PROCEDURE).steps[:2]
    fork = first.fork
    assert fork is not None
    down, answer = next(
        (n, each) for n, each in enumerate(fork.answers, start=1) if each.label.lower() == FORK
    )
    monkeypatch.setattr(terminals, "PROGRAM", ("env",))  # each start is another command

    def in_menus(place: Place, before: Sequence[str]) -> Walked:
        walked = Walked()
        terminal = Terminal(
            Home(place.home / "tmp"),
            *(*before, *PROGRAM, "guide", PROCEDURE),
            env={"MES_OPTOUT_HOME": str(place.folder), "PYTHONUNBUFFERED": "1"},
        )
        try:
            for texts, keys in (
                (["> Continuer"], [ENTER]),
                (["Durée", "> Continuer"], [ENTER]),
                ([first.title, f"> [à faire] {first.checks[0].text}"], tick_all(first)),
                ([fork.question, answer.label, "> "], [*[DOWN] * down, ENTER]),
                ([second.title, f"> [à faire] {second.checks[0].text}"], [terminals.CTRL_D]),
            ):
                terminal.wait_for(*texts)
                walked.pages.append(terminal.page)
                walked.kept.append(place.notes.read_bytes() if place.notes.is_file() else None)
                terminal.send(*keys)
        except AssertionError:
            if terminal.leave() != -signal.SIGKILL:
                raise
        code = terminal.leave()
        terminal.close()
        walked.code = 128 - code if code < 0 else code
        walked.files = place.files()
        return walked

    truth = walk(places.new(), answers=("continuer", "continuer", "1", answer.label))
    _, ended = kill_everywhere(places.new, in_menus, CHANGING)
    tally = judged(ended, truth)
    figures(tally.figures("REQ-R1, killed in menus", LOST, CORRUPTED, LEFT_OVER))
    assert not tally.found, tally.found[:9]
