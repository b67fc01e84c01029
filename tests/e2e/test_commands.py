"""The commands through pipes: exit codes, outputs, files."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zlib import crc32

import pytest

from mes_optout import __version__, cli
from mes_optout.clock import PINNED_BY
from mes_optout.content.loader import Pack
from support.homes import PROGRAM, Home, environment, new_home, typed
from support.terminals import DOWN, ENTER, WIPE, Terminal, words

STEPS = Path(__file__).parents[2] / "steps"
BEGIN = typed("1", "1", "2 novembre 2026", "1")  # the opposition, its first step done
# What REQ-P7 asks of light commands: start as __main__ does, then say what was imported.
IMPORTED = """
import sys
from mes_optout.__main__ import main
sys.argv = ["mes-optout", *sys.argv[1:]]
code = main()
heavy = {"rich", "questionary", "prompt_toolkit", "segno", "typst", "icalendar"}
print(*sorted(heavy & sys.modules.keys()), file=sys.stderr)
"""


@pytest.fixture
def begun(home: Home) -> Home:
    """Return a home in which the first step of the opposition is done."""
    home.run("guide", "opposition", "--simple", input=BEGIN)
    return home


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return such a home for tests that only read."""
    home = new_home(tmp_path_factory.mktemp("shown"))
    home.run("guide", "opposition", "--simple", input=BEGIN)
    return home


@pytest.fixture
def own_steps(tmp_path: Path) -> Path:
    """Return a folder of steps that a test may break."""
    shutil.copytree(STEPS, tmp_path / "pack")
    return tmp_path / "pack"


class TestRoot:
    """The program without a command."""

    def test_the_version_is_said(self, shown: Home) -> None:
        done = shown.run("--version")
        assert (done.out, done.err, done.code) == (f"mes-optout {__version__}\n", "", 0)

    def test_alone_without_a_terminal_it_helps_on_stderr(self, shown: Home) -> None:
        done = shown.run()
        assert (done.out, done.code) == ("", 2)
        assert done.err == shown.run("--help").out

    def test_alone_on_a_terminal_it_resumes(
        self, begun: Home, start: Callable[..., Terminal]
    ) -> None:
        assert begun.notes.exists()
        terminal = start()
        terminal.wait_for("Avant de commencer", "> Continuer")
        terminal.send(ENTER)
        terminal.wait_for("> Reprendre : S'opposer à l'ouverture", "1 étape faite sur 7")

    def test_an_unknown_command_gets_a_suggestion(self, shown: Home) -> None:
        done = shown.run("statsu")
        assert (done.out, done.code) == ("", 2)
        assert "Vouliez-vous dire « status » ?" in done.err

    @pytest.mark.parametrize("command", ["guide", "checklist"])
    def test_an_unknown_procedure_gets_a_suggestion(self, command: str, shown: Home) -> None:
        done = shown.run(command, "oposition")
        assert (done.out, done.code) == ("", 2)
        assert done.err == (
            "Erreur : Démarche inconnue : « oposition ».\n"
            "Vouliez-vous dire « opposition » ?\n"
            "Pour les voir toutes : mes-optout steps list\n"
        )


