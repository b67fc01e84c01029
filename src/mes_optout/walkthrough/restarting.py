"""Beginning a procedure again: which one, and the question before its ticks go."""

from collections.abc import Callable, Sequence
from functools import partial

from mes_optout.i18n import _
from mes_optout.walkthrough.options import keep_or_delete, quit_option
from mes_optout.walkthrough.prompter import Option, Screen
from mes_optout.walkthrough.saving import save
from mes_optout.walkthrough.visit import Stage, Visit, Way
from mes_optout.wording.phrases import steps_done


def restart(visit: Visit, ways: Sequence[Way], enter: Callable[[Way], Stage]) -> Stage:
    """Return the stage that asks whether to begin again, or before that which of several `ways`.

    Either answer leads into the procedure, by `enter`.
    """
    return (
        partial(sure, visit, ways[0], enter)
        if len(ways) == 1
        else partial(which, visit, ways, enter)
    )


def which(visit: Visit, ways: Sequence[Way], enter: Callable[[Way], Stage]) -> Stage:
    """Ask which of those that were begun is meant."""
    options = [
        Option(str(number), f"{way.title}. {steps_done(way.standing(visit))}.")
        for number, way in enumerate(ways)
    ]
    question = _("Which one do you want to begin again?")
    chosen = visit.ask(Screen(title=_("Begin again")), question, [*options, quit_option()])
    return partial(sure, visit, ways[int(chosen)], enter)


def sure(visit: Visit, way: Way, enter: Callable[[Way], Stage]) -> Stage:
    """Ask once, then remove what is noted of this pass, and of no other."""
    screen = Screen(
        title=_("Begin again"),
        heading=way.title,
        text=(
            f"{steps_done(way.standing(visit))}.",
            _("All the boxes and dates of this list will be deleted."),
            _("Your other lists stay as they are."),
        ),
    )
    question = _("Delete them and begin again?")
    if visit.ask(screen, question, [*keep_or_delete(), quit_option()]) == "yes":
        save(visit, way, lambda progress: progress.without(way.turn))
    return enter(way)
