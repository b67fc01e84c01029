"""REQ-T2: `steps check` on what texts name: the table knows each number, article and name."""

import pytest

from mes_optout.content.links import NAME
from mes_optout.content.lint import Finding, load_languages
from mes_optout.content.lint.durations import find_other_lengths
from mes_optout.content.lint.names_in_texts import NameFinder, is_near
from mes_optout.content.lint.values import (
    find_unfounded_values,
    find_unknown_links,
    find_unknown_values,
)
from support.small_pack import ALL, reader

SORTIE = "sortie.toml"
WHY = 'why = "Pourquoi."'
VALUES = """
[addresses.page]
url = "https://www.cnil.fr/a"
about = "la page"

[addresses.root]
url = "https://www.cnil.fr/"
about = "le site"

[telephones.aide]
number = "3422"
about = "l'aide"
sources = ["PLAN"]

[telephones.police]
number = "17"
about = "la police"
sources = ["PLAN"]

[telephones.droits]
number = "39 28"
about = "les droits"
sources = ["PLAN"]

[articles.R1111-28]
about = "s'opposer"
sources = ["PLAN"]

[durations.opposition]
length = "six semaines"
about = "s'opposer"

[organisations.cnil]
names = ["CNIL"]

[organisations.droits]
names = ["Défenseur des droits"]

[organisations.connect]
names = ["FranceConnect"]

[others]
SMS = "un message"
"150 000" = "euros"
"""


def look(french: str, english: str = "Why.", values: str | None = VALUES) -> list[Finding]:
    """Return what is found where the reason of a step says this in each language."""
    files = {
        **ALL,
        f"fr/{SORTIE}": ALL[f"fr/{SORTIE}"].replace(WHY, f'why = "{french}"', 1),
        f"en/{SORTIE}": ALL[f"en/{SORTIE}"].replace(WHY, f'why = "{english}"', 1),
        **({NAME: values} if values else {}),
    }
    languages = load_languages(reader(files))
    assert "sortie" in languages[0].procedures
    found = [
        *find_unfounded_values(languages[0]),
        *find_unknown_links(languages[0]),
        *(found for each in languages for found in find_unknown_values(languages[0], each)),
    ]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    "text",
    [
        "Appelez le 3422, le 17 ou le 39\u202f28.",
        "L'article R1111-28 du code.",
        "Sous six semaines, ou 6 semaines.",
        "Le 3 mars 2026, à 8 h 30 ou 17 h, pages 2 et 15.",
        "La CNIL, le Défenseur des droits, FranceConnect et des droits.",
        "Appelez le 3422 avant le 15 octobre.",
        "Ouvrez cnil.fr ou www.cnil.fr. Un SMS.",
        "Au plus 150 000 euros, chapitre IV.",
    ],
)
def test_what_the_table_knows_is_no_mistake(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    ("text", "said", "known"),
    [
        ("Appelez le 342.", "342", "3422"),
        ("Voyez le 4322.", "4322", "3422"),
        ("Appelez le 71.", "71", None),
        ("Appelez le 3422 ou le 71.", "71", None),
        ("Le 71 répond.", "71", None),
        ("Le 39 82 répond.", "39 82", "39 28"),
        ("Le 20 28 répond.", "20 28", None),
        ("L'article R1111-82.", "R1111-82", "R1111-28"),
        ("Ouvrez cnli.fr.", "cnli.fr", "cnil.fr"),
        ("La CINL répond.", "CINL", "CNIL"),
        ("Le Défenseur des driots.", "Défenseur des driots", "Défenseur des droits"),
        ("Le Défenseur de droits.", "Défenseur de droits", "Défenseur des droits"),
        ("Avec FranceConnetc.", "FranceConnetc", "FranceConnect"),
        ("Sous quatre semaines.", "quatre semaines", None),
        ("Au plus 160 000 euros.", "160 000", None),
    ],
)
def test_what_it_does_not_know_is_found_with_what_was_meant(
    text: str, said: str, known: str | None
) -> None:
    (found,) = look(text)
    assert (found.file, found.fault.place) == (f"fr/{SORTIE}", "steps › porte › why")
    assert found.fault.facts["said"] == said
    assert found.fault.facts.get("known") == known


