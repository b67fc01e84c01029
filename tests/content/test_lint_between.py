"""`steps check` finds what one language says and the other does not."""

from collections.abc import Callable

import pytest

from mes_optout.content.lint import load_languages
from mes_optout.content.lint.denials import find_lost_denials
from mes_optout.content.lint.exchanged import find_exchanged_answers
from mes_optout.content.lint.findings import Findings, Loaded
from mes_optout.content.lint.lost_sentences import find_lost_sentences
from mes_optout.content.words import ProcedureWords, TriageWords
from support.small_pack import FILES, PROCEDURE, TRIAGE, reader, words_of

LINE = "steps › porte › body › 1"

Rule = Callable[[Loaded, Loaded], Findings]


def look(rule: Rule, french: str, english: str) -> list[str]:
    """Return the places of what is found in a pack with a line of one step."""
    files = {
        **FILES,
        "fr/sortie.toml": PROCEDURE.replace("Un.", french),
        "en/sortie.toml": words_of(PROCEDURE.replace("Un.", english), ProcedureWords),
    }
    return [each.fault.place for each in rule(*load_languages(reader(files)))]


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Ne tournez pas la clé.", "Do not turn the key."),
        ("N'ouvrez jamais, ni ici ni là.", "Never open it, here or there."),
        ("Ne créez ni nom ni mot de passe.", "Create no name and no password."),
        ("Cela ne sert qu'une fois.", "It works only once."),
        ("Sans réponse, appelez.", "If they do not answer, call."),
        ("Demandez de ne plus déposer.", "Ask them to stop uploading."),
        ("Sinon, appelez.", "If not, call."),
        ("Cliquez « Je n'ai pas de clé ».", "Click “Je n'ai pas de clé” (no key)."),
        ("Une clé ronde.", "A round key (not a square one)."),
        ("Ne faites rien tant que vous ne savez pas.", "Do nothing until you know."),
    ],
)
def test_languages_deny_in_their_own_ways(french: str, english: str) -> None:
    assert look(find_lost_denials, french, english) == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Ne tournez pas la clé.", "Turn the key."),
        ("Tournez la clé.", "Do not turn the key."),
        ("Tournez la clé.", "Don't turn the key."),
        ("Entrez. Ne tournez pas la clé.", "Do not enter. Turn the key."),
        ("Ne tournez pas la clé, ne la donnez pas.", "Do not turn the key, give it away."),
    ],
)
def test_a_lost_denial_is_found(french: str, english: str) -> None:
    assert set(look(find_lost_denials, french, english)) == {LINE}


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Tournez la clé. Entrez par la porte.", "Turn the key. Enter through the door."),
        ("Tournez la clé, entrez par la porte.", "Turn the key. Enter by the door."),
        ("Tournez la clé. Entrez par la porte.", "Turn the key, enter by the door."),
        ("Dites : « qui est là ? Ouvrez ! ».", "Say “who is there, do open”."),
        ("Dites : « qui est là ? Ouvrez ! ».", "Say “qui est là ? Ouvrez !” (who is it? Open!)."),
    ],
)
def test_a_translation_may_cut_elsewhere(french: str, english: str) -> None:
    assert look(find_lost_sentences, french, english) == []


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Tournez la clé. Entrez par la porte.", "Turn the key."),
        ("Tournez la clé.", "Turn the key. Enter through the door."),
        (
            "Tournez la clé. Entrez par la porte. Attendez que quelqu'un vienne.",
            "Turn the key. Wait until somebody comes.",
        ),
    ],
)
def test_a_lost_sentence_is_found(french: str, english: str) -> None:
    assert look(find_lost_sentences, french, english) == [LINE]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("Oui, avec la clé", "Yes, with the key"), ("Non", "No")),
        (("Je ne sais pas", "I do not know"), ("La porte est ouverte", "The door is open")),
        (("Oui", "Yes"), ("Ici", "Now")),
        (("J'ai 16 ans", "I am 16"), ("J'ai 18 ans", "I am 18")),
        (("L'opposition", "The objection, or opposition"), ("La copie", "The copy")),
    ],
)
def test_exchanged_answers_are_found(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert answer(one, two) == []
    exchanged = answer((one[0], two[1]), (two[0], one[1]))
    assert exchanged == ["questions › debut › answers › ici › label"]


def test_answers_that_have_nothing_in_common_are_left_alone() -> None:
    assert answer(("Dedans", "Inside"), ("Dehors", "Outside")) == []
    assert answer(("Dedans", "Outside"), ("Dehors", "Inside")) == []


def answer(one: tuple[str, str], two: tuple[str, str]) -> list[str]:
    """Return the places of what is found in a pack with two answers, in French and English."""
    french, english = (
        TRIAGE.replace('label = "Ici"', f'label = "{a}"').replace('"Ailleurs"', f'"{b}"')
        for a, b in zip(one, two, strict=True)
    )
    files = {
        **FILES,
        "fr/situations.toml": french,
        "en/situations.toml": words_of(english, TriageWords),
    }
    return [each.fault.place for each in find_exchanged_answers(*load_languages(reader(files)))]
