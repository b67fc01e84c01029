"""What stands behind a step, what to do when it does not go as it should, its page on a phone."""

from functools import partial

from mes_optout.content.procedure import Problem
from mes_optout.i18n import _
from mes_optout.walkthrough.journey_pages import phone_page, problem_page, why_page
from mes_optout.walkthrough.prompter import Screen
from mes_optout.walkthrough.visit import Choice, Stage, Visit, Way


def explain_step(visit: Visit, way: Way, index: int, back: Stage) -> Stage | None:
    """Show what stands behind a step."""
    return visit.read(why_page(way.procedure.steps[index], visit.pack.sources), _to_step(back))


def ask_problem(visit: Visit, way: Way, index: int, back: Stage) -> Stage | None:
    """Ask which problem there is."""
    journey = visit.journey(way)
    step = journey.steps[index]
    choices = [
        # Itself, not its number: back leads here even when answers have left problems out since.
        Choice(str(n), problem.symptom, partial(say_remedy, visit, way, index, problem, back))
        for n, problem in enumerate(step.problems)
    ]
    screen = Screen(title=step.title, heading=journey.title)
    return visit.choose(screen, _("What is the matter?"), [_to_step(back), *choices])


def say_remedy(visit: Visit, way: Way, index: int, problem: Problem, back: Stage) -> Stage | None:
    """Show what to do about one problem."""
    another = partial(ask_problem, visit, way, index, back)
    return visit.read(
        problem_page(way.procedure, way.procedure.steps[index], problem),
        _to_step(back),
        Choice("another", _("Another problem"), another),
    )


def show_on_phone(visit: Visit, link: str, back: Stage) -> Stage | None:
    """Show the address of a step as a QR code: nothing stays in this computer's browser."""
    question = _("Point your phone's camera at the code. Then?")
    return visit.choose(phone_page(link), question, [Choice("back", _("Back to the step"), back)])


def _to_step(back: Stage) -> Choice:
    return Choice("step", _("Back to the step"), back)
