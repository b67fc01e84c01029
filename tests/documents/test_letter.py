"""A letter on paper: French for the office, blanks by hand, guidance on another sheet."""

import pytest

from mes_optout import i18n
from mes_optout.content.letters import Known, load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.as_text import as_text
from mes_optout.documents.letter import lay_out_guidance, lay_out_sheet


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sheet_is_the_same_in_every_language_and_whole(language: str) -> None:
    i18n.set_language(language)
    for known in load_letters(Pack(shipped(), language)):
        text = as_text(lay_out_sheet(known.letter))
        assert max(map(len, text.splitlines())) <= 78
        assert known.letter.subject in flat(text)
        assert "Signature :" in text
        assert "À ...." in text
        for paragraph in (*known.letter.body, *known.letter.enclosures):
            assert paragraph.partition("________")[0].strip() in flat(text)
        for label in known.letter.blanks:
            assert f"{label} : ____" in flat(text)
        assert known.guide.purpose not in flat(text)


@pytest.mark.parametrize("width", [78, 40, 20])
def test_the_guidance_holds_all_that_the_sender_needs(width: int) -> None:
    i18n.set_language("en")
    for known in load_letters(Pack(shipped(), "en")):
        said = flat(as_text(lay_out_guidance(known), width))
        parts = known.guide.purpose, known.guide.before, *known.guide.send
        explained = known.explained.says if known.explained else ()
        joined = said.replace(" - ", " ")
        assert [part for part in (*parts, *explained) if flat(part) not in joined] == []


def test_french_guidance_has_nothing_to_translate(pack: Pack) -> None:
    known: Known = load_letters(pack)[0]
    assert known.explained is None
    assert "Ce que dit la lettre" not in as_text(lay_out_guidance(known))
    assert "Comment l'envoyer" in as_text(lay_out_guidance(known))


def test_a_letter_without_an_explanation_says_that_it_is_in_french(pack: Pack) -> None:
    i18n.set_language("en")
    without, explained = load_letters(pack)[0], load_letters(Pack(shipped(), "en"))[0]
    assert "(in French for now)" in as_text(lay_out_guidance(without))
    assert "(in French for now)" not in as_text(lay_out_guidance(explained))
