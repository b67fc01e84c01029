"""Write the JSON Schemas of the step files, for editors that complete: `python tools/schema.py`.

They are made from the model: `steps/procedure.schema.json` for a procedure in French,
`steps/shared.schema.json` for steps that procedures include, `steps/case.schema.json` for facts,
and `steps/translation.schema.json` for the words of a procedure in another language.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from mes_optout.content.facts import Case
from mes_optout.content.including import OF_PROCEDURES, Include, Shared
from mes_optout.content.procedure import Procedure, Step
from mes_optout.content.words import ProcedureWords

_STEPS = Path(__file__).parents[1] / "steps"
SHIPPED: dict[Path, type] = {
    _STEPS / "case.schema.json": Case,
    _STEPS / "procedure.schema.json": Procedure,
    _STEPS / "shared.schema.json": Shared,
    _STEPS / "translation.schema.json": ProcedureWords,
}

# Filled in by the program, never written in a file.
_NEVER_WRITTEN = frozenset({"language", "home"})


def make_schema(shape: type) -> dict[str, Any]:
    """Return the schema of a file that holds a `shape` (JSON Schema, draft 2020-12)."""
    made = _schema_of(shape)
    if shape is Shared:
        _leave_to_procedures(made)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def _leave_to_procedures(schema: dict[str, Any]) -> None:
    """Take out of shared steps what each procedure says of them: they include none themselves."""
    steps = schema["properties"]["steps"]
    steps["items"] = steps["items"]["anyOf"][0]
    box = steps["items"]["properties"]["checks"]["items"]
    for key in OF_PROCEDURES:
        del box["properties"][key]
    box["required"] = [key for key in box["required"] if key not in OF_PROCEDURES]


def render_schema(shape: type) -> str:
    """Return what the file that is shipped must hold."""
    return json.dumps(make_schema(shape), ensure_ascii=False, indent=2) + "\n"


def _schema_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401  (any annotation of the model)
    if kind is date:
        return {"type": "string", "format": "date"}
    if kind in {str, int, bool}:
        return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}
    if isinstance(kind, types.UnionType):  # « X | None »: a file leaves the key out
        return _schema_of(next(each for each in get_args(kind) if each is not types.NoneType))
    if get_origin(kind) is not None:
        return _schema_of_many(get_origin(kind), get_args(kind))
    if is_dataclass(kind):
        return _schema_of_part(kind)
    if issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    raise TypeError(kind)


def _schema_of_many(kind: Any, arguments: tuple[Any, ...]) -> dict[str, Any]:  # noqa: ANN401
    if kind is Mapping:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1])}
    if kind is tuple:
        return {"type": "array", "items": _schema_of(arguments[0])}
    raise TypeError(kind)


def _schema_of_part(kind: Any) -> dict[str, Any]:  # noqa: ANN401  (a dataclass)
    if kind is Step:
        return {"anyOf": [_schema_of_table(Step), _schema_of_table(Include)]}
    if (short := getattr(kind, "SHORT", None)) is not None:  # a table, or that text alone
        text = _schema_of(get_type_hints(kind)[short])
        return {"anyOf": [text, _schema_of_table(kind)]}
    return _schema_of_table(kind)


def _schema_of_table(kind: Any) -> dict[str, Any]:  # noqa: ANN401  (a dataclass)
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
    for path, shape in SHIPPED.items():
        path.write_text(render_schema(shape), encoding="utf-8")
