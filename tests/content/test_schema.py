"""The schema that is shipped for editors is the one of the model; `tools/schema.py` writes it."""

from schema import SHIPPED, make_procedure_schema, render_schema


def test_the_shipped_schema_is_up_to_date() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == render_schema()


def test_it_names_what_a_step_must_have_and_nothing_that_the_program_fills_in() -> None:
    schema = make_procedure_schema()
    step = schema["properties"]["steps"]["items"]
    assert {"id", "title", "why", "before", "body", "checks", "problems", "sources"} <= set(
        step["required"]
    )
    assert "language" not in step["properties"]
    assert step["properties"]["confidence"] == {"enum": ["sure", "probable", "unverified"]}
    assert step["additionalProperties"] is False