class TestStatus:
    """Where one stands."""

    def test_nothing_yet(self, home: Home) -> None:
        done = home.run("status")
        assert done.out == "Rien n'est noté pour l'instant.\nPour commencer : mes-optout guide\n"
        assert (done.err, done.code) == ("", 0)
        assert home.run("status", "--json").json == {
            "format": 1,
            "today": "2026-11-27",
            "clock_seems_wrong": False,
            "procedures": [],
        }
        assert not home.state.exists()

    def test_one_screen_says_it(self, shown: Home) -> None:
        assert shown.run("status").out == (
            "S'opposer à l'ouverture\n"
            "  1 étape faite sur 7. Prochaine étape : Qui lira les messages ?\n"
            "  Dernier jour : lundi 14 décembre 2026, dans 17 jours. Visez le lundi 7\n"
            "  décembre 2026 au plus tard.\n"
            "\n"
            "Pour reprendre : mes-optout guide\n"
        )

    def test_the_document_is_the_one_of_the_reference(self, shown: Home, pack: Pack) -> None:
        (record,) = shown.run("status", "--json").json["procedures"]
        steps = pack.procedure("opposition").steps
        states = ["done", *["open"] * (len(steps) - 1)]
        assert record == {
            "id": "opposition",
            "turn": 1,
            "title": "S'opposer à l'ouverture",
            "total": len(steps),
            "done": 1,
            "left": len(steps) - 1,
            "finished": False,
            "next_step": "messages",
            "sent": "2026-11-02",
            "target": "2026-12-07",
            "last_day": "2026-12-14",
            "days_left": 17,
            "answers": dict.fromkeys(record["answers"]),  # nothing was said
            "continued_in": None,
            "follow_ups": [],
            "steps": [
                {"id": step.id, "state": state} for step, state in zip(steps, states, strict=True)
            ],
        }


class TestChecklist:
    """The list to print."""

    def test_text_is_whole_and_narrow(self, shown: Home, pack: Pack) -> None:
        done = shown.run("checklist", "cloture", "--format", "text")
        assert (done.err, done.code) == ("", 0)
        boxes = [check for step in pack.procedure("cloture").steps for check in step.checks]
        assert done.out.count("[ ] ") == len(boxes)
        assert all(f"[ ] {check.text}" in words(done.out) for check in boxes)
        wide = [line for line in done.out.splitlines() if len(line) > 80]
        assert wide == [line for line in wide if line.strip().startswith("https://")]

    def test_json_has_stable_keys_and_iso_dates(self, shown: Home) -> None:
        document = shown.run("checklist", "opposition", "--format", "json").json
        assert (document["format"], document["made"]) == (1, "2026-11-27")
        (sheet,) = document["procedures"]
        assert (sheet["sent"], sheet["target"]) == ("2026-11-02", "2026-12-07")
        page = (STEPS.parent / "docs/reference.md").read_text(encoding="utf-8")
        (example,) = [
            json.loads(block)
            for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL)
            if '"made"' in block
        ]
        for step in sheet["steps"]:
            assert step.keys() == example["procedures"][0]["steps"][0].keys()
            assert date.fromisoformat(step["reviewed"]).isoformat() == step["reviewed"]
        assert sheet.keys() == example["procedures"][0].keys()
        days = [check["day"] for check in sheet["steps"][0]["checks"]]
        assert days == ["2026-11-27"] * len(days)

    def test_the_list_has_ticks_and_a_blank_one_none(self, shown: Home) -> None:
        assert shown.run("checklist", "opposition").out.count("[x]") == 1
        for format_name in ("text", "markdown"):
            blank = shown.run("checklist", "opposition", "--blank", "--format", format_name).out
            assert "[ ]" in blank
            assert "[x]" not in blank
            assert "2 novembre" not in blank

    def test_without_a_name_it_is_what_was_begun(self, shown: Home, home: Home) -> None:
        assert shown.run("checklist").out == shown.run("checklist", "opposition").out
        listed = home.run("checklist").out
        assert "S'opposer à l'ouverture\n===" in listed
        assert "Clôturer mon espace\n===" in listed

    @pytest.mark.parametrize(
        ("name", "begins"), [("l.txt", "S'opposer"), ("l.md", "# S'opposer"), ("l.json", "{")]
    )
    def test_a_file_is_written_once(self, name: str, begins: str, home: Home) -> None:
        """UTF-8, for the owner only, never over another one without --force (exit 4)."""
        path = home.folder / name
        done = home.run("checklist", "opposition", "--output", name)
        assert (done.out, done.err, done.code) == (f"Écrit : {name}\n", "", 0)
        assert path.read_bytes().decode("utf-8").startswith(begins)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

        path.write_text("à moi", encoding="utf-8")
        done = home.run("checklist", "opposition", "--output", name)
        assert (done.out, done.code) == ("", 4)
        assert done.err.startswith(f"Erreur : {name} existe déjà et est resté tel quel.")
        assert path.read_text(encoding="utf-8") == "à moi"

        assert home.run("checklist", "opposition", "--output", name, "--force").code == 0
        assert path.read_text(encoding="utf-8").startswith(begins)

    def test_a_dash_is_stdout(self, shown: Home) -> None:
        dashed = shown.run("checklist", "--output", "-")
        assert dashed == shown.run("checklist", "--format", "text")
        assert dashed.code == 0

    def test_a_folder_that_is_not_there_is_said(self, shown: Home) -> None:
        done = shown.run("checklist", "--output", "x/y.txt")
        assert (done.out, done.code) == ("", 4)
        assert "ce fichier ou ce dossier n'existe pas" in done.err

    @pytest.mark.parametrize(
        "arguments",
        [
            ("checklist",),
            ("checklist", "--format", "json"),
            ("status",),
            ("--help",),
            ("--version",),
        ],
        ids=" ".join,
    )
    def test_a_closed_pipe_is_silent(self, arguments: tuple[str, ...], shown: Home) -> None:
        """As `| head -1` closes it: nobody reads any more, and that is no error."""
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*PROGRAM, *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            env=environment(shown.folder),
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_the_same_bytes_twice(self, shown: Home) -> None:
        for format_name in ("text", "markdown", "json"):
            first = shown.run("checklist", "--format", format_name, env={"PYTHONHASHSEED": "1"})
            again = shown.run("checklist", "--format", format_name, env={"PYTHONHASHSEED": "2"})
            assert first == again
            assert len(first.out) > 1_000

    def test_on_a_terminal_it_has_panels_and_boxes(
        self, begun: Home, start: Callable[..., Terminal], pack: Pack
    ) -> None:
        assert begun.notes.exists()
        terminal = start("checklist", "opposition", rows=100)
        assert terminal.leave() == 0
        last = pack.procedure("opposition").steps[-1]
        shown = words("\n".join(terminal.rows))
        assert f"[ ] {last.checks[-1].text}" in shown
        assert sum(row.startswith("╭─ 7. ") for row in terminal.rows) == 1


