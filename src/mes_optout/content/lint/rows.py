"""What is chosen from a list is one complete row; and every step knows what can go wrong."""

from collections.abc import Iterable

from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.finding import Findings, at, error, warning
from mes_optout.content.lint.loading import Loaded
from mes_optout.content.procedure import Confidence, Problem, Procedure, Step
from mes_optout.errors import N_

LABEL = 66  # letters of a box, a symptom or an answer: one row of the screen (REQ-A25)
LETTER = 53  # letters of a letter's title, which stands in a row behind « Une lettre : »
TITLE = 40  # letters of a step's title, which stands in a frame and in lists
BOXES = 4  # of a step, a row each

DIFFERENT = {"fr": "Mon écran est différent", "en": "My screen is different"}


def findings(loaded: Loaded) -> Findings:
    """Look at each step, each question and each letter of a language."""
    for name, procedure in loaded.procedures.items():
        file = loaded.file(name)
        yield from _proof(file, procedure)
        for step in procedure.steps:
            yield from _step(file, step)
            yield from _problems(file, step, DIFFERENT[loaded.language])
    for question in loaded.triage.questions if loaded.triage else ():
        here = ("questions", question.id, "answers")
        rows = [((*here, answer.id, "label"), answer.label) for answer in question.answers]
        yield from _list(loaded.file("situations"), rows)
    if listed := loaded.letters or loaded.explanations:
        titles = [(("letters", each.id, "title"), each.title) for each in listed.letters]
        yield from _list(loaded.file(LETTERS), titles, LETTER)


def _proof(file: str, procedure: Procedure) -> Findings:
    if not any(step.keep for step in procedure.steps):
        why = N_("no step has “keep”; say what proves that it was done, if anything does")
        yield warning(file, "steps", why)


def _step(file: str, step: Step) -> Findings:
    here = ("steps", step.id)
    yield from _short(file, at(*here, "title"), step.title, TITLE)
    boxes = [((*here, "checks", check.id, "text"), check.text) for check in step.checks]
    yield from _list(file, boxes)
    if len(step.checks) > BOXES:
        why = N_("has {count} boxes of {limit} at most; make two steps of it")
        yield error(file, at(*here, "checks"), why, count=len(step.checks), limit=BOXES)
    if step.confidence is not Confidence.SURE and step.doubt is None:
        yield error(
            file,
            at(*here, "doubt"),
            N_("is missing, and the step is not sure; say what is dated or uncertain"),
        )


def _problems(file: str, step: Step, different: str) -> Findings:
    here = ("steps", step.id, "problems")
    yield from _list(
        file,
        [((*here, number, "symptom"), p.symptom) for number, p in enumerate(step.problems, 1)],
    )
    if step.link and different not in {problem.symptom for problem in step.problems}:
        why = N_("the step has a link; add the problem “{symptom}”")
        yield error(file, at(*here), why, symptom=different)
    for number, problem in enumerate(step.problems, start=1):
        if _same(problem):
            why = N_("says the same as “remedy”; name another way, such as a telephone number")
            yield error(file, at(*here, number, "otherwise"), why)


def _same(problem: Problem) -> bool:
    return problem.otherwise.casefold() == problem.remedy.casefold()


def _list(
    file: str, rows: Iterable[tuple[tuple[object, ...], str]], limit: int = LABEL
) -> Findings:
    seen: set[str] = set()
    for path, text in rows:
        yield from _short(file, at(*path), text, limit)
        if text in seen:
            why = N_("reads the same as another of this list; tell them apart")
            yield error(file, at(*path), why)
        seen.add(text)


def _short(file: str, place: str, text: str, limit: int) -> Findings:
    if len(text) > limit:
        why = N_("has {count} characters of {limit} at most; shorten it")
        yield error(file, place, why, count=len(text), limit=limit)
