"""Small procedures that depend on facts and fork, made of Python objects: the least of each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mes_optout.content.case import Condition
from mes_optout.content.facts import Case, Fact, Value
from mes_optout.content.loader import Pack
from mes_optout.content.procedure import (
    Branch,
    Check,
    Confidence,
    Fork,
    Line,
    Problem,
    Procedure,
    Step,
)
from mes_optout.content.reading import Reading
from mes_optout.content.triage import Answer, Question, Situation, Triage

GATE, KEY, SCREEN = "barriere", "cle", "ecran"


def make_fact(number: int, name: str, *values: str) -> Fact:
    """Return a fact with values in their order."""
    made = tuple(
        Value(value, n, f"Dire {value}", f"{name} est {value}") for n, value in enumerate(values, 1)
    )
    return Fact(name, number, f"Au sujet de {name}", f"Quoi de {name} ?", made, "Parce que.")


CASE = Case(
    (
        make_fact(1, GATE, "ouverte", "fermee"),
        make_fact(2, KEY, "oui", "non"),
        make_fact(3, SCREEN, "rouge", "bleu", "autre"),
    )
)


def only(fact: str, *values: str) -> Condition:
    """Return a condition on one fact."""
    return {fact: values}


def make_step(
    name: str,
    number: int,
    *checks: Check,
    when: Condition | None = None,
    unless: Condition | None = None,
    fork: Fork | None = None,
) -> Step:
    """Return a step with one box that always applies, and `checks`."""
    return Step(
        id=name,
        title=f"Étape {name}",
        why="Pourquoi.",
        before="Avant.",
        body=(Line("Faire."),),
        checks=(Check(f"{name}-fait", number, f"Fait {name}"), *checks),
        problems=(Problem("signe", "Signe", "Remède.", "Sinon."),),
        sources=("PLAN",),
        confidence=Confidence.SURE,
        reviewed=date(2026, 11, 24),
        when=when or {},
        unless=unless or {},
        fork=fork,
    )


def make_procedure(name: str, *steps: Step, afterwards: tuple[Line, ...] = ()) -> Procedure:
    """Return a procedure without a deadline."""
    return Procedure(name, f"Voie {name}", "Résumé.", "Fini.", steps, afterwards=afterwards)


def make_branch(name: str, facts: Mapping[str, str], **leads: object) -> Branch:
    """Return an answer to a fork."""
    return replace(Branch(name, f"Choisir {name}", facts), **leads)  # type: ignore[arg-type]


def make_screen_fork(*, always: bool = True) -> Fork:
    """Return « what does the site show? », which leads to either procedure, or to itself."""
    return Fork(
        "Que voyez-vous ?",
        (
            make_branch("rouge", {SCREEN: "rouge"}, procedure="rester", step="finir"),
            make_branch("bleu", {SCREEN: "bleu"}, procedure="partir", note="Par là."),
            make_branch("autre", {SCREEN: "autre"}, note="Ne fermez rien.", asks_again=True),
        ),
        always=always,
    )


def make_pack(
    *procedures: Procedure,
    triage: Triage | None = None,
    case: Case = CASE,
    reading: Reading | None = None,
    letters: str = "",
) -> Pack:
    """Return a pack of procedures that stand in no file; without `triage` they can be named."""
    names = tuple(each.id for each in procedures)
    files = {"fr/lettres.toml": letters.encode()} if letters else {}
    pack = Pack(files.get)
    vars(pack).update(
        names=names,
        triage=triage or Triage("", names, (), ()),
        case=case,
        reading=reading,
        sources={},
        procedure={each.id: each for each in procedures}.__getitem__,
    )
    return pack


def share(step: Step, home: str = "commun") -> Step:
    """Return a step as an include of it makes it."""
    return replace(step, home=home)


def make_two_ways() -> tuple[Procedure, Procedure]:
    """Return two procedures that share the step which forks between them."""
    see = share(make_step("voir", 1, fork=make_screen_fork()))
    return (
        make_procedure(
            "rester",
            make_step("attendre", 2),
            see,
            make_step("finir", 3, when=only(SCREEN, "rouge")),
            make_step("garder", 4),
            afterwards=(Line("Toujours."), Line("Fermer.", when=only(GATE, "ouverte"))),
        ),
        make_procedure(
            "partir",
            make_step("decider", 2, when=only(KEY, "oui")),
            see,
            make_step("sortir", 3, unless=only(GATE, "fermee")),
            make_step("rendre", 4, when=only(KEY, "oui")),
        ),
    )


def make_triage(*, telling: bool = True) -> Triage:
    """Return two questions whose answers say something of the case, if they are `telling`."""

    def answer(name: str, *, question: str | None = None, **facts: str) -> Answer:
        situation = None if question else name
        return Answer(name, f"Répondre {name}", question, situation, facts if telling else {})

    first = Question(
        "debut",
        "Où ?",
        (
            answer("plus", question="suite", **{GATE: "fermee", KEY: "oui"}),
            answer("partir", **{KEY: "oui"}),
            answer("rester"),
        ),
    )
    second = Question(
        "suite", "Et ?", (answer("rien", **{GATE: "ouverte"}), answer("lire", **{SCREEN: "bleu"}))
    )
    leads = {"partir": "partir", "rester": "rester", "rien": "partir", "lire": "rester"}
    situations = tuple(
        Situation(name, procedure, "Note.", "Bientôt.", ("PLAN",))
        for name, procedure in leads.items()
    )
    return Triage("Note.", ("rester", "partir"), (first, second), situations)
