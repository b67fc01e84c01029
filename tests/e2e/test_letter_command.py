"""`letter`: the list, one letter on the screen, the sheet alone in a file."""

from html import unescape

import pytest

from support.homes import Home


def test_the_list_names_twenty(home: Home) -> None:
    done = home.run("letter")
    assert (done.code, len(done.out.splitlines())) == (0, 20)
    assert "cloture : Clôturer l'espace" in done.out


def test_a_letter_with_its_guidance(home: Home) -> None:
    done = home.run("letter", "opposition")
    assert done.code == 0
    assert done.out.index("Comment l'envoyer") < done.out.index("Madame, Monsieur,")


def test_the_screen_as_a_file_holds_the_sheet_alone(home: Home) -> None:
    done = home.run("letter", "opposition", "--output", "-")
    assert "Comment l'envoyer" not in done.out
    assert "Madame, Monsieur," in done.out


def test_a_file_is_never_replaced_unasked(home: Home) -> None:
    path = home.folder / "feuille.txt"
    done = home.run("--lang", "en", "letter", "cnil", "--output", str(path))
    assert done.code == 0
    assert "Madame, Monsieur," in path.read_text("utf-8")
    assert "Madame, Monsieur," not in done.out
    assert "How to send it" in done.out
    path.write_text("mine", "utf-8")
    assert home.run("letter", "cnil", "--output", str(path)).code == 4
    assert path.read_text("utf-8") == "mine"
    assert home.run("letter", "cnil", "--output", str(path), "--force").code == 0
    assert path.read_text("utf-8") != "mine"


def test_a_name_that_no_letter_has(home: Home) -> None:
    done = home.run("letter", "amour")
    assert done.code == 2
    assert "Pour les voir toutes : mes-optout letter\n" in done.err
    assert "cloture" not in done.err


WHOM = {"me": "pour moi-même", "someone": "J'agis en qualité", None: "Si c'est une autre personne"}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("ending", ["txt", "html"])
@pytest.mark.parametrize("whom", WHOM)
def test_it_is_for_whom_one_says(home: Home, whom: str | None, ending: str, language: str) -> None:
    path = home.folder / f"feuille.{ending}"
    given = ["--for", whom] if whom else []
    done = home.run("--lang", language, "letter", "opposition", *given, "--output", str(path))
    assert done.code == 0
    sheet = " ".join(unescape(path.read_text("utf-8")).split())
    assert [said for said in WHOM.values() if said in sheet] == [WHOM[whom]]
    guidance = {"fr": "le nom de l'enfant ou", "en": "the name of the child or"}[language]
    assert (guidance in " ".join(done.out.split())) == (whom != "me")


def test_a_letter_that_does_not_depend_on_it_is_the_same(home: Home) -> None:
    plain = home.run("letter", "snds")
    for whom in ("me", "someone"):
        assert home.run("letter", "snds", "--for", whom).out == plain.out != ""


def test_for_nobody_that_it_knows(home: Home) -> None:
    done = home.run("letter", "opposition", "--for", "moi")
    assert (done.code, done.out) == (2, "")
    assert "me, someone" in done.err
