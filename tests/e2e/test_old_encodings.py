"""Whole runs where the letters of the terminal are not those of UTF-8 (REQ-A18)."""

import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from support.homes import PROGRAM, Home, all_lines, environment, new_home, typed
from support.terminals import Terminal, words

pytestmark = pytest.mark.slow  # starts the program many times

OLD: dict[str, dict[str, str | None]] = {
    "cp850": {"PYTHONIOENCODING": "cp850"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    # Without the second variable Python would write UTF-8 all the same.
    "ascii": {"LC_ALL": "C", "PYTHONUTF8": "0"},
}
PROCEDURES = [
    pytest.param(name, marks=() if name == "opposition" else pytest.mark.slow)
    for name in Pack(shipped(), "fr").triage.procedures
]
COMMANDS = [
    ("--help",),
    ("status",),
    ("deadline", "2026-11-02"),
    ("checklist", "opposition"),
    ("checklist", "cloture", "--format", "markdown"),
    ("sources",),
    ("steps", "list"),
    ("traces",),
    ("letter",),
    ("help",),
    ("steps", "check"),
    ("jardiner",),
    ("guide", "jardinage"),
    ("deadline", "2 fevrier 2031"),
]


def said(home: Home, encoding: str, *arguments: str, answers: str = "") -> tuple[str, int]:
    """Run the program where `encoding` is all there is; return what a reader sees, and the code."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=answers.encode(encoding, "replace"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=home.folder,
        env=environment(home.folder, **OLD.get(encoding, {})),
        timeout=60,
        check=False,
    )
    return done.stdout.decode(encoding), done.returncode


def unlike(meant: str, seen: str, encoding: str) -> list[tuple[str, str]]:
    """Return the words that are not shown, as they are where all their letters are known."""
    pairs = list(zip(meant.split(), seen.split(), strict=True))
    return [pair for pair in pairs if not _is_like(*pair, encoding)]


def _is_like(meant: str, seen: str, encoding: str) -> bool:
    if meant.encode(encoding, "ignore").decode(encoding) == meant:
        return seen == meant
    return _bones(seen) == _bones(meant) and seen.count("?") == meant.count("?")


def _bones(word: str) -> str:
    """Return the plain letters and digits of a word."""
    apart = unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(letter for letter in apart if letter.isalnum())


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", PROCEDURES)
def test_a_whole_walk(name: str, language: str, encoding: str, home: Home) -> None:
    """REQ-A18: exit 0, every word of every step, no letter lost that the encoding has."""
    procedure = Pack(shipped(), language).procedure(name)
    walk = ("guide", name, "--lang", language)
    answers = typed(*all_lines(procedure))
    meant, code = said(home, "utf-8", *walk, answers=answers)
    assert code == 0
    assert words(procedure.finished) in words(meant)
    shutil.rmtree(home.state)
    seen, code = said(home, encoding, *walk, answers=answers)
    assert code == 0
    assert unlike(meant, seen, encoding) == []


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home in which the first step of the opposition is done."""
    home = new_home(tmp_path_factory.mktemp("begun"))
    home.run("guide", "opposition", input=typed("1", "1", "2/11/2026", "1"))
    return home


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_commands_and_mistakes(arguments: tuple[str, ...], encoding: str, begun: Home) -> None:
    """REQ-A18: the same words, and the same exit code."""
    meant, code = said(begun, "utf-8", *arguments)
    seen, old_code = said(begun, encoding, *arguments)
    assert old_code == code
    assert unlike(meant, seen, encoding) == []


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (("échec",), 'Erreur : Commande inconnue : " echec ".'),
        (("steps", "échec"), 'Erreur : Commande inconnue : " echec ".'),
        (("--échec",), 'Erreur : Option inconnue : " --echec ".'),
        (("status", "échec\x1b[2J"), "Erreur : La commande ne prend pas ceci : echec?[2J."),
    ],
)
def test_a_mistake_with_accents_is_shown_as_typed(
    arguments: tuple[str, ...], first: str, home: Home
) -> None:
    """REQ-A18: not as the bytes that ASCII cannot read."""
    seen, code = said(home, "ascii", *arguments)
    assert code == 2
    assert seen.splitlines()[0] == first


@pytest.mark.parametrize("encoding", ["cp850", "cp1252"])
def test_answers_are_read_in_it_too(encoding: str, home: Home) -> None:
    """REQ-A18: typed with accents where there are some."""
    answers = typed("1", "1", "0", "1", "1", "0", "Revenir à l'étape d")
    seen, _ = said(home, encoding, "guide", "opposition", answers=answers)
    assert "Choisi : Revenir à l'étape d'avant" in seen


def test_answers_that_cannot_be_read_are_asked_again(home: Home) -> None:
    """REQ-A18: bytes that are no ASCII are no answer, and no end either."""
    answers = "1\n1\n2 novembre 2026\n1\nvérité\n1 2\n".encode()
    done = subprocess.run(
        [*PROGRAM, "guide", "opposition"],
        input=answers,
        capture_output=True,
        cwd=home.folder,
        env=environment(home.folder, **OLD["ascii"]),
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert len(home.ticked()) == 3  # the day answers the first


@pytest.mark.parametrize("encoding", OLD)
def test_a_document_for_programs_is_utf_8(encoding: str, begun: Home, tmp_path: Path) -> None:
    """REQ-A18: a program that reads it need not know what this terminal has."""
    wrong = tmp_path / "é"
    (wrong / "fr").mkdir(parents=True)
    for command in (("status", "--json"), ("steps", "check", str(wrong), "--json")):
        documents = [
            subprocess.run(
                [*PROGRAM, *command],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                cwd=begun.folder,
                env=environment(begun.folder, **OLD.get(each, {})),
                timeout=60,
                check=False,
            ).stdout
            for each in ("utf-8", encoding)
        ]
        assert documents[0] == documents[1]
        assert not documents[0].isascii()


@pytest.mark.parametrize("encoding", OLD)
def test_a_file_is_written_in_utf_8(encoding: str, begun: Home, tmp_path: Path) -> None:
    """REQ-A18: what is carried away does not depend on this terminal."""
    files = [tmp_path / "meant.md", tmp_path / "seen.md"]
    said(begun, "utf-8", "checklist", "opposition", "--output", str(files[0]))
    said(begun, encoding, "checklist", "opposition", "--output", str(files[1]))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "é" in files[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", OLD)
def test_on_a_terminal(encoding: str, start: Callable[..., Terminal]) -> None:
    """REQ-A1, REQ-A18: lines, for the menus could not be written there."""
    terminal = start("guide", "opposition", env=OLD[encoding])
    terminal.wait_until(lambda: b"Votre choix :" in terminal.raw, "The first question")
    shown = terminal.raw.decode(encoding)
    assert "\x1b" not in shown
    assert ("Il ne demande jamais de nom, de numéro" in shown) == (encoding != "ascii")
    assert ("Il ne demande jamais de nom, de numero" in shown) == (encoding == "ascii")


def test_a_lost_word_is_noticed() -> None:
    """The comparison itself can fail."""
    assert unlike("l’été cœur", "l'ete coeur", "ascii") == []
    assert unlike("l’été cœur", "l'été coeur", "cp850") == []
    assert unlike("été", "ete", "cp850") == [("été", "ete")]
    assert unlike("été", "?t?", "ascii") == [("été", "?t?")]
    assert unlike("cœur", "cur", "ascii") == [("cœur", "cur")]
