"""The whole way through the menus: begin, be killed, resume, finish, print."""

import signal
from collections.abc import Callable, Sequence

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure, Step
from mes_optout.wording.phrases import DEAF_PAGE
from support.homes import Home
from support.straight import pages_straight_on
from support.terminals import DOWN, ENTER, TALL, Terminal, answer_triage, walk_on, words

SENSITIVE = ("trans", "transition", "genre", "santé")


def walk(terminal: Terminal, procedure: Procedure, steps: Sequence[Step]) -> None:
    """Tick every box of `steps`, one step after the other, straight on at forks."""
    wanted = {step.id for step in steps}
    for page in pages_straight_on(procedure):
        if page.step.id in wanted:
            where, first = f"Étape {page.number} sur {page.total}", page.step.checks[0]
            terminal.wait_for(where, f"> [à faire] {first.text}")
            walk_on(terminal, page)


@pytest.mark.parametrize("columns", [80, pytest.param(40, marks=pytest.mark.slow)])
def test_killed_after_a_step_one_resumes_at_the_next_and_finishes(
    columns: int, home: Home, start: Callable[..., Terminal], pack: Pack
) -> None:
    """REQ-S7, REQ-R1: the first page is neutral; what was entered outlives SIGKILL."""
    procedure = pack.procedure("opposition")
    second = procedure.steps[1]

    terminal = start("guide", columns=columns, rows=TALL)
    terminal.wait_for("Avant de commencer", "Ctrl-C", "> Continuer")
    seen = terminal.raw.decode().casefold()
    assert [word for word in SENSITIVE if word in seen] == []

    terminal.send(ENTER)
    situation = next(s for s in pack.triage.situations if s.procedure == "opposition")
    answer_triage(terminal, pack.triage, situation.id)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Quel jour a-t-il été envoyé ?", "Tapez la date")
    terminal.send("2 novembre 2026", ENTER)
    terminal.wait_for("Dernier jour : lundi 14 décembre 2026, dans 17 jours.", "> Continuer")
    terminal.send(ENTER)
    walk(terminal, procedure, procedure.steps[:1])
    terminal.wait_for("Étape 2 sur", second.title, f"> [à faire] {second.checks[0].text}")
    terminal.kill(signal.SIGKILL)
    assert terminal.leave() == -signal.SIGKILL

    assert home.status("opposition")["next_step"] == second.id == "messages"

    terminal = start("guide", columns=columns, rows=TALL)
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Reprendre où vous en étiez ?", f"> Reprendre : {procedure.title}")
    terminal.send(ENTER)
    walk(terminal, procedure, procedure.steps[1:])
    terminal.wait_for(procedure.finished, "Que voulez-vous faire ?", "> Terminer")
    terminal.send(ENTER)
    assert terminal.leave() == 0

    listed = words(home.run("checklist", "opposition", "--format", "text").out)
    for check in (check for step in procedure.steps for check in step.checks):
        assert f"[x] {check.text} (27 novembre 2026)" in listed
    assert "[ ]" not in listed


def test_the_closure_is_reached_by_the_triage_and_finished(
    home: Home, start: Callable[..., Terminal], pack: Pack
) -> None:
    procedure = pack.procedure("cloture")
    terminal = start("guide")
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    situation = next(s for s in pack.triage.situations if s.procedure == "cloture")
    answer_triage(terminal, pack.triage, situation.id)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    walk(terminal, procedure, procedure.steps)
    terminal.wait_for(procedure.finished, "> Terminer")
    terminal.send(ENTER)
    assert terminal.leave() == 0
    assert home.status("cloture")["finished"] is True


def test_a_step_not_done_opens_the_menu_whose_problems_end_with_a_telephone(
    home: Home, start: Callable[..., Terminal], pack: Pack
) -> None:
    """Each problem's page says the remedy, the other way, and the number that helps."""
    step = pack.procedure("cloture").steps[0]
    terminal = start("guide", "cloture")
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {step.checks[0].text}")
    terminal.send(ENTER)
    terminal.wait_for("Choisi : aucune case.", "> Continuer cette étape")
    terminal.send("j'ai un problème", ENTER)
    terminal.wait_for("Que se passe-t-il ?", "> Revenir à l'étape", step.problems[0].symptom)
    terminal.send(DOWN, ENTER)
    problem = step.problems[0]
    terminal.wait_for(
        problem.remedy, problem.otherwise, "Téléphone", "3422", DEAF_PAGE, "> Revenir à l'étape"
    )
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {step.checks[0].text}")
    assert home.ticked() == set()


def test_a_step_put_off_waits_for_the_end(
    home: Home, start: Callable[..., Terminal], pack: Pack
) -> None:
    first, second, *_ = pack.procedure("cloture").steps
    terminal = start("guide", "cloture")
    terminal.wait_for("> Continuer")
    terminal.send(ENTER)
    terminal.wait_for("Durée", "> Continuer")
    terminal.send(ENTER)
    terminal.wait_for(f"> [à faire] {first.checks[0].text}")
    terminal.send(ENTER)
    terminal.wait_for("Faire cette étape plus tard", "> Continuer cette étape")
    terminal.send("faire cette", ENTER)
    terminal.wait_for("Étape 2 sur 10", f"> [à faire] {second.checks[0].text}")
    record = home.status("cloture")
    assert record["steps"][0] == {"id": first.id, "state": "later"}
    assert record["next_step"] == second.id
