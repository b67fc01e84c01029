"""`deadline --ics`: the reminder as a file, and `--closed`, from the command line."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import ics
import pytest
from icalendar import Calendar, Event

from support.homes import PROGRAM, Home, environment
from support.terminals import ENTER, Terminal

pytestmark = pytest.mark.slow  # starts the program many times

NOTICE = "Dans un agenda partagé, votre famille ou votre employeur peut aussi voir ce\nrappel.\n"
SENT = ("deadline", "2 novembre 2026")
CLOSED = ("deadline", "--closed", "2 novembre 2026")
FILE = ("--ics", "rappel.ics")


def days(data: bytes) -> list[date]:
    """Return the days in a calendar file, on which two programs agree."""
    events = Calendar.from_ical(data).walk("VEVENT")
    found = [event.start for event in events if isinstance(event, Event)]
    assert found == [event.begin.date() for event in sorted(ics.Calendar(data.decode()).events)]
    return found


def raw(home: Home, *arguments: str, **env: str | None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=home.folder,
        env=environment(home.folder, **env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


class TestFile:
    """Into a file."""

    def test_of_a_letter(self, home: Home) -> None:
        """REQ-S8: the days, for the owner only, and no word that tells."""
        done = home.run(*SENT, *FILE)
        assert (done.err, done.code) == (NOTICE, 0)
        assert done.out == "Écrit : rappel.ics\n" + home.run(*SENT).out
        path = home.folder / "rappel.ics"
        assert days(path.read_bytes()) == [date(2026, 12, 7), date(2026, 12, 14)]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        said = path.read_text(encoding="utf-8").replace("TRANSP:TRANSPARENT", "").casefold()
        telling = ("trans", "transition", "genre", "santé", "mes-optout", "mon espace")
        assert [word for word in telling if word in said] == []

    def test_of_a_closure(self, home: Home) -> None:
        done = home.run(*CLOSED, *FILE)
        assert (done.err, done.code) == (NOTICE, 0)
        assert done.out == "Écrit : rappel.ics\n" + home.run(*CLOSED).out
        assert days((home.folder / "rappel.ics").read_bytes()) == [date(2027, 2, 2)]

    def test_never_over_another_one(self, home: Home) -> None:
        path = home.folder / "rappel.ics"
        path.write_text("à moi", encoding="utf-8")
        done = home.run(*SENT, *FILE)
        assert (done.out, done.code) == ("", 4)
        assert done.err.startswith(
            NOTICE + "Erreur : rappel.ics existe déjà et est resté tel quel."
        )
        assert path.read_text(encoding="utf-8") == "à moi"
        assert home.run(*SENT, *FILE, "--force").code == 0
        assert len(days(path.read_bytes())) == 2

    @pytest.mark.parametrize(
        ("place", "cause"),
        [("absent/rappel.ics", "ce fichier ou ce dossier n'existe pas"), (".", "c'est un dossier")],
    )
    def test_where_there_is_no_place(self, place: str, cause: str, home: Home) -> None:
        done = home.run(*SENT, "--ics", place)
        assert (done.out, done.code) == ("", 4)
        assert done.err.startswith(NOTICE)
        assert cause in done.err
        assert not (home.folder / "absent").exists()

    def test_a_folder_that_is_copied_elsewhere(self, home: Home) -> None:
        """REQ-S19."""
        (home.folder / "Dropbox").mkdir()
        done = home.run(*SENT, "--ics", "Dropbox/rappel.ics")
        assert done.code == 0
        said = " ".join(done.err.split())
        assert "Attention : Dropbox recopie ce dossier ailleurs." in said
        assert said.endswith("Pour un autre endroit, utilisez --ics.")

    def test_a_name_that_steers_is_said_without_harm(self, home: Home) -> None:
        done = home.run(*SENT, "--ics", "a\x1b[2Jb.ics")
        assert done.out.startswith("Écrit : a?[2Jb.ics\n")
        assert "\x1b" not in done.out + done.err
        assert (home.folder / "a\x1b[2Jb.ics").exists()


class TestScreen:
    """Onto stdout."""

    @pytest.mark.parametrize("arguments", [SENT, CLOSED], ids=" ".join)
    def test_nothing_else_goes_there(self, arguments: tuple[str, ...], home: Home) -> None:
        home.run(*arguments, *FILE)
        done = raw(home, *arguments, "--ics", "-")
        assert done.stdout == (home.folder / "rappel.ics").read_bytes()
        assert (done.stderr.decode(), done.returncode) == (NOTICE, 0)
        assert [path.name for path in home.folder.glob("*.ics")] == ["rappel.ics"]

    @pytest.mark.parametrize(
        "locale",
        [
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
            {"PYTHONIOENCODING": "cp850"},
        ],
    )
    def test_it_is_utf8_whatever_the_terminal_speaks(
        self, locale: dict[str, str], home: Home
    ) -> None:
        """REQ-A18: a calendar file is UTF-8; only what is said to a person is folded."""
        done = raw(home, *SENT, "--ics", "-", **locale)
        assert done.stdout == raw(home, *SENT, "--ics", "-").stdout
        assert "SUMMARY:Démarche à finir : dernier jour\r\n".encode() in done.stdout
        assert done.returncode == 0

    def test_the_same_bytes_twice(self, home: Home) -> None:
        """Whatever the hour of the day; the next day only the stamp differs."""
        hours = ("1795478400", "1795564799")  # first and last second of 24 November 2026
        seeds = ("1", "2")
        first, again = (
            raw(home, *SENT, "--ics", "-", SOURCE_DATE_EPOCH=hour, PYTHONHASHSEED=seed).stdout
            for hour, seed in zip(hours, seeds, strict=True)
        )
        assert first == again
        assert first.count(b"DTSTAMP:20261124T000000Z\r\n") == 2
        next_day = raw(home, *SENT, "--ics", "-", SOURCE_DATE_EPOCH="1795564800").stdout
        assert next_day == first.replace(b"DTSTAMP:20261124", b"DTSTAMP:20261125")

    def test_a_closed_pipe_is_silent(self, home: Home) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*PROGRAM, *SENT, "--ics", "-"],
            stdout=writer,
            stderr=subprocess.PIPE,
            env=environment(home.folder),
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr.decode()) == (0, NOTICE)


class TestRefusals:
    """What no reminder is made of."""

    @pytest.mark.parametrize("arguments", [("deadline",), ("deadline", "--closed")], ids=" ".join)
    @pytest.mark.parametrize(
        ("day", "said"),
        [
            ("2026-11-28", "Le 28 novembre 2026 n'est pas encore passé"),
            ("31/02/2026", "Le calendrier n'a pas de 31/02/2026."),
            ("29/02/2026", "Le calendrier n'a pas de 29/02/2026."),
            ("demain", "« demain » n'est pas une date que je sais lire."),
        ],
    )
    def test_no_day_gone_by(
        self, arguments: tuple[str, ...], day: str, said: str, home: Home
    ) -> None:
        done = home.run(*arguments, day, *FILE)
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith(f"Erreur : {said}")
        assert len(done.err.splitlines()) == 2
        assert not (home.folder / "rappel.ics").exists()

    @pytest.mark.parametrize(
        ("arguments", "day"),
        [
            (("deadline", "2026-10-12"), "23 novembre 2026"),
            (("deadline", "--closed", "2026-08-23"), "23 novembre 2026"),
        ],
    )
    def test_all_days_are_over(self, arguments: tuple[str, ...], day: str, home: Home) -> None:
        """Yesterday's alarm would sound at once; the text without --ics still says what to do."""
        done = home.run(*arguments, *FILE)
        assert (done.out, done.code) == ("", 2)
        assert done.err.startswith(f"Erreur : Le {day} est passé")
        assert not (home.folder / "rappel.ics").exists()
        assert home.run(*arguments).code == 0

    @pytest.mark.parametrize(
        ("arguments", "instead"),
        [
            (("deadline", "--closed"), "deadline --closed 2026-11-02"),
            (("deadline", "--ics", "-"), "deadline 2026-11-02"),
        ],
    )
    def test_nobody_there_to_ask(
        self, arguments: tuple[str, ...], instead: str, home: Home
    ) -> None:
        done = home.run(*arguments)
        assert (done.out, done.code) == ("", 2)
        assert f"mes-optout {instead}" in done.err


