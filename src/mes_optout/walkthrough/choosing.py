"""Finding the procedure that fits, what may be read before that, and entering the procedure."""

from collections.abc import Iterator
from functools import partial

from mes_optout.content.procedure import Procedure
from mes_optout.content.reading import Reading, Section
from mes_optout.content.triage import Answer, Question, Situation
from mes_optout.i18n import _
from mes_optout.progress.model import Turn
from mes_optout.walkthrough.journey_pages import changes_page, say_how_far
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.step import ask_sent, resume
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way, go_on
from mes_optout.wording.blocks import Address


def ask_situation(visit: Visit) -> Stage | None:
    """Ask the first question of the triage."""
    return ask_question(visit, visit.pack.triage.questions[0])


def ask_question(visit: Visit, asked: Question) -> Stage | None:
    """Ask one question of the triage; its answer leads to another, or to a situation."""
    triage, pages = visit.pack.triage, visit.pack.reading
    choices = [
        Choice(answer.id, answer.label, _after_answer(visit, answer)) for answer in asked.answers
    ]
    if pages is not None and asked is triage.questions[0]:
        read = partial(offer_reading, visit, pages, partial(ask_situation, visit))
        choices.append(Choice("read", _("Read something first"), read))
    screen = Screen(title=_("Your situation"), text=(triage.note,))
    return visit.choose(screen, asked.text, choices)


def _after_answer(visit: Visit, answer: Answer) -> Stage:
    triage = visit.pack.triage
    for following in triage.questions:
        if following.id == answer.question:
            return partial(ask_question, visit, following)
    situation = next(each for each in triage.situations if each.id == answer.situation)
    return partial(say_procedure, visit, situation)


def say_procedure(visit: Visit, situation: Situation) -> Stage | None:
    """Say which procedure fits a situation, why, and how soon to act."""
    procedure = visit.pack.procedure(situation.procedure)
    said = (situation.note, situation.timing, procedure.summary)
    return visit.read(
        Screen(title=procedure.title, text=said),
        go_on(partial(enter_procedure, visit, situation.procedure), now=True),
        Choice("another", _("Change my answer"), partial(ask_situation, visit)),
    )


def offer_reading(visit: Visit, pages: Reading, back: Stage) -> Stage | None:
    """Ask which page to read; `back` is the question one came from."""
    sections = (
        Choice(each.id, each.title, partial(show_section, visit, pages, each, back))
        for each in pages.sections
    )
    helpers, helped = partial(show_helpers, visit, pages, back), bool(pages.resources)
    choices = (
        _to_question(back),
        *sections,
        Choice("help", _("Who can help"), helpers, helped),
    )
    return visit.choose(Screen(title=pages.title), _("What do you want to read?"), choices)


def show_section(visit: Visit, pages: Reading, section: Section, back: Stage) -> Stage | None:
    """Show one section."""
    screen = Screen(title=section.title, text=section.text)
    return visit.read(screen, *_after_reading(visit, pages, back))


def show_helpers(visit: Visit, pages: Reading, back: Stage) -> Stage | None:
    """Show who can help; each address stands whole on its line."""
    lines = tuple(
        _("{label}: {text}").format(label=each.name, text=f"{each.purpose} {each.contact}")
        for each in pages.resources
    )
    addresses = tuple(Address(each.name, each.url) for each in pages.resources if each.url)
    screen = Screen(title=_("Who can help"), text=lines, addresses=addresses)
    return visit.read(screen, *_after_reading(visit, pages, back))


def _after_reading(visit: Visit, pages: Reading, back: Stage) -> Iterator[Choice]:
    yield Choice("list", _("Read another page"), partial(offer_reading, visit, pages, back))
    yield _to_question(back)


def _to_question(back: Stage) -> Choice:
    return Choice("back", _("Back to the question"), back)


def make_way(visit: Visit, procedure: Procedure, number: int = 1) -> Way:
    """Return the way through a procedure, from which one gets to another by the triage."""
    return Way(procedure, Turn(procedure.id, number), partial(ask_situation, visit))


def enter_procedure(visit: Visit, name: str) -> Stage:
    """Return the stage at which a procedure begins or goes on."""
    procedure = visit.pack.procedure(name)
    if procedure.repeats:
        return partial(ask_child, visit, procedure)
    return enter_way(visit, make_way(visit, procedure))


def enter_way(visit: Visit, way: Way) -> Stage:
    """Return the stage for one pass: the day of sending, what has changed, or the next step."""
    journey = visit.journey(way)
    if not journey.begun and way.procedure.if_late is not None:
        # The deadline decides how urgent everything else is, so it comes before the first step.
        return partial(ask_sent, visit, way)
    return partial(say_changes, visit, way) if journey.revised else resume(visit, way)


def ask_child(visit: Visit, procedure: Procedure) -> Stage | None:
    """Ask for which child, by « premier », « deuxième »: never by name."""
    begun = [turn.turn for turn in visit.progress.turns(procedure.id)]
    choices = []
    for number in range(1, max(begun, default=0) + 2):
        way = make_way(visit, procedure, number)
        journey = visit.journey(way)
        label = say_how_far(journey) if journey.begun else journey.title
        choices.append(Choice(str(number), label, partial(enter_way, visit, way), now=True))
    screen = Screen(
        title=procedure.title,
        text=(procedure.summary, _("Each child has a list of its own. No name is asked.")),
    )
    return visit.choose(screen, _("For which child?"), choices)


def say_changes(visit: Visit, way: Way) -> Stage | None:
    """Say which steps have to be looked at again since the last visit, and why; nothing else."""
    journey = visit.journey(way)
    return visit.read(changes_page(journey), go_on(partial(resume, visit, way), now=True))
