"""`letter`: the list, one letter on the screen, the sheet alone in a file."""

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
    assert "opposition, cloture" in done.err
