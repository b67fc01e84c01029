"""Whom a letter is for: asked once in a visit, and kept nowhere."""

from html import unescape
from pathlib import Path

import pytest

from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.walkthrough import file_offer
from mes_optout.walkthrough.letter_pages import letter_takeaway
from support.scripted import GoBack, Leave, Move, Pick, Sent, Tick, Walk

WHOM = "Pour qui est cette lettre ?"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "ici"
    folder.mkdir()
    monkeypatch.chdir(folder)


@pytest.fixture
def here() -> Path:
    return Path.cwd()


def others(*moves: Move) -> list[Move]:
    """Return the moves from the first step's boxes to what can be carried away, and on."""
    return [Tick(set()), Pick("other"), Pick("carry"), *moves]


@pytest.mark.parametrize(
    ("whom", "there", "absent"),
    [
        ("me", "pour moi-même", "qualité de"),
        ("other", "qualité de", "pour moi-même"),
        ("both", "Si c'est une autre personne", "pour moi-même"),
    ],
)
def test_the_sheet_follows_the_answer(
    walk: Walk, here: Path, whom: str, there: str, absent: str
) -> None:
    moves = others(Pick("letter-cloture"), Pick(whom), Pick("write"), Pick("html"), Leave())
    walk(*moves, procedure="cloture")
    page = unescape((here / "lettre.html").read_text(encoding="utf-8"))
    assert there in page
    assert absent not in page


def test_it_is_asked_once(walk: Walk) -> None:
    shown = walk(
        *others(Pick("letter-cloture"), Pick("me"), Pick("back")),
        *(Pick("letter-suppression"), Pick("back"), Pick("back")),
        *(Tick(set()), Pick("other"), Pick("carry"), Pick("letter-acces"), Leave()),
        procedure="cloture",
    )
    assert shown.asked.count(WHOM) == 1
    assert "Elle est pour moi : changer" in shown.labels[-1]


def test_the_next_visit_asks_anew(walk: Walk) -> None:
    moves = others(Pick("letter-cloture"), Pick("other"), Leave())
    for _visit in range(2):
        assert WHOM in walk(*moves, procedure="cloture").asked


def test_the_answer_can_be_changed_on_the_page(walk: Walk, here: Path) -> None:
    shown = walk(
        *others(Pick("letter-cloture"), Pick("me"), Pick("whom"), Pick("other")),
        *(Pick("write"), Pick("html"), Pick("go"), Pick("letter-acces"), Leave()),
        procedure="cloture",
    )
    assert "qualité de" in (here / "lettre.html").read_text(encoding="utf-8")
    assert "Elle est pour une autre personne : changer" in shown.labels[-1]


def test_back_leads_to_the_page_before(walk: Walk) -> None:
    opened = Pick("letter-cloture")
    shown = walk(*others(opened, Pick("back"), opened, Leave()), procedure="cloture")
    assert shown.asked[-1] == WHOM
    moves: list[Move] = [opened, Pick("me"), Pick("next"), Pick("whom"), Pick("back"), Leave()]
    shown = walk(*others(*moves), procedure="cloture")
    assert shown.screens[-1] == shown.screens[-3], "the page of the letter from which one came"
    shown = walk(*others(opened, Pick("me"), GoBack(), Leave()), procedure="cloture")
    assert shown.asked[-1] == WHOM, "the question before"
    shown = walk(*others(opened, GoBack(), Leave()), procedure="cloture")
    assert shown.asked[-1] == "Que voulez-vous écrire ?"


def test_a_letter_that_does_not_depend_on_it_never_asks(walk: Walk) -> None:
    shown = walk(*others(Pick("letter-coordonnees"), Leave()), procedure="cloture")
    assert WHOM not in shown.asked
    assert "whom" not in shown.offered[-1]


def test_what_is_done_for_each_child_is_for_a_child(walk: Walk) -> None:
    """Whatever was said of another procedure; there too it can be changed."""
    start: list[Move] = [Sent(None), Pick("go")]
    shown = walk(*start, *others(Pick("letter-cloture"), Leave()), procedure="enfants")
    assert WHOM not in shown.asked
    assert "Elle est pour une autre personne : changer" in shown.labels[-1]
    moves: list[Move] = [Pick("letter-cloture"), Pick("whom"), Pick("both"), Pick("back")]
    shown = walk(*start, *others(*moves, Pick("letter-acces"), Leave()), procedure="enfants")
    assert "Elle vaut pour les deux cas : changer" in shown.labels[-1]


@pytest.mark.parametrize(("answer", "said"), [("moi", "moi"), ("autrui", "une autre personne")])
def test_what_was_said_on_the_way_is_not_asked_again(walk: Walk, answer: str, said: str) -> None:
    moves: list[Move] = [Tick(), Pick(answer), *others(Pick("letter-cloture"), Leave())]
    shown = walk(*moves, procedure="majeur-protege")
    assert WHOM not in shown.asked
    assert f"Elle est pour {said} : changer" in shown.labels[-1]


def test_where_nothing_was_said_it_is_asked(walk: Walk) -> None:
    moves: list[Move] = [Tick(), Pick("inconnu"), *others(Pick("letter-cloture"), Leave())]
    assert walk(*moves, procedure="majeur-protege").asked[-1] == WHOM


@pytest.mark.parametrize(
    ("whom", "option"), [("me", " --for me"), ("other", " --for someone"), ("both", "")]
)
def test_the_command_that_does_the_same(
    walk: Walk, here: Path, monkeypatch: pytest.MonkeyPatch, whom: str, option: str
) -> None:
    monkeypatch.setattr(
        file_offer, "_find_free_path", lambda stem, ending: here / "absent" / f"{stem}{ending}"
    )
    moves = others(Pick("letter-cloture"), Pick(whom), Pick("write"), Pick("html"), Leave())
    shown = walk(*moves, procedure="cloture")
    assert shown.page.text[1] == f"mes-optout letter cloture{option} --output lettre.html"


def test_a_command_says_no_more_than_it_must(pack: Pack) -> None:
    known = next(each for each in load_letters(pack) if not each.depends)
    assert "--for" not in letter_takeaway(known, Whom.ME).by_hand
