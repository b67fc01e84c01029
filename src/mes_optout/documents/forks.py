"""A fork on paper: its question, and for each answer where to go on."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mes_optout.content.case import Said, applies
from mes_optout.content.procedure import Branch, Fork, Procedure
from mes_optout.i18n import _
from mes_optout.journey import Journey, is_answered
from mes_optout.wording.blocks import Points, Text

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


def lay_out_fork(journey: Journey, index: int, pack: "Pack") -> Iterator[Points]:
    """Yield the fork after a step of a journey, unless the step has none, or it is passed over."""
    fork = journey.steps[index].fork
    if fork is None or _is_passed_over(fork, journey.said):
        return
    points = (
        Text(" ".join(_say_way(journey, index, branch, pack)), lead=branch.label)
        for branch in fork.answers
    )
    yield Points(tuple(points), fork.question)


def _is_passed_over(fork: Fork, said: Said) -> bool:
    says_something = any(each.facts for each in fork.answers)
    return says_something and not fork.always and is_answered(fork, said)


def _say_way(journey: Journey, index: int, branch: Branch, pack: "Pack") -> Iterator[str]:
    """Yield where an answer leads, and what is to be known on the way there."""
    if not branch.asks_again:
        own = branch.procedure in {None, journey.procedure.id}
        led = journey.procedure if own else pack.procedure(branch.procedure or "")
        target = _find_target(journey, index, branch, led)
        title = "" if target is None else led.steps[target].title
        if not own and target is None:
            yield _("Go to the list “{list}”.").format(list=led.title)
        elif not own:
            said = _("Go to the step “{title}” of the list “{list}”.")
            yield said.format(title=title, list=led.title)
        elif target is None:
            yield _("You have come to the end of this list.")
        elif journey.visible(target):
            yield _("Go to step {number}.").format(number=journey.number(target))
        else:  # what was said leaves it out, and this answer would say something else
            said = _("Go to the step “{title}”, left out here by what you answered.")
            yield said.format(title=title)
    if branch.note:
        yield branch.note


def _find_target(journey: Journey, index: int, branch: Branch, led: Procedure) -> int | None:
    """Return the index of the step that an answer leads to; None at the end of a list."""
    if branch.step is not None:
        return next((n for n, step in enumerate(led.steps) if step.id == branch.step), None)
    here = journey.steps[index]
    after = index
    if led is not journey.procedure:
        same = (
            n for n, step in enumerate(led.steps) if (step.home, step.id) == (here.home, here.id)
        )
        after = next(same, -1) if here.home else -1
    said = partial(_say_after, branch, journey.said)
    following = range(after + 1, len(led.steps))
    return next((n for n in following if applies(led.steps[n], said)), None)


def _say_after(branch: Branch, said: Said, fact: str, value: str) -> bool | None:
    """Say whether a fact has a value once an answer was given."""
    return branch.facts[fact] == value if fact in branch.facts else said(fact, value)
