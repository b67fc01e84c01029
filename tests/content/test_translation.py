"""English stands where there is some that is up to date; French stands in for everything else."""

from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import Reader, shipped
from mes_optout.content.procedure import Step
from mes_optout.content.translation import fingerprint
from mes_optout.content.words import ProcedureWords

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
    words = Pack(shipped(), "en").words(name, ProcedureWords)
    assert english.language == "en"
    assert [step.id for step in english.steps if step.language != "en"] == []
    assert [step.id for step in english.steps] == [step.id for step in french.steps]
    assert words is not None
    own = [step for step in french.steps if step.home is None]
    assert [each.original for each in words.steps] == [fingerprint(step) for step in own]


def first(reader: Reader) -> Step:
    return Pack(reader, "en").procedure("opposition").steps[0]


def test_a_step_whose_french_has_changed_is_shown_in_french() -> None:
    said = "Les six semaines partent de l'envoi, pas de la réception."
    reader = edited("fr/opposition.toml", lambda text: text.replace(said, f"{said} Oui."))
    assert (first(reader).language, first(reader).why) == ("fr", f"{said} Oui.")
    assert Pack(reader, "en").procedure("opposition").steps[1].language == "en"


def test_what_is_not_text_comes_from_the_french() -> None:
    def edit(text: str) -> str:
        return text.replace("reviewed =", "revision = 3\nreviewed =", 1)

    step = first(edited("fr/opposition.toml", edit))
    assert (step.language, step.revision) == ("en", 3)


def test_a_translation_with_other_boxes_is_not_used() -> None:
    reader = edited(
        "en/opposition.toml", lambda text: text.replace('id = "date-envoi"', 'id = "autre"')
    )
    assert first(reader).language == "fr"


def test_a_translation_with_other_problems_is_not_used() -> None:
    """Where the telephone helps is said per problem, in French: by their ids they are joined."""
    reader = edited(
        "en/opposition.toml", lambda text: text.replace('id = "date-introuvable"', 'id = "autre"')
    )
    assert first(reader).language == "fr"


def test_the_order_is_that_of_the_french() -> None:
    """Of steps, boxes and problems; and so is what belongs to each."""

    def edit(text: str) -> str:
        head, *steps = text.split("[[steps]]\n")
        first, *boxes = steps[0].split("[[steps.checks]]\n")
        boxes[-1], rest = boxes[-1].split("[[steps.problems]]\n", 1)
        turned = "[[steps.checks]]\n".join([first, *reversed(boxes)])
        steps[0] = f"{turned}[[steps.problems]]\n{rest}"
        return "[[steps]]\n".join([head, *reversed(steps)])

    moved = Pack(edited("en/opposition.toml", edit), "en").procedure("opposition")
    assert moved == Pack(shipped(), "en").procedure("opposition")


def test_what_of_the_triage_has_no_words_is_in_french() -> None:
    """By its id: a question with its answers, a situation; all else is in English."""

    def edit(text: str) -> str:
        for begin in ('[[questions]]\nid = "souhait"', '[[situations]]\nid = "lettre-recente"'):
            assert begin in text
            text = text.replace(begin, begin.partition("id")[0] + 'id = "neu"')
        return text

    french, english = (Pack(shipped(), language).triage for language in ("fr", "en"))
    found = Pack(edited("en/situations.toml", edit), "en").triage
    assert found.questions[0] == english.questions[0]
    assert found.questions[1] == french.questions[1]
    assert found.questions[2].answers[0] == english.questions[2].answers[0]
    assert found.situations[0] == french.situations[0]
    assert found.situations[1:] == english.situations[1:]
    assert found.note == english.note


def test_an_answer_without_words_is_in_french() -> None:
    def edit(text: str) -> str:
        return text.replace('id = "adulte"', 'id = "neu"', 1)

    french, english = (Pack(shipped(), language).triage for language in ("fr", "en"))
    answers = Pack(edited("en/situations.toml", edit), "en").triage.questions[0].answers
    assert answers[0] == french.questions[0].answers[0]
    assert answers[1:] == english.questions[0].answers[1:]


def test_what_may_be_read_has_its_sources_and_addresses_from_the_french() -> None:
    """And a page without words is in French, as is what nobody has translated to check again."""

    def edit(text: str) -> str:
        head, mark, rest = text.replace('id = "qui-voit"', 'id = "neu"').partition("[[sections]]")
        return f'title = "Before"\n\n{mark}{rest}' if "recheck" in head else text

    french, english = (Pack(shipped(), language).reading for language in ("fr", "en"))
    found = Pack(edited("en/reperes.toml", edit), "en").reading
    assert found is not None
    assert french is not None
    assert english is not None
    assert (found.title, found.reviewed) == ("Before", french.reviewed)
    assert [each.id for each in found.sections] == [each.id for each in french.sections]
    assert [each.title for each in found.sections] == [
        (french if each.id == "qui-voit" else english).sections[number].title
        for number, each in enumerate(french.sections)
    ]
    assert [each.sources for each in found.sections] == [each.sources for each in french.sections]
    assert [(r.url, r.confidence) for r in found.resources] == [
        (r.url, r.confidence) for r in french.resources
    ]
    assert found.resources == english.resources
    assert found.recheck == french.recheck


def test_a_procedure_without_translation_is_in_french() -> None:
    read = shipped()

    def reader(asked: str) -> bytes | None:
        return None if asked == "en/ado.toml" else read(asked)

    assert Pack(reader, "en").procedure("ado").language == "fr"
