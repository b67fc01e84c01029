"""The house itself: small files, floors that are kept, types that check."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Step
from mes_optout.languages import LANGUAGES

pytestmark = pytest.mark.posix("sources are the same on every system")

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/mes_optout"
SOURCES = sorted(PACKAGE.rglob("*.py"))
# Two sides of one thing: a command and what it shows, a kind of question in both prompters, what is
# read and what is looked for in it.
SIDES = (
    {"commands", "documents"},
    {"commands", "reports"},
    {"commands", "."},
    {"terminal/menus", "terminal/lines"},
    {"content", "content/lint"},
    {"content", "wording"},  # what may depend on facts, and how that is said
)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_250_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, "a room is missing"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith('"""')


def test_two_files_share_a_name_only_as_two_sides_of_one_thing() -> None:
    rooms: dict[str, list[str]] = {}
    for path in SOURCES:
        rooms.setdefault(path.stem, []).append(str(path.relative_to(PACKAGE).parent))
    shared = {name: found for name, found in rooms.items() if len(found) > 1}
    del shared["__init__"]
    assert {name: found for name, found in shared.items() if set(found) not in SIDES} == {}


def test_what_tests_stand_on_is_in_one_package() -> None:
    """`docs/startup.md` prints where the table is; the catalogue is no helper but a tool."""
    files = {path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("*.py")}
    rooms = {str(path) for path in files if not path.name.startswith(("test_", "conftest."))}
    outside = {room for room in rooms if not room.startswith("support/")}
    assert outside - {"bench/table.py", "catalogue.py"} == set()


def test_imports_only_go_down() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; exit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_only_the_entry_point_ends_the_process() -> None:
    """An exit code is decided in one place, `cli`, and given to the system by `__main__`."""
    leaving = [path.name for path in SOURCES if "sys.exit(" in path.read_text(encoding="utf-8")]
    assert leaving == []


# What differs by operating system: only `system/` may know it.
SYSTEM_MODULES = {"ctypes", "fcntl", "msvcrt", "platformdirs", "signal", "termios", "tty", "winreg"}
SYSTEM_NAMES = {
    *("os._exit", "os.fdatasync", "os.fsync", "os.kill", "os.killpg", "os.name", "os.posix_spawn"),
    *("os.posix_spawnp", "os.waitpid", "sys.platform", "platform.system"),
    *("os.O_BINARY", "os.O_NOFOLLOW", "os.O_NONBLOCK"),
}


def uses_of_the_system(source: str) -> list[str]:
    """Return what a source uses of what differs by operating system, imports inside functions too.

    Names of `os` are seen as attributes, as imports and as texts: `getattr(os, "O_NOFOLLOW", 0)`.
    """
    found: list[str] = []
    texts = {name.partition(".")[2] for name in SYSTEM_NAMES if name.startswith("os.O_")}
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names):
                found += [each.name for each in names]
            case ast.ImportFrom(str(module), names):
                found += [module, *(f"{module}.{each.name}" for each in names)]
            case ast.Attribute(ast.Name(owner), name):
                found.append(f"{owner}.{name}")
            case ast.Constant(str(text)) if text in texts:
                found.append(f"os.{text}")
    return [name for name in found if name in SYSTEM_NAMES or name in SYSTEM_MODULES]


@pytest.mark.parametrize(
    "path",
    [path for path in SOURCES if path.parent.name != "system"],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_only_one_room_knows_the_system(path: Path) -> None:
    assert uses_of_the_system(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ("import signal", "signal"),
        ("def read():\n    import termios", "termios"),
        ("from platformdirs import user_state_path", "platformdirs"),
        ("import sys\nif sys.platform == 'win32': pass", "sys.platform"),
        ("import os\nwindows = os.name == 'nt'", "os.name"),
        ("from os import fsync as flush", "os.fsync"),
        ("import os\nos._exit(1)", "os._exit"),
        ("import os\nflags = getattr(os, 'O_NOFOLLOW', 0)", "os.O_NOFOLLOW"),
    ],
)
def test_a_use_of_the_system_is_seen(planted: str, seen: str) -> None:
    assert uses_of_the_system(planted) == [seen]


