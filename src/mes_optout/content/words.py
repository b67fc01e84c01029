"""What a file of a translation holds: texts by the ids of the French, and nothing else.

All else stands in the French file alone, so a key of it is refused here as any unknown one. A class
is named after the one of the French that it translates.
"""

from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from mes_optout.content.faults import Found, Path, find_empty, find_id_faults


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The text of a box."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """The texts of a problem."""

    id: str
    symptom: str
    remedy: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class StepWords:
    """The texts of a step; `original` is the fingerprint of the French that was translated."""

    id: str
    title: str
    why: str
    before: str
    body: tuple[str, ...]
    checks: tuple[CheckWords, ...]
    problems: tuple[ProblemWords, ...]
    needs: tuple[str, ...] = ()
    keep: str | None = None
    doubt: str | None = None
    more: tuple[str, ...] = ()
    change: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class ProcedureWords:
    """The texts of a procedure."""

    id: str
    title: str
    summary: str
    finished: str
    steps: tuple[StepWords, ...]
    afterwards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The text of an answer."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The text of a question, and those of its answers."""

    id: str
    text: str
    answers: tuple[AnswerWords, ...]


@dataclass(frozen=True, slots=True)
class SituationWords:
    """The texts of a situation."""

    id: str
    note: str
    timing: str


@dataclass(frozen=True, slots=True)
class TriageWords:
    """The texts of the triage."""

    note: str
    questions: tuple[QuestionWords, ...]
    situations: tuple[SituationWords, ...]


@dataclass(frozen=True, slots=True)
class SectionWords:
    """The texts of a page to read."""

    id: str
    title: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceWords:
    """The texts on somebody who can help."""

    id: str
    name: str
    purpose: str
    contact: str


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """The texts of what may be read before choosing."""

    title: str
    sections: tuple[SectionWords, ...] = ()
    resources: tuple[ResourceWords, ...] = ()
    recheck: tuple[str, ...] = ()


def has_ids(value: object) -> bool:
    """Say whether a value is a list of things with ids, and not of texts."""
    return isinstance(value, tuple) and bool(value) and is_dataclass(value[0])


def find_word_faults(words: Any, path: Path = ()) -> Found:  # noqa: ANN401  (any class above)
    """Check ids, and that nothing needed is empty."""
    for each in fields(words):
        found, here = getattr(words, each.name), (*path, each.name)
        if each.default is MISSING and isinstance(found, tuple):
            yield from find_empty(found, here)
        if has_ids(found):
            yield from find_id_faults(found, here)
            for index, item in enumerate(found):
                yield from find_word_faults(item, (*here, index))
