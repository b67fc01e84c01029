"""The line of keys beneath a page, and what each of its keys does there."""

from collections.abc import Callable

import pytest

from mes_optout.content.loader import Pack
from support.homes import Home
from support.terminals import DOWN, ENTER, ESCAPE, SPACE, UP, Terminal

Start = Callable[..., Terminal]

AT_FIRST = "Flèches ou premières lettres : choisir. Entrée : valider. Ctrl-C : partir."
AT_A_CHOICE = "Flèches : choisir. Entrée : valider. Échap : revenir."
AT_BOXES = "Flèches, Espace : cocher. Entrée : valider. ? : un problème. Échap : revenir."
ON_PART = "Cette page continue. > Suite ({} sur {}) Entrée : continuer."


@pytest.fixture
def boxes(start: Start, pack: Pack) -> Terminal:
    """Stand at the boxes of a step, of which the first is pointed at."""
    first, *_others = pack.procedure("confidentialite").steps[0].checks
    terminal = start("guide", "confidentialite")
    terminal.wait_for("> Continuer", AT_FIRST)
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer", "Flèches : choisir. Entrée : valider.")
    assert "Échap : revenir." not in terminal.page, "there is no question before"
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {first.text}", AT_BOXES)
    return terminal


def test_a_question_mark_at_boxes_opens_the_problems_and_loses_no_tick(
    boxes: Terminal, home: Home, pack: Pack
) -> None:
    """REQ-V2. What was ticked is kept, as by Enter: whoever quits from there loses nothing."""
    step = pack.procedure("confidentialite").steps[0]
    for key, kept in ((ENTER, 1), (ESCAPE, 0)):
        boxes.send(SPACE, "?")
        boxes.wait_for("Choisi : J'ai un problème", "Que se passe-t-il ?", step.problems[0].symptom)
        boxes.wait_for("> Revenir à l'étape", AT_A_CHOICE)
        assert len(home.ticked()) == kept
        boxes.send(key)
        state = "fait" if kept else "à faire"
        boxes.wait_for(f"> [{state}] {step.checks[0].text}", AT_BOXES)


def test_escape_goes_back_one_question(boxes: Terminal) -> None:
    """REQ-V2, REQ-A9."""
    boxes.send(ENTER)
    boxes.wait_for("> Continuer cette étape", AT_A_CHOICE)
    boxes.send(ESCAPE)
    boxes.wait_for(AT_BOXES)
    boxes.send(ESCAPE)
    boxes.wait_for("Durée", "> Continuer")


def test_a_question_mark_among_other_letters_is_none(boxes: Terminal) -> None:
    boxes.send("je?")
    boxes.send(DOWN)
    boxes.send(UP)
    boxes.wait_for("> [à faire]", AT_BOXES)
    assert "Que se passe-t-il ?" not in boxes.page


def test_the_boxes_of_a_problem_word_in_lines(home: Home) -> None:
    """The same there; « ? » stays the help with typing."""
    done = home.run("guide", "confidentialite", "--simple", input="1\n1\n?\nproblème\n1\nq\n")
    said = done.out
    assert said.index("Choisi : J'ai un problème") < said.index("Que se passe-t-il ?")
    assert said.count("« problème » : j'ai un problème.") == 2


def test_a_page_that_does_not_fit_comes_in_parts(start: Start) -> None:
    """REQ-V3: Enter leads on, Escape back, and a word that leaves leaves."""
    terminal = start("guide", columns=40, rows=16)
    terminal.wait_for("Avant de commencer", ON_PART.format(2, 3))
    assert "Échap" not in terminal.page
    terminal.send(ENTER)
    terminal.wait_for("Avant de commencer", ON_PART.format(3, 3), "Échap : revenir.")
    terminal.send(ENTER)
    terminal.wait_for("Avant de commencer", "Voulez-vous continuer ?", "> Continuer", "Quitter")
    assert all(row for row in terminal.rows[:3])
    terminal.send(ESCAPE)
    terminal.wait_for("Avant de commencer", ON_PART.format(3, 3))
    terminal.resize(80, 24)
    terminal.wait_for("Avant de commencer", "Il n'envoie rien", "Voulez-vous continuer ?")
    terminal.resize(40, 16)
    terminal.wait_for("Avant de commencer", "Voulez-vous continuer ?", "> Continuer")
    terminal.send(ESCAPE)
    terminal.wait_for(ON_PART.format(3, 3))
    terminal.send("quitter", ENTER)
    assert terminal.leave() == 0
