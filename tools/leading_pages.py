"""Photograph the pages that lead on: before a procedure, out of a problem, at its end, and later.

One walk closes and asks for deletion, and comes back when that is due. The other objects on the
last day.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from camera import Rows, Studio  # first: it finds the tests
from mes_optout import i18n
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Branch, Fork, Procedure
from mes_optout.deadline import OBJECTION_PERIOD
from steering import go_on, leave, pick, set_out, wait_for_boxes
from support.homes import TODAY
from support.straight import find_straight, pages_straight_on
from support.terminals import ENTER, walk_on

_ = i18n._

_OPPOSE, _CLOSE = "opposition", "cloture"
_DELETION = ("suppression", "oui")
_LATER = TODAY + timedelta(days=120)
ROWS = {80: 24, 40: 48}  # at 40 columns as on a telephone, so that each page is whole


def photograph_leading(studio: Studio, columns: int) -> Iterator[tuple[str, Rows]]:
    """Yield each page by its id, in the order in which they are shown to somebody."""
    begun = partial(studio.begun, columns=columns, rows=ROWS[columns])
    closing = Pack(shipped(), studio.language).procedure(_CLOSE)
    first = closing.steps[0]
    problem = next(each for each in first.problems if each.actions)
    with begun(_CLOSE) as terminal:
        terminal.wait_for(_("Before you begin"), f"> {_('Go on')}")
        yield "first-page", studio.photograph(terminal)
        go_on(terminal)
        terminal.wait_for(_("How long"), f"> {_('Go on')}")
        yield "before", studio.photograph(terminal)
        go_on(terminal)
        wait_for_boxes(terminal, first)
        terminal.send(ENTER)
        pick(terminal, _("How do you want to go on?"), _("I have a problem"))
        pick(terminal, _("What is the matter?"), problem.symptom)
        terminal.wait_for(problem.remedy, "> ")
        yield "problem", studio.photograph(terminal)
        leave(terminal)
    with begun(_OPPOSE) as terminal:
        set_out(terminal)
        terminal.wait_for(_("On which day was it sent?"))
        terminal.send((TODAY - OBJECTION_PERIOD).isoformat(), ENTER)
        terminal.wait_for(i18n.day_in_words(TODAY, weekday=True), f"> {_('Go on')}")
        yield "last-day", studio.photograph(terminal)
        leave(terminal)
    with begun(_CLOSE) as terminal:
        set_out(terminal)
        for page in pages_straight_on(closing, _delete):
            wait_for_boxes(terminal, page.step)
            walk_on(terminal, page)
        terminal.wait_for(closing.finished, f"> {_('Finish')}")
        yield "end", studio.photograph(terminal)
        leave(terminal)
    with begun(_CLOSE, today=_LATER) as terminal:
        go_on(terminal)
        terminal.wait_for(closing.follow_ups[0].question, "> ")
        yield "due", studio.photograph(terminal)
        leave(terminal)


def _delete(procedure: Procedure, fork: Fork) -> Branch:
    """Return the answer that asks for deletion, where that is asked; else the one straight on."""
    fact, value = _DELETION
    asking = (each for each in fork.answers if each.facts.get(fact) == value)
    return next(asking, None) or find_straight(procedure, fork)
