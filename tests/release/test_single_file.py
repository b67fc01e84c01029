"""The single file, as somebody runs it who has Python and nothing else.

MES_OPTOUT_PYZ names the file; `.ci/run` builds it with `tools/release.py`.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from tempfile import gettempdir
from zipfile import ZipFile

import pytest

import pyz
from mes_optout.content.loader import Pack
from support import fork_server, terminals
from support.homes import READ_ON, Home, all_lines, new_home
from support.straight import pages_straight_on
from support.terminals import Terminal, walk_on

Run = Callable[..., str]

FILE = os.environ.get("MES_OPTOUT_PYZ", "")
OWN = pyz.Compiler().name()  # the folder for the Python that runs these tests

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILE, reason="MES_OPTOUT_PYZ names no single file"),
]

PROMPTS = re.compile("Votre choix : |Numéros, 0 pour (?:aucun|ne rien changer), ou x : ")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home in which nothing has happened yet."""
    return new_home(tmp_path)


@pytest.fixture
def program(tmp_path: Path) -> tuple[str, ...]:
    """Return the command for a copy of the file that stands in a folder of its own.

    Python gets neither its site-packages nor the folder that it is started from.
    """
    folder = tmp_path / "stick"
    folder.mkdir()
    return (sys.executable, "-I", "-S", str(shutil.copy(FILE, folder)))


def everything(home: Home) -> list[Path]:
    """Return what lies in the home, where all that a program may write to is."""
    return sorted(home.folder.rglob("*"))


def beside(program: tuple[str, ...]) -> list[str]:
    """Return the names of what lies beside the file and in folders there."""
    return [path.name for path in Path(program[-1]).parent.rglob("*")]


def test_nothing_else_is_there(home: Home, program: tuple[str, ...]) -> None:
    """What the tests below could otherwise not tell: that the file brings all that it uses."""
    bare = (*program[:-1], "-c", "import mes_optout")
    assert "No module named 'mes_optout'" in home.run(program=bare).err


@pytest.fixture
def start(
    home: Home, program: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Terminal]]:
    """Start the file in a terminal; it is closed after the test."""
    monkeypatch.setenv(fork_server.COLD, "1")
    monkeypatch.setattr(terminals, "PROGRAM", program)
    opened: list[Terminal] = []

    def begin(*arguments: str) -> Terminal:
        opened.append(Terminal(home, *arguments))
        number = opened[-1]._child.pid  # noqa: SLF001  (it must be the file that runs)
        assert program[-1] in Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8")
        return opened[-1]

    yield begin
    for terminal in opened:
        terminal.close()
    assert beside(program) == [Path(FILE).name]


def questions(terminal: Terminal) -> int:
    """Return how many questions were asked so far."""
    return len(PROMPTS.findall(terminal.raw.decode(errors="ignore")))


def has_asked(terminal: Terminal, number: int) -> bool:
    return questions(terminal) == number


def test_a_walk_in_lines_on_a_terminal_leaves_nothing(
    home: Home, pack: Pack, start: Callable[..., Terminal]
) -> None:
    """REQ-S10."""
    before = everything(home)
    procedure = pack.procedure("cloture")
    terminal = start("guide", "cloture", "--simple", "--no-trace")
    for asked, line in enumerate(all_lines(procedure), start=1):
        terminal.wait_until(partial(has_asked, terminal, asked), f"question {asked}")
        terminal.send(line, "\r")
    terminal.wait_for(procedure.finished)
    assert terminal.leave() == 0
    assert everything(home) == before


def test_a_walk_in_menus_keeps_its_progress(
    home: Home, pack: Pack, start: Callable[..., Terminal]
) -> None:
    procedure = pack.procedure("cloture")
    terminal = start("guide", "cloture")
    terminal.wait_for("> Continuer")
    terminal.send("\r")
    terminal.wait_for("Durée", "> Continuer")
    terminal.send("\r")
    for page in pages_straight_on(procedure):
        step = page.step
        terminal.wait_for(step.title, *(f"] {check.text}" for check in step.checks))
        walk_on(terminal, page)
    terminal.wait_for(procedure.finished, "> Terminer")
    terminal.send("\r")
    assert terminal.leave() == 0
    shown = {page.step.id for page in pages_straight_on(procedure)}
    assert {step for step, _ in home.ticked()} == shown


@pytest.fixture
def run(home: Home, program: tuple[str, ...]) -> Run:
    """Run the program, and hold it to leaving nothing behind."""

    def finished(*arguments: str) -> str:
        before = everything(home)
        done = home.run(*arguments, program=program)
        assert done.code == 0, done.err
        assert everything(home) == before
        assert beside(program) == [Path(FILE).name]
        return done.out

    return finished


