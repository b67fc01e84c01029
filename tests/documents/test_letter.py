"""A letter on paper: French for the office, blanks by hand, guidance on another sheet."""

import re
from collections.abc import Iterator

import pytest

from mes_optout import i18n
from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import Known, load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.whom import pick_lines
from mes_optout.documents.as_text import as_text
from mes_optout.documents.letter import lay_out_guidance, lay_out_sheet, list_guidance


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("whom", Whom)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sheet_is_the_same_in_every_language_and_whole(language: str, whom: Whom) -> None:
    i18n.set_language(language)
    for known in load_letters(Pack(shipped(), language)):
        text = as_text(lay_out_sheet(known.letter, whom))
        assert max(map(len, text.splitlines())) <= 78
        assert known.letter.subject in flat(text)
        assert "Signature :" in text
        assert "À ...." in text
        body = pick_lines(known.letter.body, whom)
        for paragraph in (*body, *pick_lines(known.letter.enclosures, whom)):
            assert paragraph.partition("________")[0].strip() in flat(text)
        for label in known.letter.blanks:
            assert f"{label} : ____" in flat(text)
        assert known.guide.purpose not in flat(text)


@pytest.mark.parametrize("whom", Whom)
@pytest.mark.parametrize("width", [78, 40, 20])
def test_the_guidance_holds_all_that_the_sender_needs(width: int, whom: Whom) -> None:
    i18n.set_language("en")
    for known in load_letters(Pack(shipped(), "en")):
        said = flat(as_text(lay_out_guidance(known, whom), width))
        parts = known.guide.purpose, known.guide.before, *pick_lines(known.guide.send, whom)
        explained = pick_lines(known.explained.says if known.explained else (), whom)
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


# What a sheet for oneself never says, and what one for another person never does.
OF_ANOTHER = {
    "fr": re.compile("autre personne|qualité de|elle est née|protégée|l'enfant|livret de famille"),
    "en": re.compile("other person|in what capacity|act as|rotected|[Cc]hild\\b|livret de famille"),
}
OF_ONESELF = {
    "fr": re.compile("moi-même|« moi »|Pour vous,|autre personne"),
    "en": re.compile("for myself|“moi”|for yourself|other person"),
}
PROOF = {
    "fr": re.compile("liste de l'application.*décision de justice : c'est déduit"),
    "en": re.compile("list in the app.*court decision: this is our deduction"),
}
NEEDLESS = {
    "fr": re.compile("ne l'exige d'avance|doute raisonnable"),
    "en": re.compile("requires it in advance|reasonable doubt"),
}
OF_ANOTHERS_DOUBT = {
    "fr": re.compile("autre personne|[Dd]écision de justice|numéro à écrire"),
    "en": re.compile("another person|[Cc]ourt decision|number to write"),
}
DEPENDING = {
    *("opposition", "cloture", "suppression", "acces", "dossier-pharmaceutique"),
    *("cnil", "reclamation"),
}


def depending(language: str) -> Iterator[Known]:
    i18n.set_language(language)
    return (each for each in load_letters(Pack(shipped(), language)) if each.depends)


def printed(known: Known, whom: Whom) -> str:
    """Return the sheet of a letter as it is read, without what stands for the line of a blank."""
    return flat(as_text(lay_out_sheet(known.letter, whom)))


def told(known: Known, whom: Whom) -> str:
    """Return the guidance, but for what a letter serves for, and its doubts: of either case."""
    rows = [row for row in list_guidance(known, whom) if row.lines[0] != known.guide.purpose]
    lines = [line for row in rows[1:-1] for line in row.lines]
    return " ".join(lines)


def test_the_letters_that_one_may_write_for_another_depend_on_it() -> None:
    assert {known.letter.id for known in depending("fr")} == DEPENDING


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_for_oneself_nothing_is_said_of_another_person(language: str) -> None:
    for known in depending(language):
        assert not OF_ANOTHER["fr"].search(printed(known, Whom.ME)), known.letter.id
        assert not OF_ANOTHER[language].search(told(known, Whom.ME)), known.letter.id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_for_another_person_nothing_is_said_of_oneself(language: str) -> None:
    for known in depending(language):
        sheet, guidance = printed(known, Whom.OTHER), told(known, Whom.OTHER)
        assert "J'agis en qualité de ...." in sheet, known.letter.id
        assert not OF_ONESELF["fr"].search(sheet), known.letter.id
        assert not OF_ONESELF[language].search(guidance), known.letter.id


def test_for_another_person_the_sheet_says_who_that_is() -> None:
    for known in depending("fr"):
        if known.letter.id != "cnil":  # which asks no day of birth of anybody
            assert "Cette personne est née le ...." in printed(known, Whom.OTHER), known.letter.id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_for_another_person_one_writes_ones_own_name_at_the_top(language: str) -> None:
    own = {"fr": "En haut, écrivez votre nom", "en": "At the top, write your own name"}[language]
    for known in depending(language):
        assert told(known, Whom.OTHER).count(own) == 1, known.letter.id
        assert own not in told(known, Whom.ME), known.letter.id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_proof_that_is_enclosed_is_called_needless(language: str) -> None:
    """And who asks for it is said there, with what is only deduced."""
    for known in depending(language):
        if "livret de famille" not in printed(known, Whom.OTHER):
            continue
        assert "doute raisonnable" not in printed(known, Whom.OTHER), known.letter.id
        for whom in (Whom.OTHER, Whom.BOTH):
            assert PROOF[language].search(told(known, whom)), known.letter.id
        assert not NEEDLESS[language].search(told(known, Whom.OTHER)), known.letter.id
        assert not PROOF[language].search(told(known, Whom.ME)), known.letter.id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_doubt_of_every_sheet_is_about_another_person(language: str) -> None:
    for known in depending(language):
        assert not OF_ANOTHERS_DOUBT[language].search(known.guide.doubt or ""), known.letter.id


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_sheet_for_either_says_so(language: str) -> None:
    """As it is published: nobody was asked."""
    for known in depending(language):
        if known.letter.id in {"cnil", "reclamation"}:  # where the guidance alone says it
            assert re.search("autre personne|another person", told(known, Whom.BOTH))
        else:
            assert "Si c'est une autre personne" in printed(known, Whom.BOTH)
            assert "moi" in told(known, Whom.BOTH)


def test_no_sheet_asks_to_cross_out_where_nothing_is_enclosed() -> None:
    for known in depending("fr"):
        for whom in Whom:
            crossed = "Rayez les pièces" in told(known, whom)
            assert not crossed or pick_lines(known.letter.enclosures, whom), known.letter.id


def test_a_letter_that_depends_on_nobody_is_one_sheet(pack: Pack) -> None:
    for known in load_letters(pack):
        sheets = {as_text(lay_out_sheet(known.letter, whom)) for whom in Whom}
        assert (len(sheets) > 1) == known.depends, known.letter.id
