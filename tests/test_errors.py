"""Every error: a code that the design lists, words in both languages, what, where, what next."""

import string
from collections import Counter

import pytest

from mes_optout import errors, i18n
from mes_optout.errors import Fault, Msg, OptoutError
from support.every_error import every_error

CODES = {2, 3, 4, 65, 70}

# Each error, and once more each that can guess what was meant.
FAMILY = [(kind, False) for kind in every_error()]
FAMILY += [(kind, True) for kind, _ in FAMILY if hasattr(kind, "guessing")]


def messages(kind: type[OptoutError], *, guesses: bool) -> tuple[Msg, Msg]:
    return kind.guessing if guesses else (kind.what, kind.remedy)


def made(kind: type[OptoutError], *, guesses: bool) -> OptoutError:
    """Make an error with a recognisable value in each of its fields."""
    if kind is errors.PackInvalidError:
        fault = Fault("steps › page › title", errors.N_("is missing"))
        return errors.PackInvalidError(file="FILE", faults=[fault])
    return kind(**{name: name.upper() for name in wanted(kind, guesses=guesses)})


def wanted(kind: type[OptoutError], *, guesses: bool) -> set[str]:
    what, remedy = messages(kind, guesses=guesses)
    return fields(what) | fields(remedy)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_the_family_is_not_empty() -> None:
    assert len(FAMILY) >= 15
    assert len([kind for kind, guesses in FAMILY if guesses]) == 4


@pytest.mark.parametrize(("kind", "guesses"), FAMILY)
class TestEveryError:
    """One law for each member of the family."""

    def test_has_a_listed_code_and_messages(
        self, kind: type[OptoutError], *, guesses: bool
    ) -> None:
        assert kind.code in CODES
        what, remedy = messages(kind, guesses=guesses)
        assert isinstance(what, Msg)
        assert isinstance(remedy, Msg)

    def test_says_what_and_what_next_in_both_languages(
        self, kind: type[OptoutError], *, guesses: bool
    ) -> None:
        said = {}
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            said[language] = i18n.sentence(made(kind, guesses=guesses))
            assert "{" not in said[language]
            assert said[language].count("\n") == 0 or kind is errors.PackInvalidError
        assert said["fr"] != said["en"]

    def test_says_every_fact_that_it_has(self, kind: type[OptoutError], *, guesses: bool) -> None:
        error = made(kind, guesses=guesses)
        for language in i18n.LANGUAGES:
            i18n.set_language(language)
            said = i18n.sentence(error)
            assert all(str(fact) in said for fact in error.facts.values())

    def test_documents_its_facts(self, kind: type[OptoutError], *, guesses: bool) -> None:
        assert kind.__doc__
        assert all(f"`{name}`" in kind.__doc__ for name in wanted(kind, guesses=guesses))


def test_no_two_errors_say_the_same() -> None:
    said = Counter(messages(kind, guesses=guesses) for kind, guesses in FAMILY)
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
