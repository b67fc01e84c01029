"""Every page of every step, as a real terminal shows it."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Procedure, Step
from mes_optout.wording.phrases import step_rows
from support.straight import pages_straight_on
from support.terminals import ENTER, SPACE, TALL, Terminal, walk_on, words

# One on every change; the others, whose pages are measured without a terminal too, before landing.
PROCEDURES = [
    pytest.param(name, marks=() if name == "opposition" else pytest.mark.slow)
    for name in Pack(shipped(), "fr").triage.procedures
]
ASKED = "Qu'avez-vous fait ? (x : cette étape ne me concerne pas)"


def pages(terminal: Terminal, procedure: Procedure) -> Iterator[Step]:
    """Walk through a procedure; each step stands on the screen, whole, when it is yielded."""
    terminal.wait_for("Avant de commencer", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    if procedure.if_late:
        terminal.wait_for("Quel jour a-t-il été envoyé ?", "Tapez la date")
        terminal.send("2 novembre 2026", ENTER)
        terminal.wait_for("14 décembre 2026", "> Continuer")
        terminal.send(ENTER)
    for page in pages_straight_on(procedure):
        step, number, total = page.step, page.number, page.total
        terminal.wait_for(f"Étape {number} sur {total}", words(ASKED), "> [à faire]")
        terminal.wait_for(*(f"[à faire] {check.text}" for check in step.checks))
        yield step
        walk_on(terminal, page)


def said_of(step: Step) -> str:
    """Return all that the page of a step has to say."""
    rows = [
        part
        for row in step_rows(step)
        for part in ("" if row.weight == "deed" else row.label, *row.lines)
    ]
    boxes = [check.text for check in step.checks]
    return " ".join([step.title, *rows, step.link or "", ASKED, *boxes])


def is_shown(said: str, terminal: Terminal) -> bool:
    """Say whether all words of a text stand on the page."""
    return missing(said, terminal.page, terminal.columns) == []


def missing(said: str, page: str, columns: int) -> list[str]:
    """Return the words that a page lacks. One nearly as wide as the screen may be broken."""
    lacking = (Counter(said.split()) - Counter(page.split())).elements()
    unbroken = page.replace(" ", "")
    return [word for word in lacking if len(word) <= columns - 8 or word not in unbroken]


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_step_fits_on_the_screen_with_its_boxes(
    name: str, start: Callable[..., Terminal], pack: Pack
) -> None:
    """REQ-A25: at 80 columns and 24 rows, from « Choisi » to the last box."""
    procedure = pack.procedure(name)
    terminal = start("guide", name)
    for step in pages(terminal, procedure):
        rows, screen = terminal.rows, "\n".join(terminal.rows)
        assert rows[0].startswith("Choisi :"), screen
        assert sum(row.startswith("╭─") and f" {step.title} " in row for row in rows) == 1, screen
        for check in step.checks:
            assert sum(row.endswith(f"[à faire] {check.text}") for row in rows) == 1, screen
        if step.link:
            assert step.link in rows, screen


@pytest.mark.parametrize("columns", [pytest.param(80, marks=pytest.mark.slow), 40, 20])
@pytest.mark.parametrize("name", PROCEDURES)
def test_every_word_of_a_step_is_shown(
    name: str, columns: int, start: Callable[..., Terminal], pack: Pack
) -> None:
    """REQ-A12: nothing is cut where there is little room, it is only broken."""
    procedure = pack.procedure(name)
    terminal = start("guide", name, columns=columns, rows=TALL)
    for step in pages(terminal, procedure):
        terminal.wait_until(partial(is_shown, said_of(step), terminal), f"Every word of {step.id}")


@pytest.mark.parametrize(("before", "after"), [(80, 40), (40, 80)])
def test_resizing_loses_no_word_and_no_box(
    before: int, after: int, start: Callable[..., Terminal], pack: Pack
) -> None:
    """REQ-A13: the page is drawn again, and a box that was moved stays moved."""
    procedure = pack.procedure("cloture")
    terminal = start("guide", "cloture", columns=before, rows=TALL)
    step = next(pages(terminal, procedure))
    terminal.send(SPACE)
    terminal.wait_for(f"> [fait] {step.checks[0].text}")
    terminal.resize(after, TALL)
    terminal.wait_for(words(ASKED), f"> [fait] {step.checks[0].text}", step.checks[-1].text)
    assert missing(said_of(step), terminal.page, after) == []
    assert terminal.page.count("Qu'avez-vous fait ?") == 1


@pytest.mark.slow
def test_the_chosen_line_and_the_question_stay_in_view_in_every_menu(
    start: Callable[..., Terminal], pack: Pack
) -> None:
    """REQ-A25's spirit: the menu of a step fits as its page does."""
    procedure = pack.procedure("opposition")
    terminal = start("guide", "opposition")
    for step in pages(terminal, procedure):
        terminal.send(ENTER)
        terminal.wait_for("Choisi : aucune case.", "> Continuer cette étape", "Quitter")
        rows = terminal.rows
        assert rows[0] == "Choisi : aucune case."
        *_answers, last, keys = [row.strip() for row in rows if row]
        assert (last, keys) == ("Quitter", "Flèches : choisir. Entrée : valider. Échap : revenir.")
        terminal.send(ENTER)
        terminal.wait_for(words(ASKED), f"> [à faire] {step.checks[0].text}")


def test_a_word_that_is_cut_is_missed() -> None:
    """The comparison itself can fail: cut words, words said once instead of twice."""
    assert missing("une adresse longue", "une adres", 20) == ["adresse", "longue"]
    assert missing("oui oui", "oui", 80) == ["oui"]
    assert missing("monespacesante.fr", "monespace sante.fr", 20) == []
