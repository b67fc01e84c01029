"""The page before a procedure: what it is, what to have at hand, how long it takes, how it ends."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mes_optout.i18n import _, ngettext
from mes_optout.journey import Journey
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.blocks import Row
from mes_optout.wording.phrases import steps_done

if TYPE_CHECKING:
    from mes_optout.content.procedure import Step
    from mes_optout.content.triage import Situation


def before_page(journey: Journey, situation: "Situation | None") -> Screen:
    """Return the page before a journey: why this one, where a situation led to it, and the rows."""
    lead, *text = (journey.procedure.summary,) if situation is None else _say_why(situation)
    begun = journey.begun and journey.standing.done
    rows = tuple(_say_begun(journey) if begun else _say_before(journey))
    return Screen(title=journey.title, lead=lead, text=tuple(text), rows=rows)


def _say_why(situation: "Situation") -> tuple[str, ...]:
    return situation.note, situation.timing


def _say_begun(journey: Journey) -> Iterator[Row]:
    yield Row(_("Where you are"), (f"{steps_done(journey.standing)}.",))


def _say_before(journey: Journey) -> Iterator[Row]:
    steps = [step for index, step in enumerate(journey.steps) if journey.visible(index)]
    if needs := _list_needs(steps):
        yield Row(_("You need"), (", ".join(needs),))
    count = ngettext("{n} step", "{n} steps", len(steps))
    long = " ".join(filter(None, (journey.procedure.duration, f"{count}.")))
    yield Row(_("How long"), (long,))
    if journey.procedure.undo:
        yield Row(_("To undo it"), (journey.procedure.undo,))


def _list_needs(steps: "list[Step]") -> tuple[str, ...]:
    return tuple(dict.fromkeys(need for step in steps for need in step.needs))
