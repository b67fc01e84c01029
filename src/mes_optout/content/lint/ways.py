"""The triage: from the first question to every procedure, in three questions at most."""

from mes_optout.content.lint.finding import Findings, at, error, warning
from mes_optout.content.lint.loading import Loaded
from mes_optout.content.triage import Triage
from mes_optout.errors import N_

MOST = 3  # questions before somebody knows where to go

UNKNOWN = {"fr": "Je ne sais pas", "en": "I do not know"}


def findings(loaded: Loaded) -> Findings:
    """Walk the questions of a language. That each answer leads somewhere, the loader checks."""
    if loaded.triage is None:
        return
    file, triage = loaded.file("situations"), loaded.triage
    yield from _too_many(file, triage)
    yield from _unreached(file, triage)
    for question in triage.questions:
        labels = [answer.label.replace("don't", "do not") for answer in question.answers]
        if not any(label.startswith(UNKNOWN[loaded.language]) for label in labels):
            why = N_("no answer says “{label}”; add one, for many do not know")
            here = at("questions", question.id, "answers")
            yield warning(file, here, why, label=UNKNOWN[loaded.language])


def _too_many(file: str, triage: Triage) -> Findings:
    asked = {triage.questions[0].id}
    for _ in range(MOST - 1):
        asked = _next(triage, asked)
    for question in triage.questions:
        for answer in question.answers:
            if question.id in asked and answer.question is not None:
                why = N_("leads to question number {number}; {limit} at most may be asked")
                here = at("questions", question.id, "answers", answer.id, "question")
                yield error(file, here, why, number=MOST + 1, limit=MOST)


def _next(triage: Triage, asked: set[str]) -> set[str]:
    """Return the questions that the answers to `asked` lead to."""
    answers = (answer for each in triage.questions if each.id in asked for answer in each.answers)
    return {answer.question for answer in answers if answer.question is not None}


def _unreached(file: str, triage: Triage) -> Findings:
    asked: set[str] = set()
    following = {triage.questions[0].id}
    while following - asked:
        asked |= following
        following = _next(triage, asked)
    reached = {a.situation for q in triage.questions if q.id in asked for a in q.answers}
    for question in triage.questions:
        if question.id not in asked:
            yield error(
                file,
                at("questions", question.id),
                N_("no answer leads to this question; lead one here, or remove it"),
            )
    for situation in triage.situations:
        if situation.id not in reached:
            yield error(
                file,
                at("situations", situation.id),
                N_("no answer leads to this situation; lead one here, or remove it"),
            )
    fitting = {each.procedure for each in triage.situations if each.id in reached}
    for number, name in enumerate(triage.procedures, start=1):
        if name not in fitting:
            why = N_("no answer leads to “{name}”; add a situation for it")
            yield error(file, at("procedures", number), why, name=name)
