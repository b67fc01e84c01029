"""`--no-trace` writes nothing anywhere; the second name says nothing."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import mes_optout
from mes_optout.content.loader import Pack
from support.homes import Home, all_lines, typed
from support.straight import pages_straight_on
from support.terminals import CTRL_C, DOWN, ENTER, SPACE, Terminal, walk_on, words


def everything(home: Home) -> dict[str, tuple[int, int]]:
    """Return every file and folder of the home with its time of change and size."""
    found = [home.folder, *home.folder.rglob("*")]
    return {str(p): (p.lstat().st_mtime_ns, p.lstat().st_size) for p in found}


def test_a_whole_walk_in_lines_leaves_no_file(home: Home, pack: Pack) -> None:
    """REQ-S10."""
    before = everything(home)
    procedure = pack.procedure("opposition")
    lines = typed(*all_lines(procedure))
    done = home.run("guide", "opposition", "--simple", "--no-trace", input=lines)
    assert (done.code, done.err) == (0, "")
    assert procedure.finished in words(done.out)
    assert "Il ne garde rien sur cet ordinateur." in words(done.out)
    assert everything(home) == before


def test_without_the_option_the_same_walk_leaves_its_file(home: Home, pack: Pack) -> None:
    """Show that the comparison sees a file: what the test above could otherwise not tell."""
    before = everything(home)
    home.run("guide", "cloture", input=typed(*all_lines(pack.procedure("cloture"))))
    assert everything(home).keys() - before.keys() >= {str(home.notes)}


def test_in_menus(home: Home, pack: Pack, start: Callable[..., Terminal]) -> None:
    """REQ-S10."""
    before = everything(home)
    procedure = pack.procedure("cloture")
    terminal = start("guide", "cloture", "--no-trace", env={"PYTHONDONTWRITEBYTECODE": None})
    terminal.wait_for("Il ne garde rien", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    for page in pages_straight_on(procedure):
        step = page.step
        terminal.wait_for(step.title, *(f"] {check.text}" for check in step.checks))
        walk_on(terminal, page)
    terminal.wait_for(procedure.finished, "> Terminer")
    terminal.send(ENTER)
    assert terminal.leave() == 0
    assert everything(home) == before


@pytest.fixture
def uncompiled(tmp_path: Path) -> Path:
    """Return a copy of the program of which nothing was compiled when it was installed."""
    source = Path(mes_optout.__file__).parent
    copy = tmp_path / "copy"
    shutil.copytree(source, copy / "mes_optout", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(source.parent.parent / "steps", copy / "mes_optout" / "steps")
    return copy


SCRIPT = (sys.executable, "-c", "from mes_optout.__main__ import run; run()")
MODULE = (sys.executable, "-m", "mes_optout")


@pytest.mark.parametrize("program", [SCRIPT, MODULE], ids=["script", "module"])
def test_compiled_files_are_not_written_either(
    program: tuple[str, ...], home: Home, uncompiled: Path
) -> None:
    """REQ-S10: nor of the first lines, which run before the option is read."""
    env = {"PYTHONPATH": str(uncompiled), "PYTHONDONTWRITEBYTECODE": None}
    ended = home.run("guide", "--no-trace", env=env, program=program)
    assert ended.code == 3
    assert [str(path) for path in uncompiled.rglob("*") if "pyc" in path.name] == []
    home.run("guide", env=env, program=program)
    compiled = {path: path.stat().st_mtime_ns for path in uncompiled.rglob("*.pyc")}
    names = {path.name.partition(".")[0] for path in compiled}
    assert names >= {"__init__", "__main__", "cli"}
    home.run("guide", "--no-trace", env=env, program=program)
    assert {path: path.stat().st_mtime_ns for path in uncompiled.rglob("*.pyc")} == compiled


WITHOUT = "2"  # « Continuer sans rien garder ici », on the first page


def test_going_on_without_keeping_leaves_no_file(home: Home, pack: Pack) -> None:
    """REQ-S10: chosen on the first page, the same walk leaves nothing in the home either."""
    before = everything(home)
    procedure = pack.procedure("opposition")
    _, *lines = all_lines(procedure)
    done = home.run("guide", "opposition", "--simple", input=typed(WITHOUT, *lines))
    assert (done.code, done.err) == (0, "")
    assert procedure.finished in words(done.out)
    assert everything(home) == before


def test_what_is_kept_already_is_neither_read_nor_changed(home: Home) -> None:
    """REQ-S10."""
    home.run("guide", "cloture", "--simple", input=typed("1", "1", "1 2"))
    before = everything(home)
    done = home.run("guide", "--simple", input=typed(WITHOUT))
    assert "Vous avez déjà commencé" not in done.out
    assert "Rien n'a été gardé" in done.err
    done = home.run("guide", "cloture", "--simple", input=typed(WITHOUT, "1", "1 2"))
    assert "Étape 1 sur" in words(done.out)
    assert everything(home) == before


def test_damaged_progress_does_not_matter_to_whoever_goes_on_without_it(home: Home) -> None:
    home.state.mkdir(mode=0o700)
    home.notes.write_bytes(b"{")
    home.notes.chmod(0o600)
    before = everything(home)
    done = home.run("guide", "--simple", input=typed(WITHOUT))
    assert "Vos notes" not in done.out
    assert "ne peut pas être lu" not in words(done.out)
    assert everything(home) == before


def test_in_menus_it_is_the_second_answer(home: Home, start: Callable[..., Terminal]) -> None:
    before = everything(home)
    terminal = start("guide", "cloture")
    terminal.wait_for("Avant de commencer", "> Continuer", "Continuer sans rien garder ici")
    terminal.send(DOWN)
    terminal.wait_for("> Continuer sans rien garder ici")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Qu'avez-vous fait ?")
    terminal.send(SPACE, ENTER)
    terminal.wait_for("Cette étape est faite.")
    terminal.send(CTRL_C)
    assert terminal.leave() == 130
    assert everything(home) == before


def test_from_that_answer_on_nothing_is_compiled(home: Home, uncompiled: Path) -> None:
    """The page says so: only what the program needed until then may be left beside it."""
    env = {"PYTHONPATH": str(uncompiled), "PYTHONDONTWRITEBYTECODE": None}
    lines = typed(WITHOUT, "1", "0", "q")
    done = home.run("guide", "cloture", "--simple", env=env, program=MODULE, input=lines)
    assert done.code == 0
    compiled = {path.name.partition(".")[0] for path in uncompiled.rglob("*.pyc")}
    assert "welcome" in compiled
    assert not compiled & {"opening", "choosing", "step", "loader"}


def test_the_input_that_ends_is_not_said_to_be_kept(home: Home) -> None:
    done = home.run("guide", "cloture", "--no-trace", input=typed("1", "1", "1 2"))
    assert done.code == 3
    assert "Rien n'a été gardé" in done.err
    assert "est gardé" not in done.err


@pytest.fixture
def neutral(tmp_path: Path) -> tuple[str, ...]:
    """Return the program under its second name, as an installer makes it."""
    script = tmp_path / "demarche"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nfrom mes_optout.__main__ import main\nsys.exit(main())\n"
    )
    script.chmod(0o700)
    assert os.access(script, os.X_OK)
    return (str(script),)


def test_the_second_name_is_used_in_all_that_is_said(home: Home, neutral: tuple[str, ...]) -> None:
    """Somebody may look over the shoulder: the first name says what this is about."""
    for arguments in (("--help",), ("--version",), ("status",), ("forget",), ("guide", "--help")):
        done = home.run(*arguments, program=neutral)
        assert done.code == 0
        assert "demarche" in done.out or "--" not in arguments[0]
        assert "mes-optout" not in done.out + done.err, arguments
    ended = home.run("guide", "--simple", program=neutral, input="1\n")
    assert "demarche guide" in ended.err
    assert "mes-optout" not in ended.out + ended.err
