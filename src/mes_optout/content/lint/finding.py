"""One thing that an editor should know, and how to say where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from mes_optout.errors import Fault, Msg


class Severity(StrEnum):
    """Whether something must be mended, or only looked at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with `file` of a pack; its fault says where, why, and what to do."""

    file: str
    fault: Fault
    severity: Severity = Severity.ERROR


Findings = Iterator[Finding]


def error(file: str, place: str, reason: Msg, **facts: object) -> Finding:
    """Return something that must be mended."""
    return Finding(file, Fault(place, reason, **facts))


def warning(file: str, place: str, reason: Msg, **facts: object) -> Finding:
    """Return something that should be looked at."""
    return Finding(file, Fault(place, reason, **facts), Severity.WARNING)


def at(*parts: object) -> str:
    """Name a place as the loader does: « steps › page › title »."""
    return " › ".join(str(part) for part in parts)


# Fields that no reader sees. `question` and `situation` are where an answer leads; the `steps` of a
# letter are where it helps, those of a procedure are its pages.
_NOT_SHOWN = frozenset(
    {
        "Letter.steps",
        "formerly",
        "id",
        "if_late",
        "language",
        "link",
        "original",
        "procedure",
        "procedures",
        "question",
        "retired",
        "situation",
        "sources",
        "url",
    }
)


def find_texts(value: object, *path: object) -> Iterator[tuple[str, str]]:
    """Yield (place, text) for each text of a model that a reader sees, in the model's order."""
    if type(value) is str:  # an enum is a text too, but its value is not shown
        yield at(*path), value
    elif isinstance(value, tuple):
        for number, item in enumerate(value, start=1):
            yield from find_texts(item, *path, getattr(item, "id", number))
    elif is_dataclass(value):
        for each in fields(value):
            if _NOT_SHOWN.isdisjoint({each.name, f"{type(value).__name__}.{each.name}"}):
                yield from find_texts(getattr(value, each.name), *path, each.name)
