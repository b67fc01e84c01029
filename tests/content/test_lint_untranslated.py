"""`steps check` finds what is written in another language than its file."""

import pytest

from mes_optout.content.lint import load_languages
from mes_optout.content.lint.untranslated import find_untranslated
from mes_optout.content.words import ProcedureWords
from support.small_pack import FILES, PROCEDURE, reader, words_of

LINE = "steps › porte › body › 1"
FRENCH = "Tournez la clé, puis la poignée. Attendez."


def look(french: str, english: str) -> list[tuple[str, str, str]]:
    """Return what is found of a line of one step."""
    words = words_of(PROCEDURE.replace("Un.", english), ProcedureWords)
    files = {
        **FILES,
        "fr/sortie.toml": PROCEDURE.replace("Un.", french),
        "en/sortie.toml": words,
    }
    languages = load_languages(reader(files))
    found = (each for loaded in languages for each in find_untranslated(languages[0], loaded))
    return [
        (each.file, each.fault.place, str(each.fault.facts["sentence"]))
        for each in found
        if each.fault.place == LINE
    ]


@pytest.mark.parametrize(
    "english",
    [
        "Turn the key, then the handle. Wait.",
        "Press “Tournez la clé, puis la poignée.”",
        "It is called “clé de la porte” (key for the door).",
        "Go there (à la porte de la maison).",
        "Attendez.",  # two words may be the same
        "Articles L1111-5, L1111-5-1 and L2212-4 are in force.",
        "CNIL.",
    ],
)
def test_a_translation_may_quote(english: str) -> None:
    assert look(FRENCH, english) == []


@pytest.mark.parametrize(
    ("english", "sentence"),
    [
        (FRENCH, "Tournez la clé, puis la poignée."),
        ("Turn the key. Tournez la clé, puis la poignée.", "Tournez la clé, puis la poignée."),
        ("Turn the key. Fermez la porte avec la main.", "Fermez la porte avec la main."),
    ],
)
def test_french_left_in_a_translation_is_found(english: str, sentence: str) -> None:
    assert look(FRENCH, english) == [("en/sortie.toml", LINE, sentence)]


def test_so_is_another_language_in_the_original() -> None:
    left = "Turn the key with your hand."
    assert look(left, "Turn this key with a hand.") == [("fr/sortie.toml", LINE, left)]


def test_a_name_is_the_same_everywhere() -> None:
    name = "Le service de la caisse"
    reading = f'title = "{name}"\nsections = []\nresources = []\nreviewed = 2026-11-24\n'
    resource = f'[[resources]]\nid = "a"\nname = "{name}"\npurpose = "P."\ncontact = "C."\n'
    own = 'url = "https://www.cnil.fr/"\nsources = ["PLAN"]\nconfidence = "sure"\n'
    section = '[[sections]]\nid = "s"\ntitle = "T"\ntext = ["U."]\n'
    head = reading.replace("sections = []\nresources = []\n", "")
    french = f'{head}{section}sources = ["PLAN"]\n{resource}{own}'
    english = head.replace("reviewed = 2026-11-24\n", "") + section + resource
    languages = load_languages(
        reader({**FILES, "fr/reperes.toml": french, "en/reperes.toml": english})
    )
    found = list(find_untranslated(*languages))
    assert [each.fault.place for each in found] == ["title"]