class TestDeadline:
    """How long one has got."""

    @pytest.mark.parametrize(
        "sent",
        [
            *(("2 novembre 2026",), ("2", "novembre", "2026"), ("02/11/2026",), ("2026-11-02",)),
            *(("2/11",), ("2", "novembre")),  # said back in full
        ],
    )
    def test_a_day_is_read_in_several_ways(self, sent: tuple[str, ...], shown: Home) -> None:
        done = shown.run("deadline", *sent)
        assert (done.err, done.code) == ("", 0)
        assert done.out == (
            "Envoi : lundi 2 novembre 2026.\n"
            "Dernier jour : lundi 14 décembre 2026, dans 17 jours.\n"
            "Visez le lundi 7 décembre 2026 au plus tard.\n"
        )

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ("2026-11-28", "Erreur : Le 28 novembre 2026 n'est pas encore passé"),
            ("31/02/2026", "Erreur : Le calendrier n'a pas de 31/02/2026."),
            ("0", "Erreur : « 0 » n'est pas une date que je sais lire."),
            ("\x1b[2J", "Erreur : « ?[2J » n'est pas une date que je sais lire."),
        ],
    )
    def test_what_is_no_day_of_sending_is_refused(self, sent: str, said: str, shown: Home) -> None:
        done = shown.run("deadline", sent)
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith(said)
        assert len(done.err.splitlines()) == 2

    def test_by_a_wrong_clock_a_day_needs_its_year(self, home: Home) -> None:
        in_1970 = {PINNED_BY: "1970-01-02"}
        done = home.run("deadline", "2/11", env=in_1970)
        assert (done.out, done.code) == ("", 2)
        assert "« 2/11 » n'a pas d'année" in done.err
        assert home.run("deadline", "2/11/2026", env=in_1970).code == 0

    def test_on_the_last_day_it_says_what_to_do(self, home: Home) -> None:
        done = home.run("deadline", "16/10")
        assert done.out == (
            "Envoi : vendredi 16 octobre 2026.\n"
            "Dernier jour : vendredi 27 novembre 2026, aujourd'hui.\n"
            "Commencez maintenant, en ligne.\n"
            "Sans internet, ou si un écran vous arrête, appelez le 3422 avant 17 h.\n"
            "Dites que vous vous opposez à l'ouverture, et demandez un écrit.\n"
            "Notez le jour, l'heure, le numéro de dossier et qui vous répond.\n"
            "Téléphone : 3422, du lundi au vendredi, de 8 h 30 à 17 h. Au prix d'un appel.\n"
            "Pour les personnes sourdes ou malentendantes :\n"
            "https://monespacesante.elioz.fr/\n"
            "En cas d'échec, rien n'est perdu : l'espace peut être clôturé à tout moment\n"
            "(article R1111-36).\n"
        )

    def test_without_a_day_nor_a_terminal_it_says_what_to_type(self, shown: Home) -> None:
        done = shown.run("deadline")
        assert (done.out, done.code) == ("", 2)
        assert "mes-optout deadline 2026-11-02" in done.err

    def test_on_a_terminal_it_asks(self, home: Home, start: Callable[..., Terminal]) -> None:
        terminal = start("deadline")
        terminal.wait_for("Quel jour la lettre ou l'e-mail a-t-il été envoyé ?", "Tapez la date")
        terminal.send("16/10/2026", ENTER)
        assert terminal.leave() == 0
        assert "Dernier jour : vendredi 27 novembre 2026, aujourd'hui." in terminal.page
        assert not home.state.exists()


