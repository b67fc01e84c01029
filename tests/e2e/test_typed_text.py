"""What is typed never reaches the disk; what is kept there is numbers and days (REQ-S11)."""

import json
from collections.abc import Callable, Iterator

import pytest

from mes_optout.content.loader import Pack
from mes_optout.progress.hashing import make_key
from mes_optout.progress.model import CheckRef, Turn
from support.homes import Home, all_lines, typed
from support.straight import pages_straight_on
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
    step = next(pages_straight_on(pack.procedure("opposition"))).step
    terminal = start("guide", "opposition")
    for keys, *page in (
        (ENTER, "Avant de commencer", "> Continuer"),
        (ENTER, "Durée", "> Continuer"),
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
    assert any(
        str(CheckRef(Turn(step.home or "opposition"), step.id, step.checks[0].id).key).encode()
        in file
        for file in files
    )
    assert [file for file in files if MARKER.encode() in file] == []


def parts(document: object) -> Iterator[str | int]:
    """Yield every text and number of a JSON document, names of fields too."""
    match document:
        case dict():
            for key, value in document.items():
                yield key
                yield from parts(value)
        case list():
            for each in document:
                yield from parts(each)
        case str() | int():
            yield document


def keys_of(pack: Pack) -> Iterator[int]:
    """Yield what stands for each part of a pack."""
    for procedure in map(pack.procedure, pack.names):
        yield make_key(procedure.id)
        for step in procedure.steps:
            home = step.home or procedure.id
            yield from (make_key(home), make_key(home, step.id))
            yield from (make_key(home, step.id, check.id) for check in step.checks)
    for fact in pack.case.facts:
        yield make_key(fact.id)
        yield from (make_key(fact.id, value.id) for value in fact.values)


def test_the_file_holds_numbers_and_days(home: Home, pack: Pack) -> None:
    """REQ-S11: after whole walks, for two children too, with forks, and steps put aside."""
    procedures = [pack.procedure(name) for name in pack.triage.procedures]
    *whole, last = procedures
    for procedure in whole:
        welcome, first, *answers = all_lines(procedure)
        assert home.run("guide", procedure.id, input=typed(welcome, first, *answers)).code == 0
        if procedure.repeats:
            same_day = ("1", "1", *answers[1:])  # the page before comes first
            lines = typed(welcome, "2", *same_day)
            assert home.run("guide", procedure.id, input=lines).code == 0
    aside = ("0", "faire cette", "0", "autres", "cette étape ne", "q")
    assert home.run("guide", last.id, input=typed("1", "1", *aside)).code == 0
    document = json.loads(home.notes.read_bytes())
    assert [row.pop("c") for row in document["l"]]  # sums of the rest
    fields, days = set("lptbafdo") | {"format"}, {"2026-11-27", "2026-11-02"}
    keys = set(keys_of(pack))
    # The format, turns, revisions, and why a step was put aside.
    allowed = fields | days | keys | set(map(str, keys)) | {1, 2}
    found = set(parts(document))
    assert found - allowed == set()
    assert fields | days <= found
