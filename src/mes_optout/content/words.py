"""What a file of a translation holds: texts by the ids of the French, and nothing else.

All else stands in the French file alone, so a key of it is refused here as any unknown one. A class
is named after the one of the French that it translates. `original` is the fingerprint of the French
that was translated, without what in it has one of its own.
"""

from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Any

from mes_optout.content.faults import Found, Path, find_empty, find_id_faults

# These are made at every start in another language, never changed, compared or printed: a class
# that can do all that takes three times as long to make.


@dataclass(eq=False, repr=False)
class CheckWords:
    """The text of a box."""

    id: str
    text: str


@dataclass(eq=False, repr=False)
class ProblemWords:
    """The texts of a problem."""

    id: str
    symptom: str
    remedy: str
    otherwise: str


@dataclass(eq=False, repr=False)
class BranchWords:
    """The texts of an answer to a fork."""

    id: str
    label: str
    note: str | None = None


@dataclass(eq=False, repr=False)
class ForkWords:
    """The texts of a fork."""

    question: str
    answers: tuple[BranchWords, ...]


@dataclass(eq=False, repr=False)
class StepWords:
    """The texts of a step."""

    id: str
    title: str
    why: str
    body: tuple[str, ...]
    checks: tuple[CheckWords, ...]
    problems: tuple[ProblemWords, ...]
    before: str | None = None
    reassurance: str | None = None
    needs: tuple[str, ...] = ()
    keep: str | None = None
    doubt: str | None = None
    more: tuple[str, ...] = ()
    change: str | None = None
    fork: ForkWords | None = None
    original: str | None = None


@dataclass(eq=False, repr=False)
class FollowUpWords:
    """The texts of what comes later."""

    id: str
    title: str
    text: str
    question: str
    otherwise: str
    original: str | None = None


@dataclass(eq=False, repr=False)
class ProcedureWords:
    """The texts of a procedure."""

    id: str
    title: str
    summary: str
    finished: str
    steps: tuple[StepWords, ...]
    duration: str | None = None
    undo: str | None = None
    follow_ups: tuple[FollowUpWords, ...] = ()
    afterwards: tuple[str, ...] = ()
    original: str | None = None


@dataclass(eq=False, repr=False)
class SharedWords:
    """The texts of steps that procedures include."""

    id: str
    steps: tuple[StepWords, ...]


@dataclass(eq=False, repr=False)
class ValueWords:
    """The texts of what can be said of a fact."""

    id: str
    label: str
    case: str


@dataclass(eq=False, repr=False)
class FactWords:
    """The texts of a fact."""

    id: str
    title: str
    question: str
    values: tuple[ValueWords, ...]
    original: str | None = None


@dataclass(eq=False, repr=False)
class CaseWords:
    """The texts of the facts of a pack."""

    facts: tuple[FactWords, ...]


@dataclass(eq=False, repr=False)
class AnswerWords:
    """The text of an answer."""

    id: str
    label: str


@dataclass(eq=False, repr=False)
class QuestionWords:
    """The text of a question, and those of its answers."""

    id: str
    text: str
    answers: tuple[AnswerWords, ...]
    original: str | None = None


@dataclass(eq=False, repr=False)
class SituationWords:
    """The texts of a situation."""

    id: str
    note: str
    timing: str
    original: str | None = None


@dataclass(eq=False, repr=False)
class TriageWords:
    """The texts of the triage."""

    note: str
    questions: tuple[QuestionWords, ...]
    situations: tuple[SituationWords, ...]


@dataclass(eq=False, repr=False)
class SectionWords:
    """The texts of a page to read."""

    id: str
    title: str
    text: tuple[str, ...]
    original: str | None = None


@dataclass(eq=False, repr=False)
class ResourceWords:
    """The texts on somebody who can help."""

    id: str
    name: str
    purpose: str
    contact: str
    original: str | None = None


@dataclass(eq=False, repr=False)
class ReadingWords:
    """The texts of what may be read before choosing."""

    title: str
    sections: tuple[SectionWords, ...]
    resources: tuple[ResourceWords, ...]
    recheck: tuple[str, ...] = ()


# By the names of their files; a file of any other name is a procedure, or is included by some.
FILES: dict[str, type[Any]] = {"situations": TriageWords, "reperes": ReadingWords, "cas": CaseWords}

_MAY_BE_EMPTY = {"resources"}  # but must be there, as in French


def has_ids(value: object) -> bool:
    """Say whether a value is a list of things with ids, and not of texts."""
    return isinstance(value, tuple) and bool(value) and hasattr(value[0], "id")


def find_word_faults(words: Any, path: Path = ()) -> Found:  # noqa: ANN401  (any class above)
    """Check ids, and that nothing needed is empty."""
    for each in fields(words):
        found, here = getattr(words, each.name), (*path, each.name)
        if each.default is MISSING and isinstance(found, tuple) and each.name not in _MAY_BE_EMPTY:
            yield from find_empty(found, here)
        if has_ids(found):
            yield from find_id_faults(found, here)
            for index, item in enumerate(found):
                yield from find_word_faults(item, (*here, index))
        elif is_dataclass(found):
            yield from find_word_faults(found, here)