class TestForget:
    """Deleting what is kept."""

    def test_it_deletes_and_says_what_it_cannot(self, begun: Home) -> None:
        """REQ-S12, REQ-S13: twice in a row exit 0; no promise."""
        assert begun.notes.exists()
        done = begun.run("forget", "--yes")
        assert (done.err, done.code) == ("", 0)
        assert str(begun.notes) in done.out
        assert "Ce qui n'est pas effacé" in done.out
        assert not begun.state.exists()
        again = begun.run("forget", "--yes")
        assert (again.err, again.code) == ("", 0)
        assert again.out.startswith("Rien n'est gardé sur cet ordinateur.")

    @pytest.mark.parametrize("more", [(), ("--yes",)], ids=["alone", "with --yes"])
    def test_a_dry_run_says_what_goes_and_deletes_nothing(
        self, more: tuple[str, ...], begun: Home
    ) -> None:
        """Whichever else is typed; without a terminal it asks nothing."""
        (begun.state / "notes.json.old1").write_text("put aside", encoding="utf-8")
        before = {path: path.read_bytes() for path in begun.state.iterdir()}
        done = begun.run("forget", "--dry-run", *more, input="")
        assert (done.err, done.code) == ("", 0)
        assert {path: path.read_bytes() for path in begun.state.iterdir()} == before
        lines = done.out.splitlines()
        files, folder = lines[1 : 1 + len(before)], lines[2 + len(before)]
        assert lines[0] == "Ces fichiers seraient effacés :"
        assert {line.strip() for line in files} == {str(path) for path in before}
        assert folder.strip() == str(begun.state)
        assert "Ce qui n'est pas effacé" in done.out
        assert lines[-1] == "Rien n'a été effacé."
        begun.run("forget", "--yes")
        assert not begun.state.exists()

    def test_a_dry_run_finds_what_is_not_there_neither_makes_it(self, home: Home) -> None:
        done = home.run("forget", "--dry-run")
        assert (done.err, done.code) == ("", 0)
        assert done.out.startswith("Rien n'est gardé sur cet ordinateur.\n")
        assert "seraient effacés" not in done.out
        assert not home.state.exists()

    def test_without_a_terminal_it_deletes_nothing(self, begun: Home) -> None:
        done = begun.run("forget", input=typed("1", "2", "oui"))
        assert done.code == 2
        assert "mes-optout forget --yes" in done.err
        assert begun.notes.exists()

    @pytest.mark.parametrize(("keys", "kept"), [(ENTER, True), (DOWN + ENTER, False)])
    def test_on_a_terminal_it_asks_once_and_the_first_answer_keeps(
        self, *, keys: str, kept: bool, begun: Home, start: Callable[..., Terminal]
    ) -> None:
        """REQ-A10, REQ-S12."""
        terminal = start("forget")
        terminal.wait_for("Effacer ?", "> Non, garder")
        terminal.send(keys)
        assert terminal.leave() == 0
        assert begun.notes.exists() == kept
        assert ("Rien n'a été effacé." in terminal.page) == kept


