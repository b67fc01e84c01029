"""The manual pages: they are what the program says of itself today, and manual pages."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer.main

import manpages
from mes_optout import cli, errors, i18n
from mes_optout.clicks import get_commands
from mes_optout.reports import manual
from mes_optout.text import Typed

PAGES = {"en": manpages.FOLDER / "mes-optout.1", "fr": manpages.FOLDER / "fr/mes-optout.1"}
SOURCES = Path(cli.__file__).parent.rglob("*.py")

needs_mandoc = pytest.mark.skipif(shutil.which("mandoc") is None, reason="needs mandoc")
languages = pytest.mark.parametrize("language", PAGES)


def plain(language: str) -> str:
    """Return the words of a page, without what steers."""
    text = PAGES[language].read_text(encoding="utf-8")
    return re.sub(r"\\&", "", text).replace("\\-", "-").replace("\\~", " ").replace("\\(ti", "~")


@languages
def test_the_committed_page_is_what_is_written_today(language: str) -> None:
    """Run `python tools/manpages.py` after a change of help."""
    script = (sys.executable, manpages.__file__, language)
    assert subprocess.run(script, capture_output=True, check=True).stdout == (
        PAGES[language].read_bytes()
    )


@languages
def test_every_section_is_there(language: str) -> None:
    found = re.findall(r"^\.SH (.+)$", plain(language), re.MULTILINE)
    i18n.set_language(language)
    titles = [manual.PROSE.title(name) for name in manual.PROSE.names()]
    assert found == titles[1:]  # the first is that of the book


@languages
def test_every_variable_command_and_option_is_there(language: str) -> None:
    text = plain(language)
    read = {
        name
        for path in SOURCES
        for name in re.findall(r"\bMES_OPTOUT_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    assert read <= set(manual.PROSE.say("environment"))
    program = typer.main.get_command(cli.make_app())
    for command in (
        program,
        *get_commands(program).values(),
        *get_commands(get_commands(program)["steps"]).values(),
    ):
        assert command is program or re.search(rf'^\.SS ".*\b{command.name}\b', text, re.MULTILINE)
        parameters: list[Any] = [
            each for each in command.params if each.param_type_name == "option"
        ]
        for option in (each for each in parameters if not each.hidden):
            assert re.search(rf"^\.B .*{option.opts[0]}\b", text, re.MULTILINE)


def test_every_exit_code_is_there() -> None:
    def codes(of: type[errors.OptoutError]) -> set[int]:
        own = {of.code} if hasattr(of, "code") else set()
        return own.union(*(codes(each) for each in of.__subclasses__()))

    rows = manual.PROSE.say("exit", stopped=manual.PROSE.say_here("stopped"))
    said = {int(code) for codes in rows if isinstance(codes, Typed) for code in codes.split(", ")}
    assert said == codes(errors.OptoutError) | {0, 129, 130, 131, 143}


@pytest.mark.slow
@needs_mandoc
@languages
def test_mandoc_has_nothing_to_say(language: str) -> None:
    command = ("mandoc", "-T", "lint", "-W", "warning", str(PAGES[language]))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.slow
@needs_mandoc
@pytest.mark.parametrize("name", ["mes-optout", "demarche"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "mes-optout, demarche - s'opposer à un dossier de santé"),
        ("en", "mes-optout, demarche - object to a health record"),
    ],
)
def test_it_can_be_read_where_it_is_installed(
    language: str, said: str, name: str, tmp_path: Path
) -> None:
    """By both names; the neutral one is a link."""
    installed = tmp_path / "man1"
    shutil.copytree(PAGES[language].parent, installed)
    command = ("mandoc", "-T", "utf8", f"man1/{name}.1")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    shown = re.sub(r".\x08", "", done.stdout)
    assert said in " ".join(shown.split())


SCREEN = """
import sys
from mes_optout import i18n
language, name, width = sys.argv[1:]
i18n.set_language(language)
i18n.set_program_name(name)
import typer.main
from mes_optout import cli
from mes_optout.reports.manual import compose_manual, render_manual
parts = compose_manual(typer.main.get_command(cli.make_app()), i18n.command())
sys.stdout.buffer.write(render_manual(parts, int(width)).encode())
"""


def screen(language: str, name: str, width: int) -> str:
    """Return the page as `help --man` shows it; a process reads its help texts once."""
    script = (sys.executable, "-c", SCREEN, language, name, str(width))
    return subprocess.run(script, capture_output=True, check=True).stdout.decode()


def words(shown: str) -> list[str]:
    return re.sub(r".\x08", "", shown).replace("\N{NO-BREAK SPACE}", " ").split()


@pytest.mark.slow
@needs_mandoc
@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("called", ["mes-optout", "demarche"])
@languages
def test_the_screen_says_word_for_word_what_the_page_says(
    language: str, called: str, width: int
) -> None:
    """All but the first and the last line of a printed page; commands by the name in use."""
    command = ("mandoc", "-T", "utf8", "-O", "width=500", str(PAGES[language]))
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    page = words("\n".join(printed.splitlines()[1:-1]))
    named = re.sub(r"mes-optout(?= |\.fish)", called, " ".join(page))
    assert words(screen(language, called, width)) == named.split()


@pytest.mark.parametrize("width", [80, 40, 20])
@languages
def test_the_screen_is_wrapped_and_steers_nothing(language: str, width: int) -> None:
    """No word is lost at any width; what is typed stays whole, and nothing is underlined."""
    shown = screen(language, "mes-optout", width)
    assert words(shown) == words(screen(language, "mes-optout", 1000))
    assert [c for c in shown if not c.isprintable() and c != "\n"] == []
    glued = re.compile(r" (?=[:;?!»])|(?<=«) ")
    wide = [line for line in shown.splitlines() if len(line) > width]
    typed = re.compile(r"mes-optout|>|\S+$")
    assert [line for line in wide if not typed.match(glued.sub("_", line.strip()))] == []


@languages
def test_every_part_of_the_page_is_on_the_screen(language: str) -> None:
    """Without mandoc: each line of the page that is no order, in its order."""
    shown = " ".join(words(screen(language, "mes-optout", 80)))
    at = 0
    for line in plain(language).splitlines()[1:]:
        said = re.sub(r"^\.(?:SH|SS|B) |^\.\w\w.*", "", line).strip('"')
        said = said.replace("\\(aq", "'").replace("\\(dq", '"').replace("\\e", "\\")
        found = shown.find(" ".join(said.split()), at)
        assert found >= at, line
        at = found


def test_a_wheel_brings_every_page_to_where_man_looks() -> None:
    project = tomllib.loads((manpages.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    brought = project["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    for path in manpages.FOLDER.rglob("*.1"):
        inside = path.relative_to(manpages.FOLDER)
        target = Path("share/man") / inside.parent / "man1" / inside.name
        assert brought.pop(path.relative_to(manpages.ROOT).as_posix()) == target.as_posix()
    assert brought == {}