@pytest.mark.parametrize(
    ("text", "said"),
    [("Call 342.", "342"), ("In four weeks.", "four weeks"), ("The CINL answers.", "CINL")],
)
def test_a_translation_is_compared_with_the_same_table(text: str, said: str) -> None:
    (found,) = look("Pourquoi.", text)
    assert found.file == f"en/{SORTIE}"
    assert found.fault.facts["said"] == said


def test_a_pack_without_a_table_is_not_compared() -> None:
    assert look("Appelez le 342 de la CINL, article R1111-82.", values=None) == []


def test_a_link_that_the_table_does_not_know_is_found() -> None:
    (found,) = look("Pourquoi.", values=VALUES.replace("cnil.fr/a", "cnil.fr/ab"))
    assert (found.file, found.fault.place) == (f"fr/{SORTIE}", "steps › porte › link")
    assert found.fault.facts["known"] == "https://www.cnil.fr/ab"


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('["PLAN"]', '["PLAN", "NONE"]', "telephones › aide › sources › 2"),
        ('"la page"', '"la page"\nfacts = ["Z9"]', "addresses › page › facts › 1"),
        ("six semaines", "longtemps", "durations › opposition › length"),
    ],
)
def test_a_value_rests_on_what_there_is(old: str, new: str, place: str) -> None:
    found = look("Pourquoi.", values=VALUES.replace(old, new, 1))
    assert [(each.file, each.fault.place) for each in found] == [(NAME, place)]


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("droits", "driots", True),
        ("droits", "droit", True),
        ("droit", "droits", True),
        ("droits", "droigts", True),
        ("droits", "droids", True),
        ("droits", "droits", False),
        ("droits", "doirts", False),
        ("droits", "dro", False),
        ("ab", "ba", True),
    ],
)
def test_one_slip_is_near(word: str, other: str, *, near: bool) -> None:
    assert is_near(word, other) is near


def test_a_name_at_either_end_of_a_text_is_looked_at() -> None:
    finder = NameFinder(["Ordre des pharmaciens"])
    assert list(finder.find("pharmaciens")) == []
    assert list(finder.find("Ordre des")) == []
    assert list(finder.find("L'Odrre des pharmaciens.")) == [
        ("Odrre des pharmaciens", "Ordre des pharmaciens")
    ]


SPOKEN_OF = VALUES.replace(
    'about = "s\'opposer"\n\n[organisations.cnil]',
    'about = "s\'opposer"\nsaid_of = ["oppos", "object"]\n\n'
    '[durations.autre]\nlength = "deux semaines"\nabout = "autre"\n\n[organisations.cnil]',
)


@pytest.mark.parametrize(
    ("french", "english", "files"),
    [
        ("S'opposer en six semaines.", "Object within six weeks.", []),
        ("S'opposer en deux semaines.", "Object within six weeks.", ["fr"]),
        ("S'opposer en deux semaines.", "Object within two weeks.", ["fr", "en"]),
        ("S'opposer en deux semaines, ou en six semaines.", "Object.", []),
        ("Deux semaines pour écrire. S'opposer ?", "Two weeks to write. Object?", []),
        ("Deux semaines, poser la question.", "Two weeks.", []),
    ],
)
def test_what_is_spoken_of_has_one_length(french: str, english: str, files: list[str]) -> None:
    assert SPOKEN_OF != VALUES
    changed = {
        **ALL,
        f"fr/{SORTIE}": ALL[f"fr/{SORTIE}"].replace(WHY, f'why = "{french}"', 1),
        f"en/{SORTIE}": ALL[f"en/{SORTIE}"].replace(WHY, f'why = "{english}"', 1),
        NAME: SPOKEN_OF,
    }
    languages = load_languages(reader(changed))
    found = [each for one in languages for each in find_other_lengths(languages[0], one)]
    assert [each.file for each in found] == [f"{language}/{SORTIE}" for language in files]
    assert {each.fault.facts["known"] for each in found} <= {"six semaines"}
