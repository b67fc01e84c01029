"""What to write where a key is missing: as the shipped files have it."""

import tomllib
from dataclasses import MISSING, fields

import pytest

from mes_optout.content.addresses import Source
from mes_optout.content.evidence import Evidence
from mes_optout.content.letters import Explained, Letter
from mes_optout.content.lint.examples import give_examples
from mes_optout.content.lint.findings import at, error
from mes_optout.content.procedure import Branch, Check, Fork, Problem, Procedure, Step
from mes_optout.content.reading import Resource, Section
from mes_optout.content.triage import Answer, Question, Situation, Triage
from mes_optout.content.words import StepWords
from mes_optout.errors import N_
from mes_optout.strict import MISSING as IS_MISSING

PROCEDURE, TRIAGE = "fr/opposition.toml", "fr/situations.toml"
SHAPES: list[tuple[str, tuple[str, ...], type]] = [
    (PROCEDURE, (), Procedure),
    (PROCEDURE, ("steps", "x"), Step),
    (PROCEDURE, ("steps", "x", "checks", "2"), Check),
    (PROCEDURE, ("steps", "x", "problems", "y"), Problem),
    (PROCEDURE, ("steps", "x", "fork"), Fork),
    (PROCEDURE, ("steps", "x", "fork", "answers", "y"), Branch),
    ("en/opposition.toml", ("steps", "x"), StepWords),
    (TRIAGE, (), Triage),
    (TRIAGE, ("questions", "x"), Question),
    (TRIAGE, ("questions", "x", "answers", "y"), Answer),
    (TRIAGE, ("situations", "x"), Situation),
    ("fr/reperes.toml", ("sections", "x"), Section),
    ("fr/reperes.toml", ("resources", "x"), Resource),
    ("fr/lettres.toml", ("letters", "x"), Letter),
    ("en/lettres.toml", ("letters", "x"), Explained),
    ("sources.toml", ("sources", "X"), Source),
    ("faits.toml", ("facts", "A1"), Evidence),
]


@pytest.mark.parametrize(
    ("file", "path", "key"),
    [
        pytest.param(file, path, each.name, id=f"{shape.__name__}.{each.name}")
        for file, path, shape in SHAPES
        for each in fields(shape)
        if each.default is MISSING and each.default_factory is MISSING
    ],
)
def test_each_key_that_is_needed_has_one(file: str, path: tuple[str, ...], key: str) -> None:
    (found,) = give_examples([error(file, at(*path, key), IS_MISSING)])
    assert found.fault.reason == "is missing; for example: {example}"
    example = str(found.fault.facts["example"])
    assert len(example) < 100
    held = tomllib.loads(example)
    for name in example.strip("[]").split(".") if example.startswith("[[") else [key]:
        held = held[name]
        held = held[0] if isinstance(held, list) else held
    assert example.startswith(("[[", f"{key} = "))


def test_what_nobody_has_written_yet_is_said_without() -> None:
    given = [
        error(PROCEDURE, "steps › x › jamais", IS_MISSING),
        error(PROCEDURE, "steps › x › title", N_("is empty; fill it in, or remove it")),
    ]
    assert list(give_examples(given)) == given


@pytest.mark.parametrize(
    ("key", "line"), [("body", "Madame, Monsieur,"), ("enclosures", "Copie de")]
)
def test_of_a_list_with_tables_a_plain_line_is_shown(key: str, line: str) -> None:
    """Lines of a letter that depend on whom it is for are no list of tables of their own."""
    (found,) = give_examples([error("fr/lettres.toml", at("letters", "x", key), IS_MISSING)])
    assert str(found.fault.facts["example"]).startswith(f'{key} = ["{line}')