def test_the_room_of_the_system_is_where_they_are() -> None:
    """Else the two tests above would look for names that nobody uses."""
    room = [path.read_text(encoding="utf-8") for path in SOURCES if path.parent.name == "system"]
    used = {name for text in room for name in uses_of_the_system(text)}
    assert {"signal", "termios", "platformdirs", "sys.platform", "os._exit", "os.fsync"} <= used


TOOLS = sorted((ROOT / "tools").glob("*.py"))
# A code alone, or between signs as in "fr/x" and "fr_FR"; after a dot it is the end of a host.
_CODE = re.compile(rf"(?<![A-Za-z0-9.])(?:{'|'.join(LANGUAGES)})(?![A-Za-z0-9])")


def codes_of_languages(source: str) -> list[str]:
    """Return what names a language by its code: texts without blanks, such as "fr/x", and names."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Constant(str(text)) if not re.search(r"\s", text):
                found.append(text)
            case ast.Name(name) | ast.Attribute(_, name) | ast.arg(name) | ast.keyword(name):
                found.append(name or "")
    return [each for each in found if _CODE.search(each)]


@pytest.mark.parametrize("path", [*SOURCES, *TOOLS], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_names_a_language(path: Path) -> None:
    """Whoever adds one adds data: a table, a catalogue and a folder of steps."""
    assert codes_of_languages(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "seen"),
    [
        ('LANGUAGES = ("fr", "en")', ["fr", "en"]),
        ('if language == "en": pass', ["en"]),
        ('read(f"fr/{name}.toml")', ["fr/"]),
        ('option("--lang", "fr|en")', ["fr|en"]),
        ('Pyphen(lang="fr_FR")', ["fr_FR"]),
        ("Promise(fr=1)", ["fr"]),
        ("pattern = self.fr", ["fr"]),
        ("class Words:\n    en: str", ["en"]),
        ("def read(fr, other): pass", ["fr"]),
        ('"Ne rien faire en attendant." + "--lang" + "french_letters"', []),
    ],
)
def test_the_code_of_a_language_is_seen(planted: str, seen: list[str]) -> None:
    assert sorted(codes_of_languages(planted)) == sorted(seen)


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [(), ("--platform", "darwin", "-p", "mes_optout"), ("--platform", "win32", "-p", "mes_optout")],
    ids=["all, for this one", "darwin", "win32"],
)
def test_types_check_for_every_system(asked: tuple[str, ...], tmp_path: Path) -> None:
    """Tests and tools run on one that has terminals; only the program runs on all."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *asked, "--cache-dir", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


# Words that are ids of the steps too, and mean something else here: the program's second name, the
# answer « non », a key of a file, a command.
HOMONYMS = {
    ("cli.py", "page"),
    ("i18n.py", "demarche"),
    ("terminal/mode.py", "non"),
    ("content/triage.py", "situation"),
    ("content/lint/findings.py", "situation"),
}


def test_no_source_names_a_procedure_a_step_or_a_fact(pack: Pack) -> None:
    """What the steps say stands in their files alone; languages have a test of their own."""
    ids = {*pack.names, *(step.home for step in _steps(pack) if step.home)}
    ids |= {step.id for step in _steps(pack)}
    ids |= {fact.id for fact in pack.case.facts}
    ids |= {value.id for fact in pack.case.facts for value in fact.values}
    ids |= {situation.id for situation in pack.triage.situations}
    named = {
        (str(path.relative_to(PACKAGE)), node.value)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in ids
    }
    assert named == HOMONYMS


def _steps(pack: Pack) -> list[Step]:
    return [step for name in pack.names for step in pack.procedure(name).steps]
