"""The schema that is shipped for editors is the one of the model.

`python tests/content/test_schema.py` writes it anew.
"""

import json
from pathlib import Path

from mes_optout.content.schema import procedure_schema

SHIPPED = Path(__file__).parents[2] / "steps" / "procedure.schema.json"


def written() -> str:
    return json.dumps(procedure_schema(), ensure_ascii=False, indent=2) + "\n"


def test_the_shipped_schema_is_up_to_date() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == written()


def test_it_names_what_a_step_must_have_and_nothing_that_the_program_fills_in() -> None:
    schema = procedure_schema()
    step = schema["properties"]["steps"]["items"]
    assert {"id", "title", "why", "before", "body", "checks", "problems", "sources"} <= set(
        step["required"]
    )
    assert "language" not in step["properties"]
    assert step["properties"]["confidence"] == {"enum": ["sure", "probable", "unverified"]}
    assert step["additionalProperties"] is False


if __name__ == "__main__":
    SHIPPED.write_text(written(), encoding="utf-8")
