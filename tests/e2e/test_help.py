"""`help`: of a command, about reading and answering, and the dry try-out."""

import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import pytest
import typer.main

from e2e.test_language import ENGLISH, FRENCH, foreign
from mes_optout import cli
from mes_optout.clicks import get_commands
from support.homes import PROGRAM, Home, environment, typed
from support.terminals import CTRL_C, CTRL_D, DOWN, ENTER, ESCAPE, LEFT, UP, WIPE, Terminal, words

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]

PAGE = ("help", "accessibility")
MANUAL = ("help", "--man")
TRY = (*PAGE, "--try")
LETTERS = "2 ARFK DDES"
OVER = {"fr": "L'essai est fini", "en": "The try-out is over"}
KEPT = {"fr": "Rien n'en a été gardé", "en": "Nothing of it was kept"}
OLD = {
    "cp850": {"PYTHONIOENCODING": "cp850"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def is_asked(prompt: re.Pattern[str], terminal: Terminal) -> bool:
    return prompt.search(terminal.page) is not None


# Every command, also those below a group.
COMMANDS = [
    (name, *below)
    for name, command in get_commands(typer.main.get_command(cli.make_app())).items()
    for below in ((), *((each,) for each in getattr(command, "commands", ())))
]
IMPORTED = """
import sys
from mes_optout.__main__ import main
sys.argv = ["mes-optout", *sys.argv[1:]]
code = main()
heavy = {"rich", "questionary", "prompt_toolkit", "cattrs", "filelock"}
print(*sorted(heavy & sys.modules.keys()), file=sys.stderr)
"""


def files(home: Home) -> dict[str, tuple[int, int]]:
    """Return every file and folder of the home, $TMPDIR among them, with change and size."""
    found = [home.folder, *home.folder.rglob("*")]
    return {str(p): (p.lstat().st_mtime_ns, p.lstat().st_size) for p in found}


class TestOfACommand:
    """The same as what `--help` says."""

    def test_there_are_commands_below_a_group(self) -> None:
        assert ("steps", "check") in COMMANDS

    def test_alone_it_is_that_of_the_program(self, home: Home) -> None:
        assert home.run("help") == home.run("--help")
        assert home.run("help").code == 0

    @pytest.mark.parametrize("name", COMMANDS, ids=" ".join)
    def test_of_each(self, name: tuple[str, ...], home: Home) -> None:
        done = home.run("help", *name)
        assert done == home.run(*name, "--help")
        assert done.code == 0
        assert done.out.startswith(f"Usage : mes-optout {' '.join(name)} ")

    @pytest.mark.parametrize(
        ("topic", "guess"),
        [
            (("chekclist",), "checklist"),
            (("steps", "chek"), "check"),
            (("accessibilty",), "accessibility"),
            (("accesibilité",), "accessibility"),
        ],
        ids=" ".join,
    )
    def test_an_unknown_topic_gets_a_suggestion(
        self, topic: tuple[str, ...], guess: str, home: Home
    ) -> None:
        done = home.run("help", *topic)
        assert (done.out, done.code) == ("", 2)
        said = f"Erreur : Commande inconnue : « {topic[-1]} ».\nVouliez-vous dire « {guess} » ?\n"
        assert done.err == f"{said}Pour de l'aide : mes-optout help\n"

    @pytest.mark.parametrize("topic", [("guide", "check"), (*PAGE, "guide"), ("a\x1b[2J",)])
    def test_what_has_no_help_is_refused(self, topic: tuple[str, ...], home: Home) -> None:
        done = home.run("help", *topic)
        assert (done.out, done.code) == ("", 2)
        assert "Commande inconnue : " in done.err
        assert "\x1b" not in done.err

    def test_the_try_out_is_of_no_command(self, home: Home) -> None:
        done = home.run("help", "guide", "--try")
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith("Erreur : --try va seulement avec « accessibility ».\n")

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_program_s_own_names_the_page(self, language: str, home: Home) -> None:
        said = home.run("--help", "--lang", language).out
        (line,) = [line for line in said.splitlines() if "braille" in line]
        assert line.endswith(": mes-optout help accessibility")


class TestPage:
    """How to read and to answer."""

    @pytest.mark.parametrize(
        "topic", ["accessibility", "accessibilite", "accessibilité", "ACCESSIBILITÉ"]
    )
    def test_it_has_a_french_name(self, topic: str, home: Home) -> None:
        done = home.run("help", topic)
        assert (done.err, done.code) == ("", 0)
        assert done.out.startswith("Lecteur d'écran, braille, petit écran, vieux terminal\n")

    def test_each_language_is_its_own(self, home: Home) -> None:
        """REQ-A22, REQ-A23."""
        french, english = (words(home.run(*PAGE, "--lang", name).out) for name in ("fr", "en"))
        values = "0, false, no, non, off"
        assert values in french
        names = re.compile(rf"{values}|[A-Z_]+=\w+")
        assert foreign(names.sub("", french), ENGLISH) == set()
        assert foreign(names.sub("", english), FRENCH) == set()

    @pytest.mark.parametrize("columns", [20, 40, 80])
    def test_it_fits_the_terminal(self, columns: int, home: Home, start: Start) -> None:
        """REQ-A2, REQ-A12: every word at every width, and not one control character."""
        terminal = start(*PAGE, columns=columns)
        assert terminal.leave() == 0
        said = bytes(terminal.raw).decode()
        assert said.split() == home.run(*PAGE).out.split()
        wide = [line for line in said.splitlines() if len(line) > columns and " " in line]
        assert [line for line in wide if not line.startswith(("mes-optout ", "export "))] == []
        assert "\x1b" not in said

    @pytest.mark.parametrize("encoding", OLD)
    def test_in_an_old_code_page(self, encoding: str, home: Home) -> None:
        """REQ-A18."""
        said = in_old(encoding, home, *PAGE)
        assert ("Échap, flèche gauche : " in said) == (encoding != "ascii")
        assert "comme oe par oe" in said or encoding == "cp1252"

    def test_it_imports_nothing_heavy(self, home: Home) -> None:
        """REQ-P7."""
        for arguments in (("help",), ("help", "guide"), PAGE, MANUAL):
            done = home.run(*arguments, program=(sys.executable, "-c", IMPORTED))
            assert done.err.splitlines()[-1] == ""
            assert done.out


class TestManual:
    """The manual page, which needs no `man`; its words are held to the page in tests/release."""

    @pytest.mark.parametrize("columns", [40, 80])
    def test_it_fits_the_terminal_without_a_pager(
        self, columns: int, home: Home, start: Start
    ) -> None:
        """REQ-A2: every word at every width, not one control character, and no file."""
        before = files(home)
        terminal = start(*MANUAL, columns=columns)
        assert terminal.leave() == 0
        said = bytes(terminal.raw).decode()
        assert said.split() == home.run(*MANUAL).out.split()
        assert "\x1b" not in said
        wide = [line for line in said.splitlines() if len(line) > columns and " " in line.strip()]
        assert [line for line in wide if not line.startswith("      ")] == []
        assert files(home) == before

    @pytest.mark.parametrize(("language", "title"), [("fr", "NOM\n"), ("en", "NAME\n")])
    def test_in_each_language(self, language: str, title: str, home: Home) -> None:
        done = home.run(*MANUAL, "--lang", language)
        assert (done.err, done.code) == ("", 0)
        assert done.out.startswith(title)

    @pytest.mark.parametrize("encoding", OLD)
    def test_in_an_old_code_page(self, encoding: str, home: Home) -> None:
        """REQ-A18."""
        assert "VOIR AUSSI\n" in in_old(encoding, home, *MANUAL)

    @pytest.mark.parametrize("other", ["guide", "--try", "--simple"])
    def test_it_stands_alone(self, other: str, home: Home) -> None:
        done = home.run(*MANUAL, other)
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith("Erreur : --man s'emploie seul.\n")


def in_old(encoding: str, home: Home, *arguments: str, lines: str = "") -> str:
    """Run the program in an old encoding, and return what it says there."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=lines.encode(encoding),
        capture_output=True,
        env=environment(home.folder, **OLD[encoding]),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "é".encode() not in done.stdout
    return done.stdout.decode(encoding)


class TestTryOutInLines:
    """Answers through a pipe, or on a terminal with `--simple`."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_piped_answers_lead_to_what_was_understood(self, language: str, home: Home) -> None:
        """REQ-A2, REQ-A22, REQ-A23, REQ-S10: and no file anywhere."""
        before = files(home)
        lines = ("?", "zz", "2", "9", "2 3", "31/02/2026", "2026-11-02", "2 ARFK", LETTERS)
        done = home.run(*TRY, "--lang", language, input=typed(*lines))
        assert (done.err, done.code) == ("", 0)
        end = done.out.partition(OVER[language])[2]
        assert KEPT[language] in end
        day = {"fr": "Date : lundi 2 novembre 2026", "en": "Date: Monday 2 November 2026"}
        assert day[language] in end.splitlines()
        assert foreign(done.out, ENGLISH if language == "fr" else FRENCH) == set()
        assert [letter for letter in done.out if not letter.isprintable() and letter != "\n"] == []
        assert files(home) == before

    def test_it_needs_no_topic(self, home: Home) -> None:
        lines = typed("1", "0", "0", "0")
        assert home.run("help", "--try", input=lines) == home.run(*TRY, "--simple", input=lines)

    def test_it_reads_neither_steps_nor_progress(self, home: Home) -> None:
        home.state.mkdir()
        home.notes.write_bytes(b"\xff")
        lines = typed("1", "0", "0", "0")
        done = home.run(*TRY, "--steps", "nowhere", input=lines)
        assert (done.err, done.code) == ("", 0)
        assert home.notes.read_bytes() == b"\xff"

    @pytest.mark.parametrize("answers", [(), ("1",), ("1", "2"), ("1", "2", "0")], ids=len)
    @pytest.mark.parametrize("ending", ["q", None], ids=["quit", "end"])
    def test_leaving_at_each_question(
        self, answers: tuple[str, ...], ending: str | None, home: Home
    ) -> None:
        """REQ-S4, and exit 3 where the input ends."""
        before = files(home)
        done = home.run(*TRY, input=typed(*answers, *([ending] if ending else [])))
        if ending:
            assert (done.err, done.code) == ("", 0)
        else:
            assert done.code == 3
            assert done.err.startswith("La saisie s'arrête ici.\nRien n'a été gardé")
        assert OVER["fr"] not in done.out
        assert files(home) == before

    @pytest.mark.parametrize("encoding", OLD)
    def test_in_an_old_code_page(self, encoding: str, home: Home) -> None:
        """REQ-A18: French letters where there are some, and no menus."""
        said = in_old(encoding, home, *TRY, lines=typed("1", "2", "0", "0"))
        assert OVER["fr"] in said
        assert ("J'ai arrosé la plante" in said) == (encoding != "ascii")
        assert ("J'ai arrose la plante" in said) == (encoding == "ascii")

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_on_a_terminal(self, language: str, home: Home, start: Start) -> None:
        """REQ-A2: at 20 columns, with a step back on the way."""
        before = files(home)
        terminal = start(*TRY, "--simple", "--lang", language, columns=20)
        back = {"fr": "retour", "en": "back"}[language]
        prompts = {
            "fr": ("Votre choix", "Numéros", "Date, ou 0", "Lettres, ou 0"),
            "en": ("Your choice", "Numbers", "Date, or 0", "Letters, or 0"),
        }[language]
        for number, line in ((0, "2"), (1, "1 2"), (2, back), (1, "0"), (2, "0"), (3, LETTERS)):
            asked = re.compile(f"{prompts[number]}[^:]*:$")
            terminal.wait_until(partial(is_asked, asked, terminal), asked.pattern)
            terminal.send(line, ENTER)
        assert terminal.leave() == 0
        # The terminal wraps, inside words too.
        page = terminal.page.replace(" ", "")
        assert OVER[language].replace(" ", "") in page
        assert KEPT[language].replace(" ", "") in page
        assert b"\x1b" not in terminal.raw
        assert terminal.is_sane()
        assert files(home) == before


WORDS = {
    "fr": {
        "choice": "> Pain",
        "chosen": "Choisi : Fruits",
        "box": "> [fait] J'ai ouvert les rideaux",
        "third": "> [à faire] J'ai nourri le chat",
        "boxes": "Choisi : J'ai ouvert les rideaux",
        "day": "Quel jour a-t-il été envoyé ?",
        "letters": "Quelles lettres sont sur votre papier ?",
    },
    "en": {
        "choice": "> Bread",
        "chosen": "Chosen: Fruit",
        "box": "> [done] I opened the curtains",
        "third": "> [to do] I fed the cat",
        "boxes": "Chosen: I opened the curtains",
        "day": "On which day was it sent?",
        "letters": "Which letters stand on your paper?",
    },
}


class TestTryOutInMenus:
    """On a terminal, as the guide would ask there."""

    @pytest.mark.parametrize("columns", [80, 20])
    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_to_the_end(self, language: str, columns: int, home: Home, start: Start) -> None:
        """REQ-A5, REQ-A9, REQ-S10: back by both keys; no file anywhere."""
        before = files(home)
        said = WORDS[language]
        terminal = start(*TRY, "--lang", language, columns=columns, rows=60)
        terminal.wait_for(said["choice"])
        terminal.send(DOWN, ENTER)
        terminal.wait_for(said["chosen"], said["box"])
        terminal.send(LEFT)
        terminal.wait_for(said["choice"])
        terminal.send(DOWN, ENTER)
        terminal.wait_for(said["chosen"], said["box"])
        terminal.send(ENTER)
        terminal.wait_for(said["boxes"], said["day"], "> ")
        terminal.send(ESCAPE)
        terminal.wait_for(said["box"])
        terminal.send(DOWN, DOWN)
        terminal.wait_for(said["third"])
        terminal.send(UP, UP, ENTER)
        terminal.wait_for(said["boxes"], said["day"])
        terminal.send("2026-11-02", ENTER)
        terminal.wait_for("2026", said["letters"], "> ")
        terminal.send(LETTERS, ENTER)
        assert terminal.leave() == 0
        for text in (OVER[language], KEPT[language], said["boxes"].partition(": ")[2]):
            assert text in terminal.page
        assert terminal.is_sane()
        assert files(home) == before

    def test_simple_wins(self, start: Start) -> None:
        """REQ-A1: and a variable does as well."""
        for arguments, variables in ((("--simple",), {}), ((), {"ACCESSIBLE": "1"})):
            terminal = start(*TRY, *arguments, env=variables)
            terminal.wait_for("1 : Pain", "Votre choix :")
            assert b"\x1b" not in terminal.raw

    @pytest.mark.parametrize("place", ["choice", "box", "day"])
    @pytest.mark.parametrize(
        ("key", "code"), [(CTRL_C, 130), (CTRL_D, 3)], ids=["ctrl-c", "ctrl-d"]
    )
    def test_leaving_by_a_key(
        self, key: str, code: int, place: str, home: Home, start: Start
    ) -> None:
        """REQ-S1, and exit 3 with a word; nothing is kept either way."""
        before = files(home)
        terminal = self.at(place, start)
        terminal.send(key)
        assert terminal.leave() == code
        assert terminal.raw.endswith(WIPE) == (key == CTRL_C)
        assert ("Rien n'a été gardé" in terminal.page) == (key == CTRL_D)
        assert terminal.is_sane()
        assert files(home) == before

    def test_quitting_wipes(self, start: Start) -> None:
        """REQ-S4."""
        terminal = self.at("choice", start)
        terminal.send(UP)
        terminal.wait_for("> Quitter")
        terminal.send(ENTER)
        assert terminal.leave() == 0
        assert terminal.raw.endswith(WIPE)

    @staticmethod
    def at(place: str, start: Start) -> Terminal:
        """Start a try-out and go as far as a question."""
        said = WORDS["fr"]
        terminal = start(*TRY)
        for name in ("choice", "box", "day"):
            terminal.wait_for(said[name], "> ")
            if name == place:
                return terminal
            terminal.send(ENTER)
        raise AssertionError(place)
