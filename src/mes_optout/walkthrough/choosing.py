"""Finding the procedure that fits by questions, and entering it with what was answered."""

from collections.abc import Callable, Mapping
from functools import partial

from mes_optout.content.case import find_told
from mes_optout.content.procedure import Procedure
from mes_optout.content.triage import Answer, Question, Situation
from mes_optout.following import owes_day
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.progress.model import Turn
from mes_optout.telling import Told, change_over, enter_with
from mes_optout.walkthrough.before_start import before_page
from mes_optout.walkthrough.helpers import offer_reading
from mes_optout.walkthrough.journey_pages import changes_page, say_how_far
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.sending import ask_sent
from mes_optout.walkthrough.step import ask_boxes, resume
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.doors import find_step

# What the answers so far say of the case. The answers themselves are never kept.
Answers = Mapping[str, str]

# Says what to note of a pass that is entered.
Tell = Callable[[Journey], Told]

# Enters a pass, once it is known which one.
EnterWay = Callable[[Way], Stage]


def ask_situation(visit: Visit) -> Stage | None:
    """Ask the first question of the triage."""
    return ask_question(visit, visit.pack.triage.questions[0], {})


def ask_question(visit: Visit, asked: Question, said: Answers) -> Stage | None:
    """Ask one question of the triage; its answer leads to another, or to a situation."""
    triage, pages = visit.pack.triage, visit.pack.reading
    choices = [
        Choice(
            answer.id,
            answer.label,
            partial(_after_answer, visit, answer, {**said, **answer.facts}),
            now=True,
        )
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
    tell = partial(enter_with, answers=said)
    return _choose_pass(visit, situation.procedure, partial(_set_out, visit, tell, situation))


def make_way(visit: Visit, procedure: Procedure, number: int = 1) -> Way:
    """Return the way through a procedure; others are reached by the triage, or by name."""
    elsewhere, enter = partial(ask_situation, visit), partial(change_way, visit)
    return Way(procedure, Turn(procedure.id, number), elsewhere, enter)


def enter_procedure(visit: Visit, name: str) -> Stage:
    """Return the stage at which a procedure that was named begins or goes on."""
    return _choose_pass(visit, name, partial(_set_out, visit, _tell_nothing, None))


def change_way(visit: Visit, way: Way, name: str, step: str | None, number: int | None) -> Stage:
    """Return the stage at which one gets from a way into another, as `Enter` says.

    It is told what was said here; but of another child nothing is known, nor, after a child's list,
    of the one who goes through it.
    """
    procedure = visit.pack.procedure(name)
    if number is None and way.procedure.repeats:
        number = way.turn.turn
    same = procedure.repeats == way.procedure.repeats  # or else one of them is a child's
    said = find_told(visit.pack.case, visit.journey(way).said) if same else {}
    tell: Tell = partial(change_over, along=said)
    if name == way.procedure.id:
        tell = _tell_nothing
    if find_step(procedure, step) is None:
        enter = partial(_set_out, visit, tell, None)
    else:
        enter = partial(_enter_at, visit, tell, step)
    if number is None or not procedure.repeats:
        return _choose_pass(visit, name, enter)
    return enter(make_way(visit, procedure, number))


def _choose_pass(visit: Visit, name: str, enter: EnterWay) -> Stage:
    """Return what enters a procedure; for which child is asked where several answers fit."""
    procedure = visit.pack.procedure(name)
    if procedure.repeats and visit.progress.turns(name):
        return partial(ask_child, visit, procedure, enter)
    return enter(make_way(visit, procedure))


def ask_child(visit: Visit, procedure: Procedure, enter: EnterWay) -> Stage | None:
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


def _set_out(visit: Visit, tell: Tell, situation: Situation | None, way: Way) -> Stage:
    """Return the page before a way; who named one that is begun is not held up by it."""
    if situation is None and visit.journey(way).begun:
        return _enter(visit, tell, way)
    return partial(say_before, visit, way, tell, situation)


def say_before(visit: Visit, way: Way, tell: Tell, situation: Situation | None) -> Stage | None:
    """Say what is to come: by the situation that led here, if one did, and before it is begun."""
    told = visit.progress.answered(way.turn, tell(visit.journey(way)))
    enter: EnterWay = partial(_enter, visit, tell)
    if situation is not None and situation.step is not None:
        enter = partial(_enter_at, visit, tell, situation.step)
    return visit.read(
        before_page(visit.journey(way, told), situation),
        go_on(partial(enter, way), now=True),
        Choice("another", _("Change my answer"), way.elsewhere, situation is not None),
        Choice("elsewhere", _("Choose another procedure"), way.elsewhere, situation is None),
    )


def _enter(visit: Visit, tell: Tell, way: Way) -> Stage:
    _note(visit, way, tell)
    return enter_way(visit, way)


def _enter_at(visit: Visit, tell: Tell, step: str | None, way: Way) -> Stage:
    _note(visit, way, tell)
    return partial(ask_boxes, visit, way, find_step(way.procedure, step) or 0)


def _note(visit: Visit, way: Way, tell: Tell) -> None:
    """Note what a pass is told when it is entered; where that changes nothing, nothing is kept."""
    if told := tell(visit.journey(way)):
        save(visit, way, lambda progress: progress.answered(way.turn, told))


def _tell_nothing(_: Journey) -> Told:
    return {}


def enter_way(visit: Visit, way: Way) -> Stage:
    """Return the stage for one pass: the day of sending, what has changed, or the next step."""
    journey = visit.journey(way)
    if owes_day(journey):
        # The deadline decides how urgent everything else is, so it comes before the first step.
        return partial(ask_sent, visit, way, partial(resume, visit))
    return partial(say_changes, visit, way) if journey.revised else resume(visit, way)


def say_changes(visit: Visit, way: Way) -> Stage | None:
    """Say which steps have to be looked at again since the last visit, and why; nothing else."""
    journey = visit.journey(way)
    return visit.read(changes_page(journey), go_on(partial(resume, visit, way), now=True))
