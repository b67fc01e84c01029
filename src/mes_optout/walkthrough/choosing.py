"""Finding the procedure that fits, and entering it."""

from functools import partial

from mes_optout.content.procedure import Procedure
from mes_optout.content.triage import Question
from mes_optout.i18n import _
from mes_optout.progress.standing import revised
from mes_optout.walkthrough.options import go_or_quit, quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.reading import reading
from mes_optout.walkthrough.steps import ask_sent, go_on
from mes_optout.walkthrough.visit import Stage, Visit, Way
from mes_optout.wording.phrases import steps_done


def triage(visit: Visit) -> Stage:
    """Ask the first question of the triage."""
    return question(visit, visit.pack.triage.questions[0])


def question(visit: Visit, asked: Question) -> Stage:
    """Ask one question of the triage; its answer leads to another, or to a situation."""
    screen = Screen(title=_("Your situation"), text=(visit.pack.triage.note,))
    options = [Option(answer.id, answer.label) for answer in asked.answers]
    pages = visit.pack.reading
    if pages is not None and asked is visit.pack.triage.questions[0]:
        options.append(Option("read", _("Read something first")))
    chosen = visit.ask(screen, asked.text, [*options, quit_option()])
    if pages is not None and chosen == "read":
        return partial(reading, visit, pages, partial(triage, visit))
    answer = next(answer for answer in asked.answers if answer.id == chosen)
    for following in visit.pack.triage.questions:
        if following.id == answer.question:
            return partial(question, visit, following)
    return partial(situation_page, visit, answer.situation)


def situation_page(visit: Visit, chosen: str | None) -> Stage:
    """Say which procedure fits a situation, why, and how soon to act."""
    situation = next(s for s in visit.pack.triage.situations if s.id == chosen)
    procedure = visit.pack.procedure(situation.procedure)
    said = (situation.note, situation.timing, procedure.summary)
    screen = Screen(title=procedure.title, text=said)
    options = [Option("go", _("Go on")), Option("another", _("Change my answer")), quit_option()]
    if visit.ask(screen, _("Do you want to go on?"), options) == "another":
        return partial(triage, visit)
    return enter(visit, situation.procedure)


def enter(visit: Visit, name: str) -> Stage:
    """Return the stage at which a procedure begins or goes on."""
    procedure = visit.pack.procedure(name)
    if procedure.repeats:
        return partial(which_child, visit, procedure)
    return enter_way(visit, Way(procedure, partial(triage, visit)))


def enter_way(visit: Visit, way: Way) -> Stage:
    """Return the stage for one pass: the day of sending, what has changed, or the next step."""
    if way.turn not in visit.progress.turns() and way.procedure.if_late is not None:
        # The deadline decides how urgent everything else is, so it comes before the first step.
        return partial(ask_sent, visit, way)
    if revised(visit.progress, way.turn, way.steps):
        return partial(what_changed, visit, way)
    return go_on(visit, way)


def which_child(visit: Visit, procedure: Procedure) -> Stage:
    """Ask for which child, by « premier », « deuxième »: never by name."""
    begun_turns = {t.turn for t in visit.progress.turns() if t.procedure == procedure.id}
    ways = [
        Way(procedure, partial(triage, visit), turn)
        for turn in range(1, max(begun_turns, default=0) + 2)
    ]
    options = [
        Option(str(way.turn_number), f"{way.title}. {steps_done(way.standing(visit))}.")
        if way.turn_number in begun_turns
        else Option(str(way.turn_number), way.title)
        for way in ways
    ]
    screen = Screen(
        title=procedure.title,
        text=(procedure.summary, _("Each child has a list of its own. No name is asked.")),
    )
    chosen = visit.ask(screen, _("For which child?"), [*options, quit_option()])
    return enter_way(visit, ways[int(chosen) - 1])


def what_changed(visit: Visit, way: Way) -> Stage:
    """Say which steps have to be looked at again since the last visit, and why; nothing else."""
    lines = []
    for index in revised(visit.progress, way.turn, way.steps):
        step = way.steps[index]
        why = step.change or _("The step has changed.")
        lines.append(_("{label}: {text}").format(label=step.title, text=why))
    screen = Screen(title=_("What has changed"), heading=way.title, text=tuple(lines))
    visit.ask(screen, _("Do you want to go on?"), go_or_quit())
    return go_on(visit, way)
