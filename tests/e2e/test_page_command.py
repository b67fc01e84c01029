"""`page`: the whole guide into a file, or to another program; never all over a screen."""

from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_page import as_page
from mes_optout.documents.page.whole import lay_out_page
from support.homes import TODAY, Home
from support.terminals import Terminal


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_file_holds_the_page_of_the_day(home: Home, language: str) -> None:
    path = home.folder / "guide.html"
    done = home.run("--lang", language, "page", "--output", str(path))
    assert (done.code, done.err) == (0, "")
    assert str(path) in done.out
    i18n.set_language(language)
    assert path.read_text("utf-8") == as_page(lay_out_page(Pack(shipped(), language), TODAY))


def test_another_program_gets_the_same_bytes(home: Home) -> None:
    piped, named = home.run("page"), home.run("page", "--output", "-")
    assert (piped.code, named.code) == (0, 0)
    assert piped.out == named.out
    assert piped.out.startswith("<!doctype html>")
    assert "Fait le 27 novembre 2026. Après le 27 mai 2027" in piped.out


def test_a_terminal_is_not_filled_unasked(home: Home) -> None:
    """All of it would stay in what scrolls back."""
    terminal = Terminal(home, "--lang", "en", "page")
    assert terminal.leave() == 2
    assert "Name a file for it, such as --output guide.html" in terminal.page
    assert "<" not in terminal.page


def test_the_day_is_that_of_source_date_epoch(home: Home) -> None:
    done = home.run("page", env={"SOURCE_DATE_EPOCH": "0"})
    assert "Fait le 1er janvier 1970. Après le 1er juillet 1970" in done.out


def test_a_file_is_never_replaced_unasked(home: Home) -> None:
    path = home.folder / "guide.html"
    path.write_text("mine", "utf-8")
    assert home.run("page", "--output", str(path)).code == 4
    assert path.read_text("utf-8") == "mine"
    assert home.run("page", "--output", str(path), "--force").code == 0
    assert path.read_text("utf-8") != "mine"


def test_a_name_that_asks_for_something_else_is_refused(home: Home) -> None:
    path = home.folder / "guide.pdf"
    done = home.run("--lang", "en", "page", "--output", str(path))
    assert done.code == 2
    assert "Choose one of these endings: .html, .htm." in done.err
    assert "Without an ending the format is html." in done.err
    assert not path.exists()


def test_nothing_of_what_is_kept_is_in_it(home: Home) -> None:
    """It is the same for everybody, so that it can be sent on."""
    before = home.run("page").out
    home.run("guide", "cloture", "--simple", input="1\n1\n1\n1 2\n1\n")
    assert home.run("page").out == before


def test_steps_from_elsewhere_say_so(home: Home, own: Path) -> None:
    file = own / "fr/opposition.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Cocher l'opposition", "Mon étape à moi"), encoding="utf-8")
    done = home.run("--steps", str(own), "page")
    assert done.code == 0
    assert "Ces étapes ne sont pas celles du programme." in done.out
    assert "Mon étape à moi" in done.out
    assert "Ces étapes ne sont pas celles du programme." not in home.run("page").out
