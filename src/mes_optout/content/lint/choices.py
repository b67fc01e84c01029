"""What is chosen from a list: each is one complete row, and each answer leads on.

Every step knows what can go wrong; every procedure is found in three questions at most.
"""

from collections.abc import Iterable

from mes_optout.content.case import list_branches
from mes_optout.content.letters import NAME as LETTERS
from mes_optout.content.lint.findings import Findings, Loaded, at, error, warning
from mes_optout.content.lint.word_lists import find_words
from mes_optout.content.procedure import Confidence, Problem, Procedure, Step
from mes_optout.content.triage import Triage
from mes_optout.errors import N_
from mes_optout.languages import ORIGINAL

LABEL = 66  # characters of a box, a symptom or an answer: one row of the screen (REQ-A25)
LETTER = 53  # characters of a letter's title, which stands in a row behind « Une lettre : »
TITLE = 40  # characters of the title of a step, or of what comes later: in a frame and in lists
BOXES = 4  # of a step, a row each

MOST_QUESTIONS = 3  # questions before somebody knows where to go


def find_row_mistakes(loaded: Loaded) -> Findings:
    """Look at each step, each question and each letter of a language."""
    different = find_words(loaded.language).different
    for name, procedure in loaded.procedures.items():
        file = loaded.file(name)
        if loaded.language == ORIGINAL:  # a translation has what the French has
            yield from _check_proof(file, procedure)
        for each in procedure.follow_ups:
            yield from _check_length(file, at("follow_ups", each.id, "title"), each.title, TITLE)
    for file, _, step in loaded.steps():
        yield from _check_step(file, step)
        if loaded.language == ORIGINAL:
            yield from _count_boxes(file, step)
        yield from _check_problems(file, step, different)
    for question in loaded.triage.questions if loaded.triage else ():
        here = ("questions", question.id, "answers")
        rows = [((*here, answer.id, "label"), answer.label) for answer in question.answers]
        yield from _check_rows(loaded.file("situations"), rows)
    for fact in loaded.case.facts if loaded.case else ():
        file = loaded.file("cas")
        yield from _check_length(file, at("facts", fact.id, "title"), fact.title, TITLE)
        labels = [(("facts", fact.id, "values", e.id, "label"), e.label) for e in fact.values]
        yield from _check_rows(file, labels)
    titles = [(("letters", each.id, "title"), each.title) for each in loaded.told_letters]
    yield from _check_rows(loaded.file(LETTERS), titles, LETTER)


def _check_proof(file: str, procedure: Procedure) -> Findings:
    if not any(step.keep for step in procedure.steps):
        why = N_("no step has “keep”; say what proves that it was done, if anything does")
        yield warning(file, "steps", why)


def _check_step(file: str, step: Step) -> Findings:
    here = ("steps", step.id)
    yield from _check_length(file, at(*here, "title"), step.title, TITLE)
    labels = [
        ((*here, "fork", "answers", e.id, "label"), e.label) for e in list_branches(step.fork)
    ]
    yield from _check_rows(file, labels)
    boxes = [((*here, "checks", check.id, "text"), check.text) for check in step.checks]
    yield from _check_rows(file, boxes)
    if step.confidence is not Confidence.SURE and step.doubt is None:
        why = N_("is missing, and the step is not sure; say what is dated or uncertain")
        yield error(file, at(*here, "doubt"), why)


def _count_boxes(file: str, step: Step) -> Findings:
    if len(step.checks) > BOXES:
        why, here = N_("has {count} boxes of {limit} at most; make two steps of it"), "checks"
        yield error(file, at("steps", step.id, here), why, count=len(step.checks), limit=BOXES)


def _check_problems(file: str, step: Step, different: str) -> Findings:
    here = ("steps", step.id, "problems")
    symptoms = [((*here, problem.id, "symptom"), problem.symptom) for problem in step.problems]
    yield from _check_rows(file, symptoms)
    if step.link and different not in {problem.symptom for problem in step.problems}:
        why = N_("the step has a link; add the problem “{symptom}”")
        yield error(file, at(*here), why, symptom=different)
    for problem in step.problems:
        if _says_the_same(problem):
            why = N_("says the same as “remedy”; name another way, such as a telephone number")
            yield error(file, at(*here, problem.id, "otherwise"), why)


