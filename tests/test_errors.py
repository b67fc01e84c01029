"""Every error: a code that the design lists, words in both languages, what, where, what next."""

import string
from collections import Counter
from typing import NoReturn

import pytest

from mes_optout import cli, errors, i18n
from mes_optout.errors import Fault, Msg, OptoutError
from mes_optout.text import split_sentences
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
    assert len([kind for kind, guesses in FAMILY if guesses]) == 5


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

    @pytest.mark.parametrize("language", i18n.LANGUAGES)
    def test_is_said_in_one_shape(
        self,
        kind: type[OptoutError],
        *,
        guesses: bool,
        language: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """That it is an error, what is wrong, what to do: a sentence a line, where errors go."""

        def fail(_names: object) -> NoReturn:
            raise made(kind, guesses=guesses)

        i18n.set_language(language)
        monkeypatch.setattr(cli, "make_app", fail)
        assert cli.main(["status"]) == kind.code
        shown = capsys.readouterr()
        assert shown.out == ""
        lines = shown.err.splitlines()
        word = i18n.translate("Error: {what}", language).format(what="")
        assert [line.startswith(word) for line in lines] == [
            kind.mistake,
            *[False] * len(lines[1:]),
        ]
        assert len(lines) >= 2
        assert [line for line in lines if len(split_sentences(line)) != 1] == []

    def test_documents_its_facts(self, kind: type[OptoutError], *, guesses: bool) -> None:
        assert kind.__doc__
        assert all(f"`{name}`" in kind.__doc__ for name in wanted(kind, guesses=guesses))


def test_only_an_input_that_ended_is_no_mistake() -> None:
    assert {kind.code for kind, _ in FAMILY if not kind.mistake} == {errors.InputEndedError.code}
    assert {kind.mistake for kind, _ in FAMILY if kind.code != errors.InputEndedError.code} == {
        True
    }


def test_what_a_fact_holds_ends_no_sentence() -> None:
    """A folder may be called so."""
    said = i18n.lines(errors.CannotWriteError(path="/a. B/c? D.txt", cause="x"))
    assert said[0] == "Erreur : /a. B/c? D.txt n'a pas pu être écrit : x."
    assert len(said) == 2


def test_a_list_of_names_is_said_whole() -> None:
    """Whoever reads it looks for a name of theirs."""
    known = [f"a-name-{number}" for number in range(100)]
    said = i18n.lines(errors.UnknownChoiceError(option="--x", value="y" * 1_000, known=known))
    assert all(name in said[1] for name in known)
    assert "y" * 200 + "…" in said[0]
    assert "y" * 201 not in said[0]


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