class TestCommands:
    """The steps, the catalogues, the style sheet and the time zones are read inside the file."""

    def test_a_page(self, run: Run) -> None:
        page = run("checklist", "opposition", "--format", "html")
        assert "@media print" in page
        assert "La page est ouverte" in page

    @pytest.mark.parametrize("form", ["text", "markdown", "json"])
    def test_a_list(self, run: Run, form: str) -> None:
        assert "La page est ouverte" in run("checklist", "opposition", "--format", form)

    def test_a_reminder(self, run: Run) -> None:
        calendar = run("deadline", "2026-11-02", "--ics", "-")
        assert calendar.startswith("BEGIN:VCALENDAR")
        assert "20261207" in calendar

    def test_letters(self, run: Run) -> None:
        assert "identite" in run("letter")
        assert "Madame, Monsieur" in run("letter", "identite")

    def test_the_steps_are_right(self, run: Run) -> None:
        assert "Tout est en ordre." in run("steps", "check", "--today", READ_ON)

    def test_the_text_files(self, run: Run) -> None:
        assert "Lecteur d'écran, braille" in run("help", "accessibility")
        assert "What deleting cannot do" in run("--lang", "en", "traces")
        assert "ENVIRONNEMENT" in run("help", "--man")
        assert "Ce qui n'est pas effacé" in run("forget", "--yes")

    def test_english(self, run: Run) -> None:
        said = run("--lang", "en", "--help")
        assert "Object to a health record" in said
        assert "Usage:" in said

    def test_french(self, run: Run) -> None:
        said = run("--help")
        assert "Usage :" in said
        assert "Suivre une démarche" in said

    @pytest.mark.parametrize(
        "arguments",
        [
            ("--version",),
            ("status",),
            ("traces",),
            ("sources",),
            ("steps", "list"),
            ("forget",),
            ("help", "accessibility"),
            ("checklist", "opposition", "--format", "html", "--qr"),
        ],
        ids=" ".join,
    )
    def test_the_others_run(self, run: Run, arguments: tuple[str, ...]) -> None:
        assert run(*arguments)


def test_a_shell_cannot_complete_it(home: Home, program: tuple[str, ...]) -> None:
    done = home.run("completion", "bash", program=program)
    assert (done.code, done.out) == (2, "")
    assert "Installez le programme" in done.err


def test_under_another_name_it_is_called_so(home: Home, program: tuple[str, ...]) -> None:
    renamed = Path(program[-1]).rename(Path(program[-1]).with_name("demarche.pyz"))
    done = home.run("--help", program=(*program[:-1], str(renamed)))
    assert "python3 demarche.pyz guide" in done.out
    assert "mes-optout" not in done.out + done.err


def test_sources_are_read_where_nothing_is_compiled_for_this_python(
    home: Home, program: tuple[str, ...]
) -> None:
    leave_out(Path(program[-1]), OWN)
    done = home.run("steps", "check", "--today", READ_ON, program=program)
    assert done.code == 0


def leave_out(single: Path, folder: str) -> None:
    """Take a folder out of the zip."""
    with ZipFile(single) as file:
        held = [(entry.filename, file.read(entry)) for entry in file.infolist()]
    kept = [(name, content) for name, content in held if not name.startswith(f"{folder}/")]
    assert len(kept) < len(held)
    with ZipFile(single, "w") as file:
        for name, content in kept:
            file.writestr(name, content)


def test_every_source_that_is_imported_has_its_compiled_form_for_this_python() -> None:
    """Without it the program starts three to five times slower."""
    with ZipFile(FILE) as file:
        names = set(file.namelist())
        own = file.read(f"{OWN}/mes_optout/cli.pyc")
    imported = {
        name.removeprefix("any/")
        for name in names
        if name.startswith("any/")
        and name.endswith(".py")
        and name.split("/")[1] not in pyz.NEVER_IMPORTED
    }
    assert len(imported) > 500
    assert {f"{OWN}/{name}c" for name in imported} <= names
    assert own.startswith(MAGIC_NUMBER)


@pytest.mark.parametrize(
    "arguments",
    ["--help", "checklist opposition", "checklist --format html --qr", "deadline 2026-11-02"],
)
def test_what_is_not_compiled_is_never_imported(
    home: Home, program: tuple[str, ...], arguments: str
) -> None:
    """Python says with -v from where it takes each module."""
    verbose = (program[0], "-v", *program[1:])
    said = home.run(*arguments.split(), program=verbose).err
    found = re.findall(
        rf"import '(\S+)' # <zipimporter object \"{re.escape(program[-1])}/any/", said
    )
    assert f'<zipimporter object "{program[-1]}/{OWN}/' in said
    assert found == []


def test_it_is_not_larger_than_a_picture_or_two() -> None:
    """It is carried on a stick and sent by e-mail."""
    assert Path(FILE).stat().st_size <= 20_000_000


def test_no_path_of_the_machine_that_built_it_is_inside() -> None:
    with ZipFile(FILE) as file:
        held = b"".join(file.read(name) for name in file.namelist() if "/mes_opt" in name)
    assert FILE.encode() not in held
    assert str(Path(__file__).parents[2]).encode() not in held
    assert gettempdir().encode() + b"/" not in held


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_manual_page_is_inside(language: str, home: Home, program: tuple[str, ...]) -> None:
    """As an installed program shows it, by the name that the file is started with."""
    asked = ("help", "--man", "--lang", language)
    done = home.run(*asked, program=program)
    assert (done.err, done.code) == ("", 0)
    usual = home.run(*asked).out
    named = re.sub(r"mes-optout(?=[ \n]|\.fish)", "python3 mes-optout.pyz", usual)
    assert done.out.split() == named.split()


def test_it_says_how_it_is_deleted(home: Home, program: tuple[str, ...]) -> None:
    """REQ-S24: one file, which is the program."""
    done = home.run("traces", "--shell", "bash", program=program)
    assert (done.err, done.code) == ("", 0)
    assert f"\n     rm -rf -- {program[-1]}\n" in done.out
    assert "uninstall" not in done.out
