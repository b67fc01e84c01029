"""Finding the procedure that fits by questions, and entering it with what was answered."""

from collections.abc import Callable, Mapping
from functools import partial

from mes_optout.content.case import find_told
from mes_optout.content.procedure import Procedure
from mes_optout.content.triage import Answer, Question, Situation
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.progress.model import State, Turn
from mes_optout.walkthrough.helpers import offer_reading
from mes_optout.walkthrough.journey_pages import changes_page, say_how_far
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.sending import ask_sent
from mes_optout.walkthrough.step import ask_boxes, resume
from mes_optout.walkthrough.telling import Told, change_over, enter_with
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on

# What the answers so far say of the case. The answers themselves are never kept.
Answers = Mapping[str, str]


def ask_situation(visit: Visit) -> Stage | None:
    """Ask the first question of the triage."""
    return ask_question(visit, visit.pack.triage.questions[0], {})


def ask_question(visit: Visit, asked: Question, said: Answers) -> Stage | None:
    """Ask one question of the triage; its answer leads to another, or to a situation."""
    triage, pages = visit.pack.triage, visit.pack.reading
    choices = [
        Choice(answer.id, answer.label, _after_answer(visit, answer, {**said, **answer.facts}))
        for answer in asked.answers
    ]
    if pages is not None and asked is triage.questions[0]:
        read = partial(offer_reading, visit, pages, partial(ask_situation, visit))
        choices.append(Choice("read", _("Read something first"), read))
    screen = Screen(title=_("Your situation"), text=(triage.note,))
    return visit.choose(screen, asked.text, choices)


def _after_answer(visit: Visit, answer: Answer, said: Answers) -> Stage:
    triage = visit.pack.triage
    for following in triage.questions:
        if following.id == answer.question:
            return partial(ask_question, visit, following, said)
    situation = next(each for each in triage.situations if each.id == answer.situation)
    return partial(say_procedure, visit, situation, said)


def say_procedure(visit: Visit, situation: Situation, said: Answers) -> Stage | None:
    """Say which procedure fits a situation, why, and how soon to act."""
    procedure = visit.pack.procedure(situation.procedure)
    text = (situation.note, situation.timing, procedure.summary)
    return visit.read(
        Screen(title=procedure.title, text=text),
        go_on(partial(enter_procedure, visit, situation.procedure, said), now=True),
        Choice("another", _("Change my answer"), partial(ask_situation, visit)),
    )


def make_way(visit: Visit, procedure: Procedure, number: int = 1) -> Way:
    """Return the way through a procedure; others are reached by the triage, or by name."""
    elsewhere, enter = partial(ask_situation, visit), partial(change_way, visit)
    return Way(procedure, Turn(procedure.id, number), elsewhere, enter)


def change_way(visit: Visit, way: Way, name: str, step: str | None, number: int | None) -> Stage:
    """Return the stage at which one gets from a way into another, as `Enter` says.

    It is told what was said here, but of another child nothing is known.
    """
    procedure = visit.pack.procedure(name)
    enter = partial(_enter_from, visit, way, step)
    if number is None and way.procedure.repeats:
        number = way.turn.turn
    if number is None and procedure.repeats:
        return partial(ask_child, visit, procedure, enter)
    return enter(make_way(visit, procedure, (number or 1) if procedure.repeats else 1))


def _enter_from(visit: Visit, before: Way, step: str | None, way: Way) -> Stage:
    another_child = (
        before.procedure.repeats and way.procedure.repeats and before.turn.turn != way.turn.turn
    )
    if way.turn != before.turn and not another_child:
        _note(
            visit,
            way,
            partial(change_over, along=find_told(visit.pack.case, visit.journey(before).said)),
        )
    for index, each in enumerate(way.procedure.steps):
        if each.id == step:
            return partial(ask_boxes, visit, way, index)
    return enter_way(visit, way)


def enter_procedure(visit: Visit, name: str, said: Answers | None = None) -> Stage:
    """Return the stage at which a procedure begins or goes on.

    `said` is what the triage was told of the case; None for whoever named the procedure.
    """
    procedure = visit.pack.procedure(name)
    enter = partial(_enter_chosen, visit, said)
    if procedure.repeats:
        return partial(ask_child, visit, procedure, enter)
    return enter(make_way(visit, procedure))


def _enter_chosen(visit: Visit, said: Answers | None, way: Way) -> Stage:
    if said is not None:
        _note(visit, way, partial(enter_with, answers=said))
    return enter_way(visit, way)


def _note(visit: Visit, way: Way, tell: Callable[[Journey], Told]) -> None:
    """Note what a pass is told when it is entered; where that changes nothing, nothing is kept."""
    told = tell(visit.journey(way))
    if told:
        save(visit, way, lambda progress: progress.answered(way.turn, told))


def enter_way(visit: Visit, way: Way) -> Stage:
    """Return the stage for one pass: the day of sending, what has changed, or the next step."""
    journey = visit.journey(way)
    if way.procedure.if_late is not None and not _was_entered(journey):
        # The deadline decides how urgent everything else is, so it comes before the first step.
        return partial(ask_sent, visit, way, partial(resume, visit))
    return partial(say_changes, visit, way) if journey.revised else resume(visit, way)


def _was_entered(journey: Journey) -> bool:
    """Say whether one went through some of it. Steps done in another procedure do not count."""
    return journey.deadline is not None or any(
        place.state in {State.LATER, State.NOT_FOR_ME} or (place.days and step.home is None)
        for step, place in journey.places
    )


def ask_child(visit: Visit, procedure: Procedure, enter: Callable[[Way], Stage]) -> Stage | None:
    """Ask for which child, by « premier », « deuxième »: never by name."""
    begun = [turn.turn for turn in visit.progress.turns(procedure.id)]
    choices = []
    for number in range(1, max(begun, default=0) + 2):
        way = make_way(visit, procedure, number)
        journey = visit.journey(way)
        label = say_how_far(journey) if journey.begun else journey.title
        choices.append(Choice(str(number), label, partial(enter, way), now=True))
    screen = Screen(
        title=procedure.title,
        text=(procedure.summary, _("Each child has a list of its own. No name is asked.")),
    )
    return visit.choose(screen, _("For which child?"), choices)


def say_changes(visit: Visit, way: Way) -> Stage | None:
    """Say which steps have to be looked at again since the last visit, and why; nothing else."""
    journey = visit.journey(way)
    return visit.read(changes_page(journey), go_on(partial(resume, visit, way), now=True))