class TestSteps:
    """The folder of steps."""

    @pytest.mark.parametrize("language", ["fr", "en"])
    def test_the_nine_procedures_are_listed(self, shown: Home, language: str) -> None:
        lines = shown.run("steps", "list", "--lang", language).out.splitlines()
        assert len(lines) == 9
        word = {"fr": "étapes", "en": "steps"}[language]
        assert all(re.fullmatch(rf"[a-z-]+: .+ \(\d+ {word}, {language}\)", s) for s in lines)

    def test_broken_toml_is_said_with_file_and_line(self, shown: Home, own_steps: Path) -> None:
        path = own_steps / "fr" / "opposition.toml"
        lines = path.read_text(encoding="utf-8").splitlines()
        lines[11] = 'title = "sans fin'
        path.write_text("\n".join(lines), encoding="utf-8")
        for arguments in (("checklist", "opposition"), ("steps", "list"), ("status",)):
            done = shown.run(*arguments, "--steps", str(own_steps))
            assert (done.out, done.code) == ("", 65)
            assert done.err.startswith(
                "Erreur : fr/opposition.toml n'est pas du TOML valable à la ligne 12."
            )

    def test_the_variable_names_them_too_and_the_option_wins(
        self, shown: Home, own_steps: Path, tmp_path: Path
    ) -> None:
        (own_steps / "fr" / "cloture.toml").write_bytes(b"\xff")
        variable = {"MES_OPTOUT_STEPS": str(own_steps)}
        assert shown.run("checklist", "cloture", env=variable).code == 65
        option = ("--steps", str(STEPS))
        assert shown.run("checklist", "cloture", *option, env=variable).code == 0
        assert shown.run("checklist", "cloture", "--steps", str(tmp_path)).code == 65


