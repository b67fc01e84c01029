"""A fork on paper: its question, and for each answer where to go on."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mes_optout.content.case import Said, applies, find_elsewhere, is_answered
from mes_optout.content.procedure import Branch
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.wording.blocks import Points, Text

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


def lay_out_fork(journey: Journey, index: int, pack: "Pack") -> Iterator[Points]:
    """Yield the fork after a step of a journey, if it has one that paper has to ask.

    One that was answered is passed over. Where each answer leads to the step that follows anyway,
    the conditions of the steps say the rest, and only what is to be known is said.
    """
    fork = journey.steps[index].fork
    if fork is None or (not fork.always and is_answered(fork, journey.said)):
        return
    following = _find_shown(journey, index)
    straight_on = all(
        not branch.asks_again
        and find_elsewhere(branch, journey.procedure) is None
        and _find_target(journey, index, branch) == following
        for branch in fork.answers
    )
    points = []
    for branch in fork.answers:
        said = [] if straight_on else [*_say_way(journey, index, branch, pack)]
        if said := [*said, *_say_note(branch)]:
            points.append(Text(" ".join(said), lead=branch.label))
    if points:
        yield Points(tuple(points), fork.question)


def _find_shown(journey: Journey, index: int) -> int | None:
    """Return the index of the next step on the sheet."""
    return next(filter(journey.visible, range(index + 1, len(journey.steps))), None)


def _find_target(journey: Journey, index: int, branch: Branch) -> int | None:
    """Return the index of the step of this procedure that an answer leads to; None is its end."""
    steps = journey.procedure.steps
    if branch.step is not None:
        return next((n for n, step in enumerate(steps) if step.id == branch.step), None)
    said = partial(_say_after, branch, journey.said)
    return next((n for n in range(index + 1, len(steps)) if applies(steps[n], said)), None)


def _say_after(branch: Branch, said: Said, fact: str, value: str) -> bool | None:
    """Say whether a fact has a value once an answer was given."""
    return branch.facts[fact] == value if fact in branch.facts else said(fact, value)


def _say_way(journey: Journey, index: int, branch: Branch, pack: "Pack") -> Iterator[str]:
    if branch.asks_again:
        return
    elsewhere = find_elsewhere(branch, journey.procedure)
    if elsewhere is not None:
        # Its title alone: to read its steps for a title of one takes a tenth of the whole.
        step, name = journey.steps[index], pack.title(elsewhere)
        if step.home is None or branch.step is not None:
            yield _("Go to the list “{list}”.").format(list=name)
        else:
            said = _("Go to the list “{list}”, after the step “{title}”.")
            yield said.format(list=name, title=step.title)
        return
    target = _find_target(journey, index, branch)
    if target is None:
        yield _("You have come to the end of this list.")
    elif journey.visible(target):
        yield _("Go to step {number}.").format(number=journey.number(target))
    else:  # what was said leaves it out, and this answer would say something else
        said = _("Go to the step “{title}”, left out here by what you answered.")
        yield said.format(title=journey.procedure.steps[target].title)


def _say_note(branch: Branch) -> Iterator[str]:
    if branch.note:
        yield branch.note
