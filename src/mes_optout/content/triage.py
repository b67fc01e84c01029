"""The way to a procedure: questions, answers, situations, and what their file must hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mes_optout.content.faults import NOT_LISTED, Found, Path, find_empty, find_id_faults
from mes_optout.content.names import find_names_faults
from mes_optout.errors import N_, Fault


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the triage. It leads either to another question or to a situation.

    `facts` are what it says of the case, by their ids. The answer itself is never kept.
    """

    id: str
    label: str
    question: str | None = None
    situation: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the triage."""

    id: str
    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a person stands, and the procedure that fits.

    `timing` says how soon to act, and what goes on while one waits. `step` is the one of the
    procedure that the person is led to first, where it is not the next one.
    """

    id: str
    procedure: str
    note: str
    timing: str
    sources: tuple[str, ...]
    rests_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Triage:
    """The way to a procedure. `questions` begin with the one that is asked first.

    `note` reassures beside every question. `procedures` are all there are, in their order.
    """

    note: str
    procedures: tuple[str, ...]
    questions: tuple[Question, ...]
    situations: tuple[Situation, ...]


def find_triage_faults(triage: Triage) -> Found:
    """Check the triage: every answer and situation leads to one thing that exists."""
    yield from find_names_faults(triage.procedures)
    yield from find_empty(triage.questions, ("questions",))
    yield from find_id_faults(triage.questions, ("questions",))
    yield from find_id_faults(triage.situations, ("situations",))
    for index, question in enumerate(triage.questions):
        here = ("questions", index, "answers")
        yield from find_empty(question.answers, here)
        yield from find_id_faults(question.answers, here)
        for number, answer in enumerate(question.answers):
            yield from _find_lead_faults(triage, answer, (*here, number))
            if answer.facts:
                from mes_optout.content.conditions import find_said_faults  # noqa: PLC0415  (few say any)

                yield from find_said_faults(answer.facts, (*here, number, "facts"))
    for index, situation in enumerate(triage.situations):
        yield from find_empty(situation.sources, ("situations", index, "sources"))
        if situation.procedure not in triage.procedures:
            yield (
                ("situations", index, "procedure"),
                Fault("", NOT_LISTED, value=situation.procedure),
            )


def _find_lead_faults(triage: Triage, answer: Answer, path: Path) -> Found:
    if (answer.question is None) == (answer.situation is None):
        yield path, Fault("", N_("must have either “question” or “situation”"))
        return
    for name, value, known in (
        ("question", answer.question, triage.questions),
        ("situation", answer.situation, triage.situations),
    ):
        if value is not None and value not in {each.id for each in known}:
            yield (
                (*path, name),
                Fault(
                    "",
                    N_("“{value}” is not in this file; mend the name, or write it here"),
                    value=value,
                ),
            )
