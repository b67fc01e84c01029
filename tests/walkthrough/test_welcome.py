"""The first page: what is kept, where, and who copies it."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import fields

import pytest

from mes_optout import i18n
from mes_optout.progress.notes import Notes
from mes_optout.walkthrough.prompter import Quit
from mes_optout.walkthrough.welcome import welcome
from support.scripted import GoBack, Leave, Move, Pick, ScriptedPrompter

NOTICE = "Attention : Dropbox recopie ce dossier sur vos autres appareils."


def first_page(*moves: Move, notices: Sequence[str] = ()) -> ScriptedPrompter:
    prompter = ScriptedPrompter(deque(moves))
    welcome(prompter, "/home/a/notes", wipes=True, notices=notices)
    assert not prompter.moves
    return prompter


def test_a_synchronised_folder_is_said_right_after_its_name() -> None:
    """REQ-S19."""
    text = first_page(Pick("go"), notices=[NOTICE]).page.text
    (where,) = [number for number, line in enumerate(text) if "/home/a/notes" in line]
    assert text.index(NOTICE) == where + 1


def test_of_another_folder_nothing_is_said() -> None:
    with_notice = first_page(Pick("go"), notices=[NOTICE]).page.text
    without = first_page(Pick("go")).page.text
    assert [line for line in with_notice if line not in without] == [NOTICE]
    assert [line for line in without if line not in with_notice] == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_cleared_history_is_promised_where_it_may_stay(language: str) -> None:
    """REQ-S3."""
    i18n.set_language(language)
    prompter = ScriptedPrompter(deque([Pick("go")]))
    welcome(prompter, None, wipes=True, history_stays=True)
    said = prompter.page.lead
    assert {"fr": "des lignes peuvent rester", "en": "Lines above it may stay"}[language] in said
    assert not re.search("tout de suite|at once", said)


def test_there_is_nothing_before_it() -> None:
    assert len(first_page(GoBack(), Pick("go")).screens) == 2


def welcomed(*moves: Move, kept_in: str | None) -> tuple[bool, ScriptedPrompter]:
    prompter = ScriptedPrompter(deque(moves))
    return welcome(prompter, kept_in, wipes=True), prompter


def test_one_may_go_on_without_keeping_anything() -> None:
    """REQ-S10: on the page itself, for whoever does not know the option."""
    keeps, prompter = welcomed(Pick("without"), kept_in="/home/a/notes")
    assert not keeps
    assert prompter.labels[0][:2] == ["Continuer", "Continuer sans rien garder ici"]
    assert "ni lu ni changé" in " ".join(prompter.page.text)
    assert "avec --no-trace, aucun" in " ".join(prompter.page.text)


def test_whoever_goes_on_keeps_what_they_confirm() -> None:
    assert welcomed(Pick("go"), kept_in="/home/a/notes")[0]


def test_where_nothing_is_kept_there_is_nothing_to_do_without() -> None:
    keeps, prompter = welcomed(Pick("go"), kept_in=None)
    assert not keeps
    assert prompter.offered == [["go", "quit"]]
    assert "--no-trace" not in " ".join(prompter.page.text)


def test_it_can_be_left() -> None:
    with pytest.raises(Quit):
        first_page(Leave())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_it_says_all_that_the_file_can_hold(language: str) -> None:
    """A new kind of row in the file needs its words on the first page."""
    i18n.set_language(language)
    words = {
        "boxes": {"fr": "cases cochées et leur jour", "en": "boxes you ticked and when"},
        "sent": {"fr": "le jour d'un envoi", "en": "the day something was sent"},
        "asides": {"fr": "étapes mises de côté", "en": "steps you set aside"},
        "answers": {
            "fr": "vos réponses sur votre cas",
            "en": "what you answered about your case",
        },
    }
    # That a list was begun shows in what it holds; nothing asks again yet.
    rows = {each.name for each in fields(Notes)} - {"begun", "again"}
    assert rows == words.keys()
    text = " ".join(first_page(Pick("go")).page.text)
    assert [said[language] for said in words.values() if said[language] not in text] == []
    assert not re.search("rien de plus|rien d'autre|only|nothing else", text)
