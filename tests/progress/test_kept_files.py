"""Progress files as earlier versions wrote them, kept for ever: each is still understood.

A file is added when the format changes, and none is ever edited.
"""

from datetime import date
from pathlib import Path

from mes_optout.content.loader import Pack
from mes_optout.progress.file import decode, encode
from mes_optout.progress.model import State, Turn, find_standing

KEPT = Path(__file__).parent / "kept"


def test_a_file_of_format_1_stands_where_it_stood(pack: Pack) -> None:
    path = KEPT / "format-1.json"
    progress = decode(path.read_bytes(), path)
    turn = Turn("opposition")
    here = find_standing(progress, turn, pack.procedure("opposition").steps)
    states = {step.id: step.state for step in here.steps}
    assert states["delai"] is State.DONE
    assert states["recevoir"] is State.NOT_FOR_ME
    assert here.steps[0].days["date-envoi"] == date(2026, 11, 24)
    assert progress.letters_sent == {turn: date(2026, 11, 2)}


def test_what_format_1_writes_is_still_that_file() -> None:
    path = KEPT / "format-1.json"
    assert encode(decode(path.read_bytes(), path)) == path.read_bytes()
