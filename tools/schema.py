"""Write the JSON Schema of the step files, for the completion of editors: `python tools/schema.py`.

It is made from the model, into `steps/procedure.schema.json`.
"""

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from mes_optout.content.procedure import Procedure

SHIPPED = Path(__file__).parents[1] / "steps" / "procedure.schema.json"

# Filled in by the program, never written in a file.
_NEVER_WRITTEN = frozenset({"language"})


def make_procedure_schema() -> dict[str, Any]:
    """Return the schema of one procedure's file (JSON Schema, draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_schema_of(Procedure)}


def render_schema() -> str:
    """Return what the file that is shipped must hold."""
    return json.dumps(make_procedure_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401  (any annotation of the model)
    if kind is date:
        return {"type": "string", "format": "date"}
    if kind in {str, int, bool}:
        return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}
    if isinstance(kind, types.UnionType):  # « X | None »: a file leaves the key out
        return _schema_of(next(each for each in get_args(kind) if each is not types.NoneType))
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema_of(get_args(kind)[0])}
    if issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    if not is_dataclass(kind):
        raise TypeError(kind)
    hints = get_type_hints(kind)
    written = [each for each in fields(kind) if each.name not in _NEVER_WRITTEN]
    return {
        "type": "object",
        "title": str(getattr(kind, "__name__", "")),
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {each.name: _schema_of(hints[each.name]) for each in written},
        "required": [
            each.name
            for each in written
            if each.default is MISSING and each.default_factory is MISSING
        ],
        "additionalProperties": False,
    }


if __name__ == "__main__":
    SHIPPED.write_text(render_schema(), encoding="utf-8")
