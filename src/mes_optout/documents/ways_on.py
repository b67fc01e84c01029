"""A fork on paper: its question, and for each answer where to go on."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mes_optout.content.case import Said, applies, is_answered, leads_elsewhere
from mes_optout.content.procedure import Branch, Procedure
from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.wording.blocks import Points, Text

if TYPE_CHECKING:
    from mes_optout.content.loader import Pack


class _Target(NamedTuple):
    """Where an answer leads: a procedure and the index of a step; None is the end of it."""

    procedure: Procedure
    step: int | None


def lay_out_fork(journey: Journey, index: int, pack: "Pack") -> Iterator[Points]:
    """Yield the fork after a step of a journey, if it has one that paper has to ask.

    One that was answered is passed over. Where each answer leads to the step that follows anyway,
    the conditions of the steps say the rest, and only what is to be known is said.
    """
    fork = journey.steps[index].fork
    if fork is None or (not fork.always and is_answered(fork, journey.said)):
        return
    ways = [(branch, _find_target(journey, index, branch, pack)) for branch in fork.answers]
    following = _Target(journey.procedure, _find_shown(journey, index))
    straight_on = all(target == following for _branch, target in ways)
    points = [
        Text(" ".join(said), lead=branch.label)
        for branch, target in ways
        if (said := [*([] if straight_on else _say_way(journey, target)), *_say_note(branch)])
    ]
    if points:
        yield Points(tuple(points), fork.question)


def _find_shown(journey: Journey, index: int) -> int | None:
    """Return the index of the next step on the sheet."""
    return next(filter(journey.visible, range(index + 1, len(journey.steps))), None)


def _find_target(journey: Journey, index: int, branch: Branch, pack: "Pack") -> _Target | None:
    """Return where an answer leads; None if it asks again."""
    if branch.asks_again:
        return None
    led = journey.procedure
    if branch.procedure is not None and leads_elsewhere(branch, led):
        led = pack.procedure(branch.procedure)
    if branch.step is not None:
        named = (n for n, step in enumerate(led.steps) if step.id == branch.step)
        return _Target(led, next(named, None))
    after = index
    if led is not journey.procedure:
        wanted = journey.identity(index)
        same = (n for n, step in enumerate(led.steps) if (step.home or led.id, step.id) == wanted)
        after = next(same, -1)
    said = partial(_say_after, branch, journey.said)
    following = range(after + 1, len(led.steps))
    return _Target(led, next((n for n in following if applies(led.steps[n], said)), None))


def _say_after(branch: Branch, said: Said, fact: str, value: str) -> bool | None:
    """Say whether a fact has a value once an answer was given."""
    return branch.facts[fact] == value if fact in branch.facts else said(fact, value)


def _say_way(journey: Journey, target: _Target | None) -> Iterator[str]:
    if target is None:
        return
    led, index = target
    title = "" if index is None else led.steps[index].title
    if led is not journey.procedure:
        said = _("Go to the step “{title}” of the list “{list}”.")
        yield (said if title else _("Go to the list “{list}”.")).format(title=title, list=led.title)
    elif index is None:
        yield _("You have come to the end of this list.")
    elif journey.visible(index):
        yield _("Go to step {number}.").format(number=journey.number(index))
    else:  # what was said leaves it out, and this answer would say something else
        said = _("Go to the step “{title}”, left out here by what you answered.")
        yield said.format(title=title)


def _say_note(branch: Branch) -> Iterator[str]:
    if branch.note:
        yield branch.note
