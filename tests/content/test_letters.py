"""The ten letters: what `steps check` cannot know of them, or only warns of.

That they are complete, sourced, explained and short, the lint says; test_lint holds the shipped
pack to it.
"""

import pytest

from mes_optout.content.letters import Known, load_letters
from mes_optout.content.lint.letters import find_letter_mistakes
from mes_optout.content.lint.loading import load_language
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped

IDS = (
    *("opposition", "cloture", "suppression", "motif-legitime", "acces", "acces-anormal"),
    *("dossier-pharmaceutique", "snds", "identite", "cnil", "refus-acces", "retrait"),
    *("secret-mineur", "seize-ans", "dossier-soignant", "refus-urgence", "apres-deces"),
    *("coordonnees", "reclamation", "defenseur"),
)


@pytest.fixture
def known() -> tuple[Known, ...]:
    return load_letters(Pack(shipped(), "en"))


def test_there_are_twenty(known: tuple[Known, ...]) -> None:
    assert tuple(each.letter.id for each in known) == IDS


def test_each_is_explained_in_english_and_its_body_stays_french(known: tuple[Known, ...]) -> None:
    french = {each.letter.id: each for each in load_letters(Pack(shipped()))}
    for each in known:
        assert each.explained is not None, each.letter.id
        assert each.letter == french[each.letter.id].letter
        assert french[each.letter.id].guide is french[each.letter.id].letter
        assert (each.letter.body[0].text or "").startswith("Madame, Monsieur")


def test_none_says_why_and_each_helps_at_a_step() -> None:
    """REQ-S8 and more: in anybody's pack a warning, in ours there is none."""
    assert list(find_letter_mistakes(load_language(shipped(), "fr"))) == []
