"""The day: the real one of this computer, one that is pinned, and one that is only stamped."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from mes_optout.clock import PINNED_BY
from mes_optout.i18n import day_in_words
from support.homes import TODAY, Finished, Home, typed
from support.terminals import ENTER, Terminal

UNPINNED: Mapping[str, str | None] = {PINNED_BY: None}
IN_1970 = {PINNED_BY: "1970-01-02"}
WRONG = "La date de cet ordinateur semble fausse : 2 janvier 1970."
BEGIN = ("1", "1", "2 novembre 2026", "1", "q")
EPOCHS = ("0", "3250368000", "253402300800", "9" * 30, "-1", "demain")


def on_one_day(act: Callable[[date], None]) -> None:
    """Do something on the real day; once more if midnight came in between."""
    before = date.today()  # noqa: DTZ011, TID251  (the real day is the subject)
    try:
        act(before)
    except AssertionError:
        after = date.today()  # noqa: DTZ011, TID251  (as above)
        if after == before:
            raise
        act(after)


class TestReal:
    """Nothing pins the day here: what is said follows the clock of the computer."""

    def test_a_walk_the_status_and_the_list(self, tmp_path: Path) -> None:
        def act(today: date) -> None:
            home = Home(tmp_path / str(today))
            (home.folder / "tmp").mkdir(parents=True)
            sent = today - timedelta(days=12)
            lines = typed("1", "1", str(sent), "1", "q")
            shown = home.run("guide", "opposition", input=lines, env=UNPINNED)
            last = day_in_words(sent + timedelta(days=42), weekday=True)
            said = f"Dernier jour : {last}, dans 30 jours."
            assert said in joined(shown.out)
            assert PINNED_BY not in shown.out
            assert "semble fausse" not in shown.out
            assert said in joined(home.run("status", env=UNPINNED).out)
            record = home.run("status", "--json", env=UNPINNED).json
            assert record["today"] == str(today)
            assert record["procedures"][0]["days_left"] == 30
            listed = joined(home.run("checklist", env=UNPINNED).out)
            assert f"({day_in_words(today)})" in listed
            noted = json.loads(home.notes.read_bytes())
            assert {day for row in noted["l"] for day, _ in row["b"].values()} == {str(today)}

        on_one_day(act)

    def test_a_list_and_a_reminder_bear_it(self, home: Home) -> None:
        unpinned = {**UNPINNED, "SOURCE_DATE_EPOCH": None}

        def act(today: date) -> None:
            made = home.run("checklist", "opposition", "--format", "json", env=unpinned).json
            assert made["made"] == str(today)
            ics = home.run("deadline", str(today), "--ics", "-", env=unpinned).out
            assert f"DTSTAMP:{today:%Y%m%d}T000000Z" in ics

        on_one_day(act)

    def test_deadline(self, home: Home) -> None:
        def act(today: date) -> None:
            said = home.run("deadline", str(today), env=UNPINNED)
            assert ", dans 42 jours.\n" in said.out
            tomorrow = today + timedelta(days=1)
            refused = home.run("deadline", str(tomorrow), env=UNPINNED)
            assert "n'est pas encore passé" in refused.err

        on_one_day(act)


def joined(said: str) -> str:
    return " ".join(said.split())


class TestPinned:
    """MES_OPTOUT_TODAY."""

    def test_the_first_page_says_it(self, start: Callable[..., Terminal]) -> None:
        terminal = start("guide", env={PINNED_BY: "2027-01-05"})
        terminal.wait_for("Le jour est fixé par MES_OPTOUT_TODAY : 5 janvier 2027.", "> Continuer")
        terminal.send("q", ENTER)

    @pytest.mark.parametrize("command", ["status", "guide", "checklist", "deadline 2026-11-02"])
    def test_what_is_no_day_is_refused_in_one_sentence(self, command: str, home: Home) -> None:
        done = home.run(*command.split(), env={PINNED_BY: "demain"})
        assert (done.out, done.code) == ("", 2)
        assert done.err == (
            "Erreur : La valeur de MES_OPTOUT_TODAY n'est pas un jour : « demain ».\n"
            "Écrivez-la ainsi : MES_OPTOUT_TODAY=2026-11-27.\n"
            "Sans elle, l'ordinateur dit le jour.\n"
        )

    def test_what_needs_no_day_does_not_ask_for_one(self, home: Home) -> None:
        """Least of all what removes traces."""
        home.run("guide", "opposition", input=typed(*BEGIN))
        assert home.run("forget", "--yes", env={PINNED_BY: "demain"}).code == 0
        assert not home.notes.exists()


class TestStamped:
    """SOURCE_DATE_EPOCH moves no deadline, whatever its value, and ends nothing."""

    @pytest.mark.parametrize("epoch", EPOCHS)
    @pytest.mark.parametrize(
        "command",
        ["status", "status --json", "deadline 2026-11-02", "deadline --closed 2026-11-02"],
    )
    def test_no_day_is_moved(self, epoch: str, command: str, home: Home) -> None:
        """REQ-R13."""
        home.run("guide", "opposition", input=typed(*BEGIN))
        stamped = home.run(*command.split(), env={"SOURCE_DATE_EPOCH": epoch})
        assert stamped == home.run(*command.split())
        assert stamped.code == 0

    @pytest.mark.parametrize("epoch", EPOCHS)
    def test_of_a_list_only_the_stamp_differs(self, epoch: str, home: Home) -> None:
        home.run("guide", "opposition", input=typed(*BEGIN))
        plain = home.run("checklist", "--format", "text")
        stamped = home.run("checklist", "--format", "text", env={"SOURCE_DATE_EPOCH": epoch})
        assert (stamped.code, stamped.err) == (0, "")
        day = {"0": "1er janvier 1970", "-1": "31 décembre 1969", "3250368000": "31 décembre 2072"}
        made = f"Liste faite le {day.get(epoch, day_in_words(TODAY))}."
        assert stamped.out == plain.out.replace("Liste faite le 27 novembre 2026.", made)


class TestDoubted:
    """A clock that cannot be right is said, and stops nothing."""

    def ask(self, home: Home, *arguments: str) -> Finished:
        home.run("guide", "opposition", input=typed(*BEGIN))
        done = home.run(*arguments, env=IN_1970)
        assert done.code == 0
        return done

    def test_by_the_status(self, home: Home) -> None:
        done = self.ask(home, "status")
        assert done.out.startswith(WRONG)
        assert "  Dernier jour : lundi 14 décembre 2026. Visez" in done.out
        assert " jours" not in done.out.removeprefix(WRONG).replace("Les jours", "")
        record = self.ask(home, "status", "--json").json
        assert (record["today"], record["clock_seems_wrong"]) == ("1970-01-02", True)

    def test_by_the_status_with_nothing_noted(self, home: Home) -> None:
        done = home.run("status", env=IN_1970)
        assert done.out.startswith(WRONG)
        assert "Rien n'est noté" in done.out

    @pytest.mark.parametrize("format_name", ["text", "markdown", "html"])
    def test_by_a_list(self, format_name: str, home: Home) -> None:
        done = self.ask(home, "checklist", "--format", format_name)
        assert WRONG in joined(done.out)
        said = re.sub(r"</?\w+>|\*", "", joined(done.out))
        assert "Dernier jour : lundi 14 décembre 2026" in said
        assert "dans" not in said.partition("Téléphone")[0].partition("Dernier jour")[2]

    def test_a_blank_list_says_no_day_and_so_nothing_of_the_clock(self, home: Home) -> None:
        done = self.ask(home, "checklist", "--blank")
        assert "semble fausse" not in done.out

    def test_by_deadline_which_takes_a_day_that_seems_to_come(self, home: Home) -> None:
        done = self.ask(home, "deadline", "2026-11-02")
        assert done.err.startswith(WRONG)
        assert "Dernier jour : lundi 14 décembre 2026.\n" in done.out
        closed = self.ask(home, "deadline", "--closed", "2026-11-02")
        assert "Suppression attendue au plus tard : mardi 2 février 2027.\n" in closed.out
        assert closed.err.startswith(WRONG)
