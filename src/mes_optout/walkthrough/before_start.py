"""The page before a procedure: what it is, what to have at hand, how long it takes, how it ends."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mes_optout.i18n import _
from mes_optout.journey import Journey
from mes_optout.walkthrough.prompter import Screen
from mes_optout.wording.at_hand import list_before_rows
from mes_optout.wording.blocks import Row
from mes_optout.wording.phrases import steps_done

if TYPE_CHECKING:
    from mes_optout.content.triage import Situation


def before_page(journey: Journey, situation: "Situation | None") -> Screen:
    """Return the page before a journey: why this one, where a situation led to it, and the rows."""
    lead, *text = (journey.procedure.summary,) if situation is None else _say_why(situation)
    begun = journey.begun and journey.standing.done
    rows = tuple(_say_begun(journey) if begun else list_before_rows(journey))
    return Screen(title=journey.title, lead=lead, text=tuple(text), rows=rows)


def _say_why(situation: "Situation") -> tuple[str, ...]:
    return situation.note, situation.timing


def _say_begun(journey: Journey) -> Iterator[Row]:
    yield Row(_("Where you are"), (f"{steps_done(journey.standing)}.",))
