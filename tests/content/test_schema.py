"""The schemas for editors are those of the model; `tools/schema.py` writes them."""

from pathlib import Path

import pytest

from mes_optout.content.facts import Case
from mes_optout.content.including import Shared
from mes_optout.content.procedure import Procedure
from mes_optout.content.triage import Triage
from mes_optout.content.words import ProcedureWords
from schema import SHIPPED, make_schema, render_schema


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_schema_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == render_schema(SHIPPED[path])


def test_it_names_what_a_step_must_have_and_nothing_that_the_program_fills_in() -> None:
    schema = make_schema(Procedure)
    step, include = schema["properties"]["steps"]["items"]["anyOf"]
    assert {"id", "title", "why", "body", "checks", "problems"} <= set(step["required"])
    assert not {"language", "home"} & set(step["properties"])
    assert include["required"] == ["include"]
    assert "include" not in step["properties"]
    assert step["properties"]["confidence"] == {"enum": ["sure", "probable", "unverified"]}
    assert step["additionalProperties"] is False
    assert "id" in step["properties"]["problems"]["items"]["required"]


def test_a_line_is_a_text_or_a_table_with_conditions() -> None:
    step, _ = make_schema(Procedure)["properties"]["steps"]["items"]["anyOf"]
    text, table = step["properties"]["body"]["items"]["anyOf"]
    assert text == {"type": "string"}
    assert set(table["properties"]) == {"text", "when", "unless", "actions"}
    assert table["properties"]["when"] == {
        "type": "object",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    }


def test_shared_boxes_have_no_numbers_and_shared_steps_include_none() -> None:
    step = make_schema(Shared)["properties"]["steps"]["items"]
    box = step["properties"]["checks"]["items"]
    assert "include" not in step["properties"]
    assert not {"number", "formerly_numbers"} & {*box["properties"], *box["required"]}
    procedure = make_schema(Procedure)["properties"]["steps"]["items"]["anyOf"][0]
    assert "number" in procedure["properties"]["checks"]["items"]["required"]


def test_that_of_facts_wants_a_reason() -> None:
    fact = make_schema(Case)["properties"]["facts"]["items"]
    assert {"number", "reason", "values"} <= set(fact["required"])


def test_that_of_a_translation_names_words_only() -> None:
    step = make_schema(ProcedureWords)["properties"]["steps"]["items"]
    assert {"original", "change"} <= set(step["properties"])
    assert not {"number", "sources", "confidence", "reviewed", "link"} & set(step["properties"])


def test_what_rests_on_facts_needs_no_sources() -> None:
    step, _ = make_schema(Procedure)["properties"]["steps"]["items"]["anyOf"]
    assert step["anyOf"] == [
        {"required": ["rests_on"]},
        {"required": ["sources", "confidence"]},
    ]
    situation = make_schema(Triage)["properties"]["situations"]["items"]
    assert situation["anyOf"][1] == {"required": ["sources"]}


def test_a_key_is_described_by_the_sentence_about_it() -> None:
    situation = make_schema(Triage)["properties"]["situations"]["items"]["properties"]
    assert situation["timing"]["description"].startswith("`timing` says how soon to act")
    assert "description" not in situation["note"]
