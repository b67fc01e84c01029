"""What stands behind a step, and what to do when it does not go as it should."""

from functools import partial

from mes_optout.i18n import _
from mes_optout.walkthrough.options import quit_option
from mes_optout.walkthrough.pages import problem_page, why_page
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.visit import Stage, Visit, Way


def why(visit: Visit, way: Way, index: int, back: Stage) -> Stage:
    """Show what stands behind a step."""
    screen = why_page(visit, way.steps[index])
    visit.ask(screen, _("Do you want to go on?"), [_to_step(), quit_option()])
    return back


def problems(visit: Visit, way: Way, index: int, back: Stage) -> Stage:
    """Ask which problem there is."""
    step = way.steps[index]
    options = [Option(str(n), problem.symptom) for n, problem in enumerate(step.problems)]
    screen = Screen(title=step.title, heading=way.title)
    question = _("What is the matter?")
    chosen = visit.ask(screen, question, [_to_step(), *options, quit_option()])
    if chosen == "step":
        return back
    return partial(problem, visit, way, index, int(chosen), back)


def problem(visit: Visit, way: Way, index: int, number: int, back: Stage) -> Stage:
    """Show what to do about one problem."""
    step = way.steps[index]
    screen = problem_page(way.procedure, step, step.problems[number])
    options = [_to_step(), Option("another", _("Another problem")), quit_option()]
    if visit.ask(screen, _("Do you want to go on?"), options) == "another":
        return partial(problems, visit, way, index, back)
    return back


def _to_step() -> Option:
    return Option("step", _("Back to the step"))
