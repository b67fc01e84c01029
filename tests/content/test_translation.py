"""English steps stand where they are up to date; a French one stands in for every other."""

from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader, shipped
from mes_optout.content.procedure import Step
from mes_optout.content.translation import fingerprint

PROCEDURES = Pack(shipped(), "fr").triage.procedures


def edited(name: str, edit: Callable[[str], str]) -> Reader:
    """Return the shipped pack with one file changed."""
    read = shipped()

    def reader(asked: str) -> bytes | None:
        data = read(asked)
        return edit(data.decode()).encode() if asked == name and data else data

    return reader


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_step_is_in_english_and_up_to_date(name: str) -> None:
    """REQ-A23 for the steps."""
    french, english = (Pack(shipped(), language).procedure(name) for language in ("fr", "en"))
    assert english.language == "en"
    assert [step.id for step in english.steps if step.language != "en"] == []
    assert [step.id for step in english.steps] == [step.id for step in french.steps]
    assert [s.original for s in english.steps] == [fingerprint(s) for s in french.steps]


def first(reader: Reader) -> Step:
    return Pack(reader, "en").procedure("opposition").steps[0]


def test_a_step_whose_french_has_changed_is_shown_in_french() -> None:
    said = "Les six semaines partent de l'envoi, pas de la réception."
    reader = edited("fr/opposition.toml", lambda text: text.replace(said, f"{said} Oui."))
    assert (first(reader).language, first(reader).why) == ("fr", f"{said} Oui.")
    assert Pack(reader, "en").procedure("opposition").steps[1].language == "en"


def test_what_is_not_text_comes_from_the_french() -> None:
    def edit(text: str) -> str:
        return text.replace('confidence = "probable"', 'confidence = "sure"\nrevision = 3', 1)

    step = first(edited("fr/opposition.toml", edit))
    assert (step.language, step.confidence, step.revision) == ("en", "sure", 3)


def test_a_translation_with_other_boxes_is_not_used() -> None:
    reader = edited(
        "en/opposition.toml", lambda text: text.replace('id = "date-envoi"', 'id = "autre"')
    )
    assert first(reader).language == "fr"


def test_a_translation_with_other_problems_is_not_used() -> None:
    """Where the telephone helps is said per problem, in French: by their order they are joined."""
    more = (
        '[[steps.problems]]\nsymptom = "More"\nremedy = "Look."\notherwise = "Ask."\n\n[[steps]]\n'
    )

    def edit(text: str) -> str:
        first, second, *rest = text.split("[[steps]]\n")
        return "[[steps]]\n".join([f"{first}[[steps]]\n{second}{more}{rest[0]}", *rest[1:]])

    assert first(edited("en/opposition.toml", edit)).language == "fr"


def test_a_procedure_without_translation_is_in_french() -> None:
    read = shipped()

    def reader(asked: str) -> bytes | None:
        return None if asked == "en/ado.toml" else read(asked)

    assert Pack(reader, "en").procedure("ado").language == "fr"
