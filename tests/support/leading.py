"""Procedures whose problems, sentences and endings have doors, and a letter to write."""

from dataclasses import replace
from datetime import date

from mes_optout.content.doors import Action
from mes_optout.content.procedure import Confidence, Line, Procedure, Step
from mes_optout.content.reading import Reading, Resource

# It helps who has the gate closed, or has said nothing of it.
LETTERS = """
[[letters]]
id = "plainte"
title = "Se plaindre"
purpose = "Pour."
before = "Avant."
to = ["Monsieur"]
subject = "Objet"
blanks = []
body = ["Corps."]
enclosures = []
send = ["Envoyez."]
procedures = ["rester"]
steps = []
sources = ["PLAN"]
confidence = "sure"
reviewed = 2026-11-24
unless = { barriere = ["ouverte"] }
"""
HELPERS = Reading(
    "Avant",
    date(2026, 11, 24),
    (),
    (Resource("ligne", "Une ligne", "Écouter.", "Par téléphone.", ("PLAN",), Confidence.SURE),),
)


def lead_from_problem(procedure: Procedure, name: str, *actions: Action) -> Procedure:
    """Return a procedure with doors at the first problem of a step."""
    step = _find(procedure, name)
    first, *others = step.problems
    problems = (replace(first, actions=actions), *others)
    return _change(procedure, replace(step, problems=problems))


def lead_from_body(procedure: Procedure, name: str, *actions: Action) -> Procedure:
    """Return a procedure with doors at the first sentence of a step."""
    step = _find(procedure, name)
    first, *others = step.body
    return _change(procedure, replace(step, body=(_open(first, actions), *others)))


def lead_from_end(procedure: Procedure, *actions: Action) -> Procedure:
    """Return a procedure with doors at the first of what may come after it."""
    first, *others = procedure.afterwards
    return replace(procedure, afterwards=(_open(first, actions), *others))


def _open(line: Line, actions: tuple[Action, ...]) -> Line:
    return Line(line.text, line.when, line.unless, actions)


def _find(procedure: Procedure, name: str) -> Step:
    return next(step for step in procedure.steps if step.id == name)


def _change(procedure: Procedure, changed: Step) -> Procedure:
    steps = (changed if step.id == changed.id else step for step in procedure.steps)
    return replace(procedure, steps=tuple(steps))
