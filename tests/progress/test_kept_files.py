"""Progress files as earlier versions wrote them, kept for ever: each is still understood.

A file is added when the format changes, and none is ever edited.
"""

from datetime import date
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.progress.file import decode, encode
from mes_optout.progress.model import Aside, CheckRef, State, StepRef, Tick, Turn, find_standing

KEPT = Path(__file__).parent / "kept"
OF_1_0 = sorted(KEPT.glob("format-1*.json"))


def test_a_file_of_format_1_stands_where_it_stood(pack: Pack) -> None:
    path = KEPT / "format-1.json"
    progress = decode(path.read_bytes(), path)
    turn = Turn("opposition")
    here = find_standing(progress, turn, pack.procedure("opposition").steps)
    states = {step.id: step.state for step in here.steps}
    assert states["delai"] is State.DONE
    assert here.steps[0].days["date-envoi"] == date(2026, 11, 24)
    assert progress.aside(StepRef(turn, "recevoir")) is Aside.NOT_FOR_ME
    assert progress.day_sent(turn) == date(2026, 11, 2)


def test_there_are_some() -> None:
    assert len(OF_1_0) >= 6


@pytest.mark.parametrize("path", OF_1_0, ids=lambda path: path.stem)
def test_what_is_in_them_survives_the_change_of_format(path: Path) -> None:
    progress = decode(path.read_bytes(), path)
    again = decode(encode(progress), path)
    assert again == progress
    assert b'"format": 2' in encode(progress)


def test_a_file_of_format_2_is_written_as_it_was() -> None:
    path = KEPT / "format-2.json"
    progress = decode(path.read_bytes(), path)
    assert encode(progress) == path.read_bytes()
    ref = CheckRef(Turn("sortie"), "porte", "cle")
    assert progress.tick(ref) == Tick(date(2026, 11, 24), 1)
