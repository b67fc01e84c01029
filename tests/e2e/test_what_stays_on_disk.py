"""What the whole program leaves on a disk that fills up, and beside a window that forgets."""

from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Step
from support import terminals
from support.homes import PROGRAM, Home, typed
from support.terminals import DOWN, ENTER, Terminal, tick_all

Start = Callable[..., Terminal]

# No file may grow: each write is refused by the system itself, as on a full disk.
NO_ROOM = ("sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *PROGRAM)
CAUSE = "un fichier ne peut pas devenir si gros ici"


def names(home: Home) -> set[str]:
    return {path.name for path in home.state.iterdir()} if home.state.exists() else set()


@pytest.fixture
def begun(home: Home) -> Home:
    """Return a home in which the first step of the opposition is done."""
    home.run("guide", "opposition", "--simple", input=typed("1", "1", "2 novembre 2026", "1"))
    return home


@pytest.mark.parametrize("answer", [("4",), ("2", "1", "4")], ids=["quit", "paper, quit"])
def test_leaving_where_a_save_failed_is_said_by_the_exit_code(
    answer: tuple[str, ...], home: Home
) -> None:
    """REQ-R2: 4, and no partial file."""
    lines = typed("1", "1", "1", *answer)
    done = home.run("guide", "cloture", "--simple", input=lines, program=NO_ROOM)
    assert (done.code, done.err) == (4, "")
    assert CAUSE in " ".join(done.out.split())
    assert names(home) == {".lock"}


def test_going_on_in_memory_leaves_no_partial_file(begun: Home) -> None:
    """REQ-R2."""
    before = begun.notes.read_bytes()
    lines = typed("1", "1", "1", "3", "x")
    done = begun.run("guide", "cloture", "--simple", input=lines, program=NO_ROOM)
    assert (done.code, done.err.count(CAUSE)) == (4, 1)
    assert names(begun) == {"notes.json", ".lock"}
    assert begun.notes.read_bytes() == before


@pytest.mark.slow
def test_leaving_there_clears_the_screen(
    home: Home, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-S25: in the menus."""
    step = pack.procedure("cloture").steps[0]
    monkeypatch.setattr(terminals, "PROGRAM", NO_ROOM)
    terminal = Terminal(home, "guide", "cloture")
    terminal.wait_for("Avant de commencer", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {step.checks[0].text}")
    terminal.send(*tick_all(step))
    terminal.wait_for("Votre réponse n'a pas pu être enregistrée", "> Réessayer")
    terminal.send(DOWN, DOWN, DOWN, ENTER)
    assert terminal.leave() == 4
    assert (terminal.page, terminal.scrolled_away) == ("", "")
    terminal.close()
    assert names(home) == {".lock"}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "arguments",
    [
        ("checklist", "opposition", "--output", "x.html"),
        ("checklist", "opposition", "--output", "x.pdf"),
        ("letter", "cloture", "--output", "x.txt"),
        ("deadline", "2 novembre 2026", "--ics", "x.ics"),
    ],
    ids=" ".join,
)
def test_a_takeaway_is_whole_or_not_there(
    arguments: tuple[str, ...], home: Home, *, force: bool
) -> None:
    """REQ-R2: what was there before stays whole."""
    file = home.folder / arguments[-1]
    if force:
        file.write_text("à moi", encoding="utf-8")
    before = {path.name for path in home.folder.iterdir()}
    done = home.run(*arguments, *["--force"] * force, program=NO_ROOM)
    assert (done.code, done.out) == (4, "")
    assert f"{file.name} n'a pas pu être écrit : {CAUSE}." in " ".join(done.err.split())
    assert {path.name for path in home.folder.iterdir()} == before
    assert not force or file.read_text(encoding="utf-8") == "à moi"


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("command", [("checklist", "opposition"), ("letter", "cloture")])
def test_a_link_is_neither_followed_nor_replaced(
    command: tuple[str, ...], home: Home, *, force: bool
) -> None:
    target, link = home.folder / "precieux.txt", home.folder / "liste.txt"
    target.write_text("à moi", encoding="utf-8")
    link.symlink_to(target)
    done = home.run(*command, "--output", link.name, *["--force"] * force)
    assert (done.code, done.out) == (4, "")
    assert "c'est un lien, pas un fichier.\nChoisissez un autre endroit" in done.err
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "à moi"


def test_stdout_may_be_anything(home: Home) -> None:
    """A redirection is the shell's, and « - » is no file."""
    home.run(
        "checklist",
        "opposition",
        "--output",
        "-",
        program=("sh", "-c", '"$@" > out', "sh", *PROGRAM),
    )
    assert (home.folder / "out").stat().st_size > 1000


TWO_STEPS = "confidentialite"  # its first step leads to the second without a question
GONE = "Ce qui était gardé n'est plus là"


@pytest.mark.slow
@pytest.mark.parametrize("linear", [False, True], ids=["menus", "lines"])
def test_a_window_that_is_open_while_another_forgets(
    home: Home, start: Start, pack: Pack, *, linear: bool
) -> None:
    """REQ-S12: it says so at its next save, and writes nothing unless it is told to."""
    first, second = pack.procedure(TWO_STEPS).steps[:2]
    terminal = start("guide", TWO_STEPS, *["--simple"] * linear)
    for page in ("Avant de commencer", "Durée"):
        terminal.wait_for(page, "Votre choix :" if linear else "> Continuer")
        terminal.send("1" if linear else "", ENTER)

    def tick(step: Step) -> None:
        terminal.wait_for(step.title, "Numéros" if linear else f"> [à faire] {step.checks[0].text}")
        numbers = " ".join(str(number) for number, _ in enumerate(step.checks, start=1))
        terminal.send(*((numbers, ENTER) if linear else tick_all(step)))

    tick(first)
    terminal.wait_until(home.notes.exists, "a first save")
    assert home.run("forget", "--yes").code == 0
    assert not home.state.exists()
    tick(second)
    terminal.wait_for(GONE, "Votre choix :" if linear else "> Continuer sans rien garder")
    assert not home.state.exists()
    terminal.send("2" if linear else DOWN, ENTER)
    terminal.wait_until(home.notes.exists, "a second save")
    assert {step for step, _ in home.ticked()} == {first.id, second.id}
    terminal.send(terminals.CTRL_C)
    assert terminal.leave() == 130
