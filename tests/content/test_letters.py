"""The ten letters: complete, sourced, French for the office, and nothing personal in them."""

import re

import pytest

from mes_optout.content.letters import Known, letters
from mes_optout.content.lint.finding import shown
from mes_optout.content.lint.readability import sentences, words
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped

IDS = (
    *("opposition", "cloture", "suppression", "motif-legitime", "acces", "acces-anormal"),
    *("dossier-pharmaceutique", "snds", "identite", "cnil"),
)
ARTICLE = re.compile(r"[RL]\. ?\d{4}|R\d{4}-\d+(?:-\d+)?")


@pytest.fixture
def known() -> tuple[Known, ...]:
    return letters(Pack(shipped(), "en"))


def test_there_are_ten(known: tuple[Known, ...]) -> None:
    assert tuple(each.letter.id for each in known) == IDS


def test_each_is_explained_in_english_and_its_body_stays_french(known: tuple[Known, ...]) -> None:
    french = {each.letter.id: each for each in letters(Pack(shipped()))}
    for each in known:
        assert each.explained is not None
        assert each.explained.says
        assert len(each.explained.enclosures) == len(each.letter.enclosures), each.letter.id
        assert each.letter == french[each.letter.id].letter
        assert french[each.letter.id].guide is french[each.letter.id].letter
        assert each.letter.body[0].startswith("Madame, Monsieur")


def test_what_they_rest_on_and_where_they_help_exists(known: tuple[Known, ...]) -> None:
    pack = Pack(shipped())
    steps = {
        f"{name}/{step.id}"
        for name in pack.triage.procedures
        for step in pack.procedure(name).steps
    }
    for letter in (each.letter for each in known):
        assert letter.sources
        assert set(letter.sources) <= pack.sources.keys()
        assert set(letter.procedures) <= set(pack.triage.procedures)
        assert letter.steps
        assert set(letter.steps) <= steps
        assert {place.partition("/")[0] for place in letter.steps} <= set(letter.procedures)


def test_an_english_explanation_names_every_article_of_the_letter(
    known: tuple[Known, ...],
) -> None:
    cited = 0
    for each in known:
        assert each.explained is not None
        for article in ARTICLE.findall(" ".join(each.letter.body)):
            assert article in " ".join(each.explained.says), (each.letter.id, article)
            cited += 1
    assert cited >= len(IDS) / 2


def test_titles_say_nothing_telling(known: tuple[Known, ...]) -> None:
    """REQ-S8: they are what a file or a page is called after."""
    for each in known:
        for text in (each.letter.id, each.letter.title, each.guide.title):
            assert not re.search("trans|genre|santé|health|gender", text, re.IGNORECASE), text


def test_no_letter_says_why(known: tuple[Known, ...]) -> None:
    for each in known:
        read = " ".join((each.letter.subject, *each.letter.body, *each.letter.enclosures))
        assert not re.search(
            r"\btrans\b|transgenre|transition|\bgenre\b|hormon", read, re.IGNORECASE
        )


def test_sentences_stay_short(known: tuple[Known, ...]) -> None:
    for each in known:
        lengths = [len(words(s)) for text in each.letter.body for s in sentences(text)]
        assert max(lengths) <= 28, each.letter.id
        assert sum(lengths) / len(lengths) <= 15, each.letter.id


def test_blanks_are_eight_underscores(known: tuple[Known, ...]) -> None:
    for each in known:
        for place, text in shown(each.letter):
            assert {len(run) for run in re.findall("_+", text)} <= {8}, place


def test_a_pack_need_not_have_letters() -> None:
    assert letters(Pack(lambda _name: None)) == ()
