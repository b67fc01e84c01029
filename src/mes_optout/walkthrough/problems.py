"""What stands behind a step, what to do when it does not go as it should, its page on a phone."""

from collections.abc import Iterable
from functools import partial

from mes_optout.content.doors import Action
from mes_optout.content.procedure import Problem
from mes_optout.i18n import _
from mes_optout.walkthrough.helpers import helpers_choice
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
    here = partial(ask_problem, visit, way, index, back)
    screen = Screen(title=step.title, heading=journey.title)
    answers = [_to_step(back), *choices, helpers_choice(visit, here)]
    return visit.choose(screen, _("What is the matter?"), answers)


def say_remedy(visit: Visit, way: Way, index: int, problem: Problem, back: Stage) -> Stage | None:
    """Show what to do about one problem, and the doors to what its remedy speaks of."""
    another = partial(ask_problem, visit, way, index, back)
    here = partial(say_remedy, visit, way, index, problem, back)
    return visit.read(
        problem_page(way.procedure, way.procedure.steps[index], problem),
        _to_step(back),
        *find_doors(visit, way, index, problem.actions, here),
        Choice("another", _("Another problem"), another),
    )


def find_doors(
    visit: Visit, way: Way, index: int | None, actions: Iterable[Action], here: Stage
) -> list[Choice]:
    """Return the answers of the page `here` that open doors, as `open_doors` does."""
    wanted = tuple(actions)
    if not wanted:
        return []
    # Doors lead anywhere, back to here too; and most pages have none.
    from mes_optout.walkthrough.door_choices import open_doors  # noqa: PLC0415

    return open_doors(visit, way, index, wanted, here)


def show_on_phone(visit: Visit, link: str, back: Stage) -> Stage | None:
    """Show the address of a step as a QR code: nothing stays in this computer's browser."""
    question = _("Point your phone's camera at the code. Then?")
    return visit.choose(phone_page(link), question, [Choice("back", _("Back"), back)])


def _to_step(back: Stage) -> Choice:
    return Choice("step", _("Back to the step"), back)