class TestAsking:
    """The day typed at a terminal."""

    def test_of_a_closure(self, home: Home, start: Callable[..., Terminal]) -> None:
        terminal = start("deadline", "--closed", *FILE)
        terminal.wait_for("Quel jour avez-vous clôturé l'espace ?", "Tapez la date")
        terminal.send("28/11/2026", ENTER)
        terminal.wait_for("Le 28 novembre 2026 n'est pas encore passé")
        terminal.send("27/08/2026", ENTER)
        assert terminal.leave() == 0
        assert "vendredi 27 novembre 2026, aujourd'hui." in terminal.page
        assert days((home.folder / "rappel.ics").read_bytes()) == [date(2026, 11, 27)]
        assert not home.state.exists()

    def test_no_question_gets_into_the_file(
        self, home: Home, start: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`deadline --ics - > file` on a terminal: there is nobody to read a question."""
        line = f"{sys.executable} -m mes_optout deadline --ics - > rappel.ics"
        monkeypatch.setattr("support.terminals.PROGRAM", ("sh", "-c", line))
        terminal = start()
        assert terminal.leave() == 2
        assert "mes-optout deadline 2026-11-02" in terminal.page
        assert Path(home.folder / "rappel.ics").read_bytes() == b""


def test_what_writes_it_is_imported_for_a_reminder_only(home: Home) -> None:
    """REQ-P7: what says a deadline stays light."""
    code = (
        "import sys; from mes_optout import i18n; i18n.set_language('fr'); "
        "from mes_optout import cli; "
        "cli.main(sys.argv[1:]); print('mes_optout.documents.calendar' in sys.modules)"
    )
    program = (sys.executable, "-c", code)
    for arguments in (SENT, CLOSED):
        assert home.run(*arguments, program=program).out.endswith("\nFalse\n")
    assert home.run(*SENT, *FILE, program=program).out.endswith("\nTrue\n")
