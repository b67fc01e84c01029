"""The number of the service stands where it helps, and the way for deaf people beside it."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_html import as_html
from mes_optout.documents.as_json import as_json
from mes_optout.documents.as_markdown import as_markdown
from mes_optout.documents.as_text import as_text
from mes_optout.documents.checklist import lay_out_list
from mes_optout.journey import Journey, make_journeys
from mes_optout.wording.blocks import Document
from mes_optout.wording.phrases import DEAF_PAGE, help_line

FORMATS: dict[str, Callable[[Document], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
}


def blank(name: str, language: str, today: date) -> tuple[Journey, ...]:
    i18n.set_language(language)
    return make_journeys([Pack(shipped(), language).procedure(name)], None, today)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", Pack(shipped()).names)
def test_the_head_of_a_list_has_both_or_none(
    name: str, form: str, language: str, today: date
) -> None:
    page = FORMATS[form](lay_out_list(blank(name, language, today), Pack(shipped(), language)))
    # One sentence, whatever the width broke.
    has_number = help_line().split(".")[0] in " ".join(page.split())
    assert has_number is (name != "suites")
    head = page[: page.find("elioz") + 100]
    assert (DEAF_PAGE in head) is has_number


def test_the_address_stands_alone_on_its_line(pack: Pack, today: date) -> None:
    lines = as_text(lay_out_list(blank("cloture", "fr", today), pack)).splitlines()
    at = lines.index(DEAF_PAGE)
    assert lines[at - 1] == "Pour les personnes sourdes ou malentendantes"
    assert lines[at - 2].startswith("Téléphone : 3422")


def test_programs_learn_where_the_number_helps(pack: Pack, today: date) -> None:
    (sheet,) = json.loads(as_json(blank("ado", "fr", today), pack))["procedures"]
    helped = {p["symptom"]: p["hotline"] for step in sheet["steps"] for p in step["problems"]}
    assert sheet["hotline"] is True
    assert helped["Je ne me sens pas en sécurité chez moi"] is False
    assert helped["L'écran me bloque à 18 ans"] is True
    (other,) = json.loads(as_json(blank("suites", "fr", today), pack))["procedures"]
    assert other["hotline"] is False


@pytest.mark.parametrize("name", Pack(shipped()).names)
def test_a_translation_has_the_number_where_the_french_has_it(name: str) -> None:
    french, english = (Pack(shipped(), each).procedure(name) for each in ("fr", "en"))
    assert english.hotline is french.hotline
    for old, new in zip(french.steps, english.steps, strict=True):
        assert [p.hotline for p in new.problems] == [p.hotline for p in old.problems]
