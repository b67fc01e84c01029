"""What is kept, and what programs read, on Windows: as on Linux, byte for byte (under Wine).

MES_OPTOUT_PYZ names the single file, and the zip lies beside it.
"""

import json
from pathlib import Path

import pytest

from support.installed_walk import Places, walk
from support.windows_zip import Unpacked, needs_zip
from support.wine import name_in_windows, needs_wine

pytestmark = [pytest.mark.slow, needs_zip, needs_wine]


def test_the_same_answers_are_kept_as_the_same_bytes(unpacked: Unpacked, places: Places) -> None:
    """At each page of the walk, in a folder with an accent."""
    here = walk(places.new())
    there = unpacked.walk(places.new())
    assert (there.code, there.err) == (here.code, here.err) == (0, "")
    assert len(there.kept) > 10
    assert there.kept == here.kept
    assert there.last == here.last


class TestRead:
    """What other programs read."""

    @pytest.fixture
    def out(self, tmp_path: Path) -> Path:
        """Return a file for what comes."""
        return tmp_path / "out"

    @pytest.mark.parametrize("to", ["file", "pipe"])
    def test_json_is_utf_8(self, to: str, unpacked: Unpacked, places: Places, out: Path) -> None:
        place = places.new()
        walk(place)
        kept_in = name_in_windows(place.folder)
        asked = ("status", "--json", "--lang", "fr")
        assert unpacked.run_in_console(to, out, *asked, MES_OPTOUT_HOME=kept_in) == "b'' 0"
        said = out.read_text(encoding="utf-8")
        assert "é" in said
        assert json.loads(said)["procedures"]

    @pytest.mark.parametrize("page", [850, 437, 65001])
    def test_text_in_a_pipe_is_in_the_letters_of_the_console(
        self, page: int, unpacked: Unpacked, out: Path
    ) -> None:
        asked = ("checklist", "opposition", "--lang", "fr")
        assert unpacked.run_in_console("pipe", out, *asked, page=page) == "b'' 0"
        encoding = "utf-8" if page == 65001 else f"cp{page}"
        assert "santé" in out.read_bytes().decode(encoding)

    def test_a_closed_pipe_is_silent(self, unpacked: Unpacked, out: Path) -> None:
        assert unpacked.run_in_console("nobody", out, "traces").startswith("b'' ")

    @pytest.mark.parametrize(
        ("locale", "said"),
        [("fr_FR.UTF-8", "Rien n'est"), ("en_US.UTF-8", "Nothing"), ("de_DE.UTF-8", "Nothing")],
    )
    def test_the_language_is_that_of_windows(
        self, locale: str, said: str, unpacked: Unpacked, out: Path
    ) -> None:
        """Where no variable names one."""
        assert unpacked.run_in_console("pipe", out, "status", LC_ALL=locale) == "b'' 0"
        assert said in out.read_bytes().decode("cp850")