class TestProgressFile:
    """A progress file that is damaged, newer, or in danger."""

    def test_it_is_for_the_owner_only(self, home: Home) -> None:
        """REQ-S9: even with umask 0."""
        code = 'umask 0; exec "$@"'
        program = ("sh", "-c", code, "sh", *PROGRAM)
        home.run("guide", "opposition", "--simple", input=BEGIN, program=program)
        assert stat.S_IMODE(home.state.stat().st_mode) == 0o700
        files = list(home.state.iterdir())
        assert home.notes in files
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}

    def test_it_holds_numbers_and_days_only(self, shown: Home) -> None:
        """REQ-S11."""
        document = json.loads(shown.notes.read_bytes())
        assert document.keys() == {"format", "l"}
        own = next(each for each in document["l"] if each["p"] == crc32(b"opposition"))
        assert (own["t"], own["d"], len(own["b"])) == (1, "2026-11-02", 1)
        assert set(re.findall(r"[a-z]+", shown.notes.read_text())) <= {"format", *"lptbafndoc"}

    def test_a_damaged_one_is_left_and_said(self, begun: Home) -> None:
        """REQ-R4: status says it in one sentence, exit 65."""
        cut = begun.notes.read_bytes()[:-20]
        begun.notes.write_bytes(cut)
        for arguments in (("status",), ("status", "--json"), ("checklist",)):
            done = begun.run(*arguments)
            assert (done.out, done.code) == ("", 65)
            assert done.err.startswith(f"Erreur : Le fichier de suivi {begun.notes} ne peut")
            assert len(done.err.splitlines()) == 3
        assert begun.run("checklist", "--blank").code == 0
        assert begun.notes.read_bytes() == cut

    def test_the_guide_offers_to_put_a_damaged_one_aside(self, home: Home) -> None:
        """REQ-R4: the original is kept; a new one begins only after asking."""
        home.state.mkdir()
        home.notes.write_bytes(b"{")
        left = home.run("guide", "--simple", input=typed("1", "1"))
        assert left.code == 0
        assert home.notes.read_bytes() == b"{"

        anew = typed("1", "mettre", "1", "1", "2 novembre 2026")
        done = home.run("guide", "opposition", "--simple", input=anew)
        assert "Votre suivi ne peut pas être lu" in done.out
        assert "notes.json.old1" in done.out
        assert (home.state / "notes.json.old1").read_bytes() == b"{"
        assert home.status("opposition")["sent"] == "2026-11-02"
        assert home.run("forget", "--yes").code == 0
        assert not home.state.exists()

    @pytest.mark.parametrize("arguments", [("status",), ("guide", "--simple"), ("checklist",)])
    def test_a_newer_one_is_left_and_said(self, arguments: tuple[str, ...], home: Home) -> None:
        """REQ-R5."""
        newer = b'{"format": 3, "things": []}'
        home.state.mkdir()
        home.notes.write_bytes(newer)
        done = home.run(*arguments, input=typed("1", "1"))
        assert done.code == 65
        assert "Mettez le programme à jour" in done.err
        assert home.notes.read_bytes() == newer
        assert list(home.state.iterdir()) == [home.notes]


class TestMistakes:
    """An error in the program itself."""

    def test_it_is_one_sentence_without_a_path(
        self,
        begun: Home,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """REQ-S21."""
        before = begun.notes.read_bytes()

        def broken(*_: object) -> str:
            raise RuntimeError(f"{begun.folder} is broken")

        monkeypatch.setattr("mes_optout.reports.status.status_text", broken)
        assert cli.main(["status"]) == 70
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.startswith("Erreur : Le programme a rencontré une erreur")
        assert shown.err.endswith("Pour recommencer : mes-optout guide\n")
        assert len(shown.err.splitlines()) == 3
        assert str(begun.folder) not in shown.err
        assert begun.notes.read_bytes() == before

    @pytest.mark.parametrize("arguments", [("guide", "opposition"), ("guide", "--simple")])
    def test_it_ends_a_walk_with_all_that_was_entered(
        self, arguments: tuple[str, ...], begun: Home, start: Callable[..., Terminal]
    ) -> None:
        """REQ-S21, REQ-S25: no traceback, and no page, where the menus are; a terminal in order."""
        folder = begun.folder / "patch"
        folder.mkdir()
        (folder / "sitecustomize.py").write_text(
            "from mes_optout.walkthrough import welcome\n"
            "def broken(*_): raise RuntimeError('/home/somebody')\n"
            "welcome.quit_option = broken\n",
            encoding="utf-8",
        )
        before = begun.notes.read_bytes()
        terminal = start(*arguments, env={"PYTHONPATH": str(folder)})
        assert terminal.leave() == 70
        assert terminal.page.startswith("Erreur : Le programme a rencontré une erreur")
        assert b"Traceback" not in terminal.raw
        assert b"/home/somebody" not in terminal.raw
        assert terminal.raw.count(WIPE) == 1
        assert terminal.is_sane()
        assert begun.notes.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [("--version",), ("--help",), ("status",), ("status", "--json"), ("deadline", "2026-11-02")]
    + [("checklist", "--format", name) for name in ("text", "markdown", "json")]
    + [("checklist",), ("steps", "list"), ("forget",)],
    ids=" ".join,
)
def test_what_is_light_imports_nothing_heavy(arguments: tuple[str, ...], shown: Home) -> None:
    """REQ-P7."""
    done = shown.run(*arguments, program=(sys.executable, "-c", IMPORTED))
    assert done.err.splitlines()[-1] == ""
    assert done.out
