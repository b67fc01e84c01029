"""`steps check` finds what slips in while one types or pastes, and what was left for later."""

import pytest

from mes_optout.content.lint.findings import Loaded
from mes_optout.content.lint.left_notes import find_left_notes
from mes_optout.content.lint.loading import load_language
from mes_optout.content.lint.typing_slips import find_typing_slips
from support.case_pack import with_facts
from support.small_pack import FRENCH, SOURCES, reader

LINE = "steps › cle › body › 1"


def load(text: str) -> Loaded:
    """Return a pack with a line of one step."""
    return load_language(reader(with_facts(("Une clé.", text))), "fr")


def look(loaded: Loaded) -> list[tuple[str, str]]:
    """Return where something is found, and what is said of it."""
    found = [*find_typing_slips(loaded), *find_left_notes(loaded)]
    return [(each.fault.place, each.fault.reason.format(**each.fault.facts)) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Vous vous opposez (article 3).",
        "Le numéro 11 11 reste.",
        "Choisissez : a) partir, b) rester.",
        "Il dit « tout va bien … merci ».",
        "Écrivez numéro@patient.exemple.fr, avec votre numéro.",
        "L'œuvre coûte 3 €, dit-il.",
        "Aller-retour, retour-aller.",
    ],
)
def test_a_sound_text_has_no_slip(text: str) -> None:
    assert look(load(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Allez au au guichet.", "“au au”"),
        ("Au au guichet.", "“Au au”"),
        ("Allez sur m\u043enespace.fr.", "CYRILLIC SMALL LETTER O"),
        ("Allez sur \uff57ww.", "FULLWIDTH LATIN SMALL LETTER W"),
        ("Allez à \u03bb.", "GREEK SMALL LETTER LAMDA"),
        ("Une clé (ronde.", "brackets"),
        ("Une clé ronde). Tournez.", "brackets"),
        ("Tournez la clé dans", "full stop"),
        ("Une clé. TODO.", "“TODO”"),
        ("Une clé ()  ??", "“??”"),
        ("Écrivez à jeanne.d@exemple.fr.", "jeanne.d@exemple.fr"),
    ],
)
def test_a_slip_is_found_where_it_is(text: str, said: str) -> None:
    (place, _), *_ = [each for each in look(load(text)) if said in each[1]]
    assert place == LINE


def test_what_is_no_sentence_needs_no_full_stop() -> None:
    assert look(load_language(reader(with_facts(('text = "Tournée"', 'text = "Clé"'))), "fr")) == []


def test_an_organisation_may_say_its_e_mail_address_in_its_contact() -> None:
    reading = FRENCH["fr/reperes.toml"]
    ways = {
        "contact": reading.replace("Par téléphone.", "aide@exemple.fr"),
        "purpose": reading.replace("Écouter.", "Écouter : aide@exemple.fr."),
    }
    for field, text in ways.items():
        found = look(load_language(reader({**FRENCH, "fr/reperes.toml": text}), "fr"))
        places = [] if field == "contact" else [f"resources › ligne › {field}"]
        assert [place for place, _ in found] == places


def test_the_title_of_a_source_is_looked_at() -> None:
    files = {**FRENCH, "sources.toml": SOURCES.replace('"Titre"', '"T\u0456tre"')}
    ((place, reason),) = look(load_language(reader(files), "fr"))
    assert (place, "CYRILLIC" in reason) == ("sources › PLAN › title", True)