def _says_the_same(problem: Problem) -> bool:
    return problem.otherwise.casefold() == problem.remedy.casefold()


def _check_rows(
    file: str, rows: Iterable[tuple[tuple[object, ...], str]], limit: int = LABEL
) -> Findings:
    seen: set[str] = set()
    for path, text in rows:
        yield from _check_length(file, at(*path), text, limit)
        if text in seen:
            why = N_("reads the same as another of this list; tell them apart")
            yield error(file, at(*path), why)
        seen.add(text)


def _check_length(file: str, place: str, text: str, limit: int) -> Findings:
    if len(text) > limit:
        why = N_("has {count} characters of {limit} at most; shorten it")
        yield error(file, place, why, count=len(text), limit=limit)


def find_lost_ways(loaded: Loaded) -> Findings:
    """Walk the triage, from the first question to every procedure.

    That each answer leads somewhere, the loader checks.
    """
    if loaded.triage is not None:
        file = loaded.file("situations")
        yield from _find_long_ways(file, loaded.triage)
        yield from _find_unreached(file, loaded.triage)


def find_unsure_questions(loaded: Loaded) -> Findings:
    """Look for an answer to each question that whoever does not know can give."""
    file, unknown = loaded.file("situations"), find_words(loaded.language).unknown
    for question in loaded.triage.questions if loaded.triage else ():
        if not any(answer.label.startswith(unknown) for answer in question.answers):
            why = N_("no answer says “{label}”; add one, for many do not know")
            here = at("questions", question.id, "answers")
            yield warning(file, here, why, label=unknown[0])


def find_unsure_forks(original: Loaded) -> Findings:
    """Look for an answer to each fork for whoever does not know, or sees something else."""
    unknown = find_words(original.language).unknown
    for file, place, step in original.steps():
        if step.fork and not any(
            each.asks_again or not each.facts or each.label.startswith(unknown)
            for each in step.fork.answers
        ):
            why = N_("no answer is for whoever does not know, or sees something else; add one")
            yield warning(file, at(place, "fork", "answers"), why)


def _find_long_ways(file: str, triage: Triage) -> Findings:
    asked = {triage.questions[0].id}
    for _ in range(MOST_QUESTIONS - 1):
        asked = _follow(triage, asked)
    for question in triage.questions:
        for answer in question.answers:
            if question.id in asked and answer.question is not None:
                why = N_("leads to question number {number}; {limit} at most may be asked")
                here = at("questions", question.id, "answers", answer.id, "question")
                yield error(file, here, why, number=MOST_QUESTIONS + 1, limit=MOST_QUESTIONS)


def _follow(triage: Triage, asked: set[str]) -> set[str]:
    """Return the questions that the answers to `asked` lead to."""
    answers = (answer for each in triage.questions if each.id in asked for answer in each.answers)
    return {answer.question for answer in answers if answer.question is not None}


def _find_unreached(file: str, triage: Triage) -> Findings:
    asked: set[str] = set()
    following = {triage.questions[0].id}
    while following - asked:
        asked |= following
        following = _follow(triage, asked)
    reached = {a.situation for q in triage.questions if q.id in asked for a in q.answers}
    for question in triage.questions:
        if question.id not in asked:
            why = N_("no answer leads to this question; lead one here, or remove it")
            yield error(file, at("questions", question.id), why)
    for situation in triage.situations:
        if situation.id not in reached:
            why = N_("no answer leads to this situation; lead one here, or remove it")
            yield error(file, at("situations", situation.id), why)
    fitting = {each.procedure for each in triage.situations if each.id in reached}
    for number, name in enumerate(triage.procedures, start=1):
        if name not in fitting:
            why = N_("no answer leads to “{name}”; add a situation for it")
            yield error(file, at("procedures", number), why, name=name)
