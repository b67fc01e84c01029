"""What is typed never reaches the disk; what is kept there is ids and days (REQ-S11)."""

import json
from collections.abc import Callable, Iterator

import pytest

from mes_optout.content.loader import Pack
from support.homes import Home, all_lines, typed
from support.terminals import DOWN, ENTER, SPACE, Terminal

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]

MARKER = "XYZZY1850775123456"


def kept(home: Home) -> list[bytes]:
    """Return name and content of each file in any folder that the program knows."""
    files = [file for file in home.folder.rglob("*") if file.is_file()]
    return [str(file.relative_to(home.folder)).encode() + file.read_bytes() for file in files]


def test_in_the_menus(home: Home, start: Start, pack: Pack) -> None:
    """REQ-S11: typed over a choice, as a date, over the boxes, over the menu, over a problem."""
    step = pack.procedure("opposition").steps[0]
    terminal = start("guide", "opposition")
    for keys, *page in (
        (ENTER, "Avant de commencer", "> Continuer"),
        ("2 novembre 2026" + ENTER, "Quel jour a-t-il été envoyé ?", "Tapez la date"),
        (ENTER, "14 décembre 2026", "> Continuer"),
        (SPACE + ENTER, f"> [à faire] {step.checks[0].text}"),
        (DOWN + ENTER, "Comment voulez-vous continuer ?", "> Continuer cette étape"),
        (DOWN + ENTER, "Que se passe-t-il ?", "> Revenir à l'étape"),
        (ENTER, step.problems[0].remedy, "> Revenir à l'étape"),
    ):
        terminal.wait_for(*page)
        terminal.send(MARKER, ENTER)
        terminal.wait_for(f"« {MARKER} »", page[-1].rpartition("Tapez la date")[0])
        terminal.send(keys)
    terminal.wait_for(f"> [fait] {step.checks[0].text}")
    terminal.close()
    files = kept(home)
    assert any(step.checks[0].id.encode() in file for file in files)
    assert [file for file in files if MARKER.encode() in file] == []


def values(document: object) -> Iterator[tuple[str, object]]:
    """Yield each key of a JSON document that does not hold more keys, and what it holds."""
    match document:
        case dict():
            for key, value in document.items():
                if isinstance(value, dict | list):
                    yield from values(value)
                else:
                    yield key, value
        case list():
            for each in document:
                yield from values(each)


def test_the_file_holds_ids_and_days(home: Home, pack: Pack) -> None:
    """REQ-S11: after whole walks, for two children too, and with steps put off and left out."""
    procedures = [pack.procedure(name) for name in pack.triage.procedures]
    *whole, last = procedures
    for procedure in whole:
        welcome, first, *answers = all_lines(procedure)
        for child in (first, "2") if procedure.repeats else (first,):
            lines = typed(welcome, child, *answers)
            assert home.run("guide", procedure.id, input=lines).code == 0
    aside = ("0", "faire cette", "0", "autres", "cette étape ne", "q")
    assert home.run("guide", last.id, input=typed("1", *aside)).code == 0
    allowed: dict[str, Callable[[object], bool]] = {
        "format": lambda value: value == 1,
        "procedure": lambda value: value in pack.triage.procedures,
        "turn": lambda value: value in {1, 2},
        "step": lambda value: value in {step.id for p in procedures for step in p.steps},
        "check": lambda value: (
            value in {check.id for p in procedures for step in p.steps for check in step.checks}
        ),
        "day": lambda value: value == "2026-11-24",
        "revision": lambda value: type(value) is int,
        "aside": lambda value: value in {"later", "not-for-me"},
        "sent": lambda value: value == "2026-11-02",
    }
    document = json.loads(home.notes.read_bytes())
    found = list(values(document))
    assert [(key, value) for key, value in found if not allowed[key](value)] == []
    assert {key for key, _ in found} == allowed.keys()
