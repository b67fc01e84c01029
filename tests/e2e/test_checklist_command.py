"""`checklist`: what may be asked for with a list, copies for others, and how mistakes are said."""

import re
from pathlib import Path

import pytest

from support.homes import Home, typed

BEGIN = typed("1", "1", "2 novembre 2026", "1")


def test_a_list_of_ones_own_has_its_days_and_no_problems(home: Home) -> None:
    home.run("guide", "opposition", "--simple", input=BEGIN)
    said = home.run("checklist", "opposition", "--format", "text").out
    assert "Envoi : lundi 2 novembre 2026\n" in said
    assert "Dernier jour : lundi 14 décembre 2026\n" in said
    assert "[x]" in said
    assert "En cas de problème" not in said


@pytest.mark.parametrize("wanted", ["problems", "sources"])
def test_more_is_there_when_it_is_asked_for(wanted: str, home: Home) -> None:
    title = {"problems": "\nEn cas de problème\n", "sources": "\nSources\n"}[wanted]
    whole = home.run("checklist", "suites", "--with", wanted, "--format", "text").out
    assert whole.count(title) == 1
    assert title not in home.run("checklist", "suites", "--format", "text").out


def test_all_of_it_at_once(home: Home) -> None:
    asked = ("--with", "sources", "--with", "problems", "--with", "qr")
    page = home.run("checklist", "cloture", *asked, "--format", "html").out
    assert "<svg" in page
    assert ">Sources<" in page
    assert ">En cas de problème<" in page


@pytest.mark.parametrize(("old", "new"), [("--qr", "qr"), ("--sources", "sources")])
def test_the_options_of_version_1_0_say_the_same(old: str, new: str, home: Home) -> None:
    asked = ("checklist", "cloture", "--blank", "--format", "html")
    assert home.run(*asked, old).out == home.run(*asked, "--with", new).out


def test_several_procedures_in_the_order_in_which_they_are_named(home: Home) -> None:
    said = home.run("checklist", "enfants", "cloture", "enfants", "--format", "text").out
    assert re.findall(r"^(.+)\n=+$", said, re.MULTILINE) == [
        "Pour un enfant, premier enfant",
        "Clôturer mon espace",
    ]


def test_copies_hold_nothing_of_the_one_who_prints_them(home: Home, tmp_path: Path) -> None:
    """`--blank` may be left out: ticks, days and answers are not there all the same."""
    home.run("guide", "opposition", "--simple", input=BEGIN)
    files = [tmp_path / "mine.html", tmp_path / "blank.html"]
    home.run("checklist", "opposition", "--copies", "3", "--output", str(files[0]))
    home.run("checklist", "opposition", "--copies", "3", "--blank", "--output", str(files[1]))
    mine, blank = (file.read_text(encoding="utf-8") for file in files)
    assert mine == blank
    assert " checked>" not in mine
    assert "2026</p>" not in mine
    assert mine.count("Avant de commencer") == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--copies 0 --output a.pdf", "--copies prend un nombre de 1 à 99."),
        ("--copies 100 --output a.html", "--copies prend un nombre de 1 à 99."),
        ("--copies six --output a.html", "--copies prend un nombre de 1 à 99."),
        ("--copies ² --output a.html", "--copies prend un nombre de 1 à 99."),
        ("--copies 6 --with problems --output a.pdf", "une feuille chacune"),
        ("--copies 6 --with sources --output a.pdf", "imprimez-la plusieurs fois"),
        (f"--copies {'9' * 5000} --output a.pdf", "--copies prend un nombre de 1 à 99."),
        ("--copies 6", "--copies ne va qu'avec ces formats : html, pdf."),
        ("--copies 6 --format json", "Nommez un fichier, comme --output listes.pdf"),
        ("--with doubts", "--with ne peut pas valoir « doubts »."),
        ("--with problem", "Vouliez-vous dire « problems » ?"),
        ("--with qr --format markdown", "Avec --with qr, au choix : text, html, pdf."),
        ("enfant cloture", "Vouliez-vous dire « enfants » ?"),
    ],
)
def test_mistakes(arguments: str, said: str, home: Home) -> None:
    done = home.run("checklist", *arguments.split())
    assert done.code == 2
    assert said in done.err
    assert done.out == ""
