"""The program of the zip in a console of Windows, under Wine: as on Linux, and nothing is left.

MES_OPTOUT_PYZ names the single file, and the zip lies beside it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from mes_optout.clock import PINNED_BY
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from support.full_walk import walk_in_lines, walk_in_menus
from support.homes import TODAY, Home, all_lines, new_home, typed
from support.installed_walk import REFUSED
from support.terminals import CTRL_C, CTRL_Z, DOWN, ENTER, SPACE, Terminal
from support.windows_console import Console
from support.windows_zip import Unpacked, needs_zip
from support.wine import name_in_windows, needs_wine

pytestmark = [pytest.mark.slow, needs_zip, needs_wine]

Open = Callable[..., Console]

LAST_DRIVE = r"Q:\demarches"  # which is not there
MODES = {"menus": (), "lines": ("--simple",)}
# Words of every page of a step, and what only a page sends.
OF_PAGES = {"Étape", "Numéros,", "Choisi", "[fait]", "[à", "\x1b"}


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Return where progress is kept, in a folder with a blank and an accent."""
    return tmp_path / "Prénom é" / "state"


@pytest.fixture
def open_console(unpacked: Unpacked, tmp_path: Path) -> Iterator[Open]:
    """Return what opens a console; it is closed after the test."""
    with ExitStack() as opened:

        def open_one(columns: int = 80, **given: str) -> Console:
            return opened.enter_context(unpacked.console(tmp_path, columns, **given))

        yield open_one


@pytest.fixture
def linux(tmp_path: Path) -> Home:
    """Return a home on Linux, where the same is answered."""
    return new_home(tmp_path / "linux")


def walk(console: Console, how: str, procedure: Procedure) -> str:
    """Go through a procedure; return what ends it."""
    if how == "lines":
        return walk_in_lines(console, procedure) + ENTER
    walk_in_menus(console, procedure)
    return ENTER


def kept_on_linux(home: Home, how: str, procedure: Procedure) -> bytes:
    """Return what the same answers leave on Linux."""
    if how == "lines":
        home.run("guide", procedure.id, "--simple", input=typed(*all_lines(procedure)))
    else:
        terminal = Terminal(home, "guide", procedure.id)
        walk_in_menus(terminal, procedure)
        terminal.close()
    return home.notes.read_bytes()


@pytest.mark.parametrize("how", MODES)
@pytest.mark.parametrize(
    ("columns", "key", "code"), [(80, None, 0), (100, CTRL_C, 130), (120, None, 0)]
)
def test_a_walk_is_kept_as_on_linux_and_leaves_an_empty_console(  # noqa: PLR0913, PLR0917
    how: str,
    columns: int,
    key: str | None,
    code: int,
    unpacked: Unpacked,
    open_console: Open,
    state: Path,
    linux: Home,
    pack: Pack,
) -> None:
    """« Terminer » at the end, or Ctrl-C."""
    procedure = pack.procedure("opposition")
    console = open_console(columns)
    kept_in = name_in_windows(state)
    unpacked.start(console, "guide", "opposition", *MODES[how], MES_OPTOUT_HOME=kept_in)
    ends = walk(console, how, procedure)
    assert (state / "notes.json").read_bytes() == kept_on_linux(linux, how, procedure)
    assert len(console.text) > 10_000
    console.send(key or ends)
    assert console.leave() == code
    assert console.is_as_before(), console.text
    assert [path.name for path in state.iterdir()] == ["notes.json"]


def test_each_page_in_menus_is_kept_as_on_linux(
    unpacked: Unpacked, open_console: Open, state: Path, linux: Home, pack: Pack
) -> None:
    """What lies on the disk while it stands there."""
    procedure = pack.procedure("opposition")
    there, here = list[bytes](), list[bytes]()
    console = open_console()
    unpacked.start(console, "guide", "opposition", MES_OPTOUT_HOME=name_in_windows(state))
    walk_in_menus(console, procedure, lambda: there.append(held(state / "notes.json")))
    terminal = Terminal(linux, "guide", "opposition")
    walk_in_menus(terminal, procedure, lambda: here.append(held(linux.notes)))
    terminal.close()
    assert there == here
    assert len(set(here)) > len(procedure.steps)


