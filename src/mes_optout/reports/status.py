"""Where one stands, in one screen, for people and for machines."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from mes_optout.clock import Doubt
from mes_optout.i18n import _, command
from mes_optout.journey import Journey
from mes_optout.progress.model import State
from mes_optout.text import WIDTH, render_json, wrap
from mes_optout.wording.phrases import (
    goes_on_in,
    last_day,
    outcome,
    say_doubt,
    steps_done,
    tally,
    target_day,
)
from mes_optout.wording.waiting import say_awaited

if TYPE_CHECKING:
    from mes_optout.content.facts import Case
    from mes_optout.content.loader import Pack

FORMAT = 1


def status_text(journeys: Sequence[Journey], pack: "Pack", doubt: Doubt | None = None) -> str:
    """Say where one stands in each journey through the pack; first that the clock is wrong."""
    wrong = [*wrap(say_doubt(doubt), WIDTH), ""] if doubt else []
    return "".join(f"{line}\n" for line in (*wrong, *_say_journeys(journeys, pack)))


def _say_journeys(journeys: Sequence[Journey], pack: "Pack") -> Iterator[str]:
    if not journeys:
        yield _("Nothing is noted yet.")
        yield _("To begin: {command}").format(command=command("guide"))
        return
    for journey in journeys:
        yield from _say_journey(journey, pack)
        yield ""
    yield _("To go on: {command}").format(command=command("guide"))


def _say_journey(journey: Journey, pack: "Pack") -> Iterator[str]:
    yield from wrap(journey.title, WIDTH)
    standing, following, today = journey.standing, journey.next_step, journey.today
    elsewhere = journey.continued_in
    if elsewhere is not None:
        then = goes_on_in(pack.title(elsewhere))
    elif following is not None:
        then = _("Next step: {title}").format(title=journey.steps[following].title)
    else:
        then = outcome(journey.procedure, standing)
    said = [f"{steps_done(standing)}. {then}"]
    if standing.count(State.LATER, State.NOT_FOR_ME) and elsewhere is None:
        said.append(f"{tally(standing)}.")  # below: a title before it has no full stop
    if journey.deadline and not standing.finished and elsewhere is None:
        last = last_day(journey.deadline, today, journey.doubt)
        said.append(f"{last} {target_day(journey.deadline, today)}")
    said += [f"{say_awaited(each, today, journey.doubt)}." for each in journey.follow_ups]
    for paragraph in said:
        yield from wrap(paragraph, WIDTH, first="  ", then="  ")


def status_json(
    journeys: Sequence[Journey], pack: "Pack", today: date, doubt: Doubt | None = None
) -> str:
    """Say the same with stable keys; described in docs/reference.md."""
    return render_json(
        {
            "format": FORMAT,
            "today": today.isoformat(),
            "clock_seems_wrong": doubt is not None,
            "procedures": [_describe_journey(journey, pack.case) for journey in journeys],
        }
    )


def _describe_journey(journey: Journey, case: "Case") -> dict[str, object]:
    # Only for machines.
    from mes_optout.documents.as_json import describe_answers, describe_awaited  # noqa: PLC0415

    standing, deadline, elsewhere = journey.standing, journey.deadline, journey.continued_in
    following = None if elsewhere else journey.next_step
    return {
        "id": journey.procedure.id,
        "turn": journey.turn.turn,
        "title": journey.title,
        "total": standing.total,
        "done": standing.done,
        "left": standing.left,
        "finished": standing.finished and elsewhere is None,
        "next_step": None if following is None else journey.steps[following].id,
        "sent": deadline.sent.isoformat() if deadline else None,
        "target": deadline.target.isoformat() if deadline else None,
        "last_day": deadline.last_day.isoformat() if deadline else None,
        "days_left": deadline.days_left(journey.today) if deadline else None,
        "answers": describe_answers(journey, case),
        "continued_in": elsewhere,
        "follow_ups": [
            {"id": each.follow_up.id, "title": each.follow_up.title, **describe_awaited(each)}
            for each in journey.follow_ups
        ],
        "steps": [{"id": place.id, "state": place.state} for place in standing.steps],
    }
