"""Every error: a code that the design lists, words in both languages, what, where, what next."""

import string
from collections import Counter

import pytest
from every_error import every_error

from mes_optout import errors, i18n
from mes_optout.errors import Fault, Msg, OptoutError

CODES = {2, 3, 4, 65, 70}

FAMILY = every_error()


def made(kind: type[OptoutError]) -> OptoutError:
    """Make an error with a recognisable value in each of its fields."""
    if kind is errors.PackInvalidError:
        fault = Fault("steps › page › title", errors.N_("is missing"))
        return errors.PackInvalidError(file="FILE", faults=[fault])
    return kind(**{name: name.upper() for name in fields(kind.what) | fields(kind.remedy)})


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_family_is_not_empty() -> None:
    assert len(FAMILY) >= 15


@pytest.mark.parametrize("kind", FAMILY)
class TestEveryError:
    """One law for each member of the family."""

    def test_has_a_listed_code_and_messages(self, kind: type[OptoutError]) -> None:
        assert kind.code in CODES
        assert isinstance(kind.what, Msg)
        assert isinstance(kind.remedy, Msg)

    def test_says_what_and_what_next_in_both_languages(self, kind: type[OptoutError]) -> None:
        said = {}
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            said[language] = i18n.sentence(made(kind))
            assert "{" not in said[language]
            assert said[language].count("\n") == 0 or kind is errors.PackInvalidError
        assert said["fr"] != said["en"]

    def test_says_every_fact_that_it_has(self, kind: type[OptoutError]) -> None:
        error = made(kind)
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            said = i18n.sentence(error)
            assert all(str(fact) in said for fact in error.facts.values())

    def test_documents_its_facts(self, kind: type[OptoutError]) -> None:
        assert kind.__doc__
        wanted = fields(kind.what) | fields(kind.remedy)
        assert all(f"`{name}`" in kind.__doc__ for name in wanted)


def test_no_two_errors_say_the_same() -> None:
    said = Counter((kind.what, kind.remedy) for kind in FAMILY)
    assert [words for words, count in said.items() if count > 1] == []


def test_the_faults_of_a_pack_stand_a_line_each() -> None:
    faults = [
        Fault("title", errors.N_("is missing")),
        Fault(
            "steps › page › why",
            errors.N_("must be {expected}, not {found}"),
            expected=errors.N_("a text"),
            found=errors.N_("a list"),
        ),
    ]
    said = i18n.sentence(errors.PackInvalidError(file="fr/p.toml", faults=faults)).splitlines()
    assert said == [
        "fr/p.toml n'est pas correct :",
        "  title: manque",
        "  steps › page › why: doit être un texte, pas une liste",
        "Corrigez chaque ligne nommée ici, puis relancez la commande.",
    ]
