"""Write the JSON Schemas of the files of a pack, for editors: `python tools/schema.py`.

They are made from the model. Each stands in `steps/schemas/`, and the first line of each file of
the steps names its own (`#:schema`); those of translations end in « -words ».
"""

import json
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from mes_optout.content.accepted import AllAccepted
from mes_optout.content.addresses import Manifest, Sources
from mes_optout.content.evidence import AllEvidence
from mes_optout.content.facts import Case
from mes_optout.content.including import OF_PROCEDURES, Include, Shared
from mes_optout.content.ledger import Ledger
from mes_optout.content.letters import Explanations, Letters
from mes_optout.content.procedure import Procedure, Step
from mes_optout.content.reading import Reading
from mes_optout.content.resting import COMPUTED
from mes_optout.content.reviews import Reviews
from mes_optout.content.triage import Triage
from mes_optout.content.values import Values
from mes_optout.content.words import (
    CaseWords,
    ProcedureWords,
    ReadingWords,
    SharedWords,
    TriageWords,
)

_SCHEMAS = Path(__file__).parents[1] / "steps" / "schemas"
SHIPPED: dict[Path, type] = {
    _SCHEMAS / f"{name}.schema.json": shape
    for name, shape in {
        "accepted": AllAccepted,
        "case": Case,
        "case-words": CaseWords,
        "facts": AllEvidence,
        "ledger": Ledger,
        "letters": Letters,
        "letters-words": Explanations,
        "pack": Manifest,
        "procedure": Procedure,
        "procedure-words": ProcedureWords,
        "reading": Reading,
        "reading-words": ReadingWords,
        "shared": Shared,
        "shared-words": SharedWords,
        "situations": Triage,
        "situations-words": TriageWords,
        "reviews": Reviews,
        "sources": Sources,
        "values": Values,
    }.items()
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
    if kind in {Mapping, dict}:
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
    told = " ".join((kind.__doc__ or "").split())
    required = [
        each.name for each in written if each.default is MISSING and each.default_factory is MISSING
    ]
    made = {
        "type": "object",
        "title": str(getattr(kind, "__name__", "")),
        "description": told,
        "properties": {
            each.name: {**_schema_of(hints[each.name]), **_describe(each.name, told)}
            for each in written
        },
        "required": required,
        "additionalProperties": False,
    }
    return _leave_to_facts(made) if "rests_on" in hints else made


def _describe(name: str, told: str) -> dict[str, str]:
    """Return the sentence about a key, where the description of its table has one."""
    sentences = re.split(r"(?<=[.:]) (?=[A-Z`])", told)
    about = next((each for each in sentences if f"`{name}`" in each), None)
    return {} if about is None else {"description": about}


def _leave_to_facts(schema: dict[str, Any]) -> dict[str, Any]:
    """Ask either for the facts on which something rests, or for what is computed from them."""
    required = schema["required"]
    computed = [key for key in required if key in COMPUTED]
    return {
        **schema,
        "required": [key for key in required if key not in COMPUTED],
        "anyOf": [{"required": ["rests_on"]}, {"required": computed}],
    }


if __name__ == "__main__":
    for path, shape in SHIPPED.items():
        path.write_text(render_schema(shape), encoding="utf-8")