def held(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


@pytest.mark.parametrize("how", MODES)
def test_a_persons_folder_may_have_any_name(
    how: str, unpacked: Unpacked, open_console: Open, linux: Home, pack: Pack
) -> None:
    """And `forget` finds it."""
    before, procedure = unpacked.wine.files(), pack.procedure("opposition")
    somebody = {"USER": "Prénom Nom é"}
    console = open_console(**somebody)
    unpacked.start(console, "guide", "opposition", *MODES[how])
    console.send(walk(console, how, procedure))
    assert console.leave() == 0
    assert console.is_as_before(), console.text
    (notes,) = unpacked.wine.files() - before
    assert notes.match("drive_c/users/Prénom Nom é/AppData/Local/demarches/notes.json")
    assert notes.read_bytes() == kept_on_linux(linux, how, procedure)
    assert unpacked.run("forget", "--yes", **somebody).code == 0
    assert unpacked.wine.files() == before


@pytest.mark.parametrize("how", MODES)
def test_without_a_trace_a_whole_walk_leaves_nothing(
    how: str, unpacked: Unpacked, open_console: Open, tmp_path: Path, pack: Pack
) -> None:
    """REQ-S10: neither in the Windows, nor beside the program."""
    folders = (unpacked.wine.home, unpacked.folder)
    console = open_console(100)
    before = everything(*folders)
    unpacked.start(console, "guide", "opposition", "--no-trace", *MODES[how])
    console.send(walk(console, how, pack.procedure("opposition")))
    assert console.leave() == 0
    assert console.is_as_before(), console.text
    assert everything(*folders) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"asked", "answers", "home", "linux"}


def everything(*folders: Path) -> set[tuple[Path, int]]:
    """Return each file with its length, but for Wine's registry."""
    return {
        (path, path.stat().st_size)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".reg"
    }


@pytest.mark.parametrize(
    ("how", "keys", "code"),
    [
        ("menus", (DOWN, DOWN, ENTER), 0),
        ("lines", ("q", ENTER), 0),
        ("menus", (CTRL_C,), 130),
        ("lines", (CTRL_C,), 130),
    ],
)
def test_leaving_the_first_page_leaves_an_empty_console(
    how: str, keys: tuple[str, ...], code: int, unpacked: Unpacked, open_console: Open
) -> None:
    console = open_console()
    unpacked.start(console, "guide", *MODES[how])
    console.wait_for("Avant de commencer")
    console.wait_for("> Continuer" if how == "menus" else "Votre choix :")
    console.send(*keys)
    assert console.leave() == code
    assert console.is_as_before(), console.text


@pytest.mark.parametrize("how", MODES)
def test_an_error_leaves_its_sentence_and_no_page(
    how: str, unpacked: Unpacked, open_console: Open
) -> None:
    """A drive that is not there, and then the end of what is typed."""
    console = open_console()
    unpacked.start(console, "guide", "sans-internet", *MODES[how], MES_OPTOUT_HOME=LAST_DRIVE)
    if how == "menus":
        console.wait_for("> Continuer")
        console.send(ENTER)
        console.wait_for("Durée", "> Continuer")
        console.send(ENTER)
        console.wait_for("> [à faire]")
        console.send(SPACE, ENTER)
        console.wait_until(lambda: "pas pu être enregistrée" in console.text)
        console.wait_for("> Réessayer")
        console.send(CTRL_Z)
    else:
        console.wait_for("Votre choix :")
        console.send("1", ENTER)
        console.wait_for("Durée", "Votre choix :")
        console.send("1", ENTER)
        console.wait_for("Numéros, 0 pour aucun")
        console.send("1", ENTER)
        console.wait_until(lambda: bool(REFUSED.search("\n".join(console.rows))))
        console.wait_for("Réessayer")
        console.send(CTRL_Z, ENTER)
    assert console.leave() == 4
    assert console.text.startswith(
        "Erreur : Votre suivi n'a pas pu être enregistré dans Q:\\demarches"
    )
    assert not OF_PAGES & set(console.text.split())
    assert console.ask("modes") == console.modes_before


def test_what_is_asked_for_afterwards(
    unpacked: Unpacked, state: Path, linux: Home, pack: Pack, tmp_path: Path
) -> None:
    """What is done, a list in a file, what stays, and that it goes."""
    kept_on_linux(linux, "lines", pack.procedure("opposition"))
    state.mkdir(parents=True)
    (state / "notes.json").write_bytes(linux.notes.read_bytes())
    somewhere = {"MES_OPTOUT_HOME": name_in_windows(state), PINNED_BY: TODAY.isoformat()}
    (found,) = json.loads(unpacked.run("status", "--json", **somewhere).out)["procedures"]
    assert found["done"] == found["total"] == len(pack.procedure("opposition").steps)
    page = tmp_path / "Prénom é" / "liste.html"
    written = ("checklist", "opposition", "--output", name_in_windows(page), "--lang", "fr")
    assert unpacked.run(*written, **somewhere).code == 0
    on_linux = ("checklist", "opposition", "--output", "liste.html")
    assert linux.run(*on_linux).code == 0
    assert page.read_bytes() == (linux.folder / "liste.html").read_bytes()
    said = unpacked.run("traces", "--lang", "fr", **somewhere).out
    assert "(Get-PSReadLineOption).HistorySavePath" in said
    assert "Nous n'avons pas pu l'essayer" in " ".join(said.split())
    assert unpacked.run("forget", "--yes", **somewhere).code == 0
    assert not state.exists()
