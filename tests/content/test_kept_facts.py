"""Only those facts of the case are kept that `docs/facts.md` allows, each with a reason."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mes_optout.content.loader import Pack
from mes_optout.content.procedure import Procedure
from mes_optout.content.triage import Triage

if TYPE_CHECKING:
    from mes_optout.content.case import Conditional

PAGE = Path(__file__).parents[2] / "docs/facts.md"

# Answers that say who somebody is, or whom they fear: nothing of the case follows from them.
TELLING = {
    *("jeune-secret", "seize-dix-huit", "entourage", "medecin-traitant", "etat-civil"),
    *("violences", "collegues", "assureur", "parents-desaccord", "enfant-danger", "dix-huit"),
    *("jeune-danger", "jeune-soin", "jeune-place", "apres-deces", "prison", "etablissement"),
    *("sans-consentement", "ame", "etudiant", "frontalier"),
}


def allowed() -> dict[tuple[int, str], list[tuple[int, str]]]:
    """Return the values of each fact on the page, by number and id."""
    page = PAGE.read_text(encoding="utf-8")
    row = r"^\| (\d+) `([\w-]+)` \| ([^|]+) \| [^|]+ \| [^|]+ \|$"
    found = re.findall(row, page, re.MULTILINE)
    return {(int(number), fact): _read_values(values) for number, fact, values in found}


def _read_values(cell: str) -> list[tuple[int, str]]:
    return [(int(number), value) for number, value in re.findall(r"(\d+) `([\w-]+)`", cell)]


def test_the_facts_of_the_steps_are_those_of_the_page(pack: Pack) -> None:
    """REQ-S23: no other can be noted, for only facts of the pack are."""
    shipped = {
        (fact.number, fact.id): [(value.number, value.id) for value in fact.values]
        for fact in pack.case.facts
    }
    assert shipped == allowed()
    assert len(shipped) > 5


def test_something_depends_on_each(pack: Pack) -> None:
    procedures = [pack.procedure(name) for name in pack.names]
    assert {fact.id for fact in pack.case.facts} == set().union(*map(_find_used, procedures))


def _find_used(procedure: Procedure) -> set[str]:
    used: set[str] = set()
    parts: list[Conditional] = [*procedure.follow_ups, *procedure.afterwards]
    for step in procedure.steps:
        parts += [step, *step.body, *step.checks, *step.problems]
        for branch in step.fork.answers if step.fork else ():
            # Which of its answers leads elsewhere is what depends on « ecran ».
            used |= branch.facts.keys() if branch.procedure or branch.asks_again else set()
    return used.union(*({*part.when, *part.unless} for part in parts))


def test_answers_that_tell_of_a_person_tell_nothing_of_the_case(pack: Pack) -> None:
    """Of age, relatives and care nothing is kept."""
    ways = list(_find_ways(pack.triage))
    told = {situation for situation, facts in ways if facts}
    assert {situation for situation, _ in ways} >= TELLING
    assert told & TELLING == set()
    assert told  # the test would pass too if nobody ever said anything


def _find_ways(triage: Triage) -> list[tuple[str, dict[str, str]]]:
    """Return each way to a situation, with the facts that are said on it."""
    questions = {question.id: question for question in triage.questions}
    found: list[tuple[str, dict[str, str]]] = []
    open_ways: list[tuple[str, dict[str, str]]] = [(triage.questions[0].id, {})]
    while open_ways:
        name, said = open_ways.pop()
        for answer in questions[name].answers:
            facts = {**said, **answer.facts}
            if answer.question is not None:
                open_ways.append((answer.question, facts))
            elif answer.situation is not None:
                found.append((answer.situation, facts))
    return found
