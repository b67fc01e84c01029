"""The checklist for machines: stable keys, ISO dates, one document, as docs/reference.md says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mes_optout.content.addresses import Source
from mes_optout.content.case import Conditional, find_told
from mes_optout.content.doors import Action
from mes_optout.content.facts import Case
from mes_optout.content.procedure import Fork, Step
from mes_optout.documents.coming import list_follow_ups
from mes_optout.documents.stamp import find_stamp
from mes_optout.journey import Journey
from mes_optout.progress.model import State, StepStanding
from mes_optout.text import render_json

if TYPE_CHECKING:
    from mes_optout.content.later import FollowUp
    from mes_optout.content.loader import Pack
    from mes_optout.progress.awaited import Awaited

FORMAT = 1


def as_json(
    journeys: Sequence[Journey], pack: "Pack", sources: Mapping[str, Source] | None = None
) -> str:
    """Write the list of at least one journey; dates are ISO, and what is not known is null.

    What was said leaves out the same as on paper, and the steps left out are named. With `sources`,
    those that the steps cite stand under their keys.
    """
    document = {
        "format": FORMAT,
        "made": find_stamp(journeys[0].today).isoformat(),
        "procedures": [_describe_journey(journey, pack.case) for journey in journeys],
    }
    if sources is not None:
        cited = (key for journey in journeys for key in journey.procedure.cited if key in sources)
        document["sources"] = {key: asdict(sources[key]) for key in cited}
    return render_json(document)


def describe_answers(journey: Journey, case: Case) -> dict[str, str | None]:
    """Return what was said of each fact that a procedure depends on, by its id."""
    told = find_told(case, journey.said)
    return {fact: told.get(fact) for fact in journey.facts_named}


def describe_awaited(awaited: "Awaited[FollowUp] | None") -> dict[str, str | None]:
    """Return by when something comes, when it is asked about again, when it was noted as come."""
    due, again, came = (awaited.due, awaited.again, awaited.came) if awaited else (None,) * 3
    return {
        "due": due.isoformat() if due else None,
        "asked_again": again.isoformat() if again else None,
        "received": came.isoformat() if came else None,
    }


def _describe_journey(journey: Journey, case: Case) -> dict[str, Any]:
    blank = journey.progress is None
    shown = [each for each in journey.places if each[1].state is not State.HIDDEN]
    deadline, procedure = journey.deadline, journey.procedure
    return {
        "id": procedure.id,
        "turn": journey.turn.turn,
        "title": journey.title,
        "language": procedure.language,
        "summary": procedure.summary,
        "hotline": procedure.hotline,
        "sent": deadline.sent.isoformat() if deadline else None,
        "target": deadline.target.isoformat() if deadline else None,
        "last_day": deadline.last_day.isoformat() if deadline else None,
        "answers": describe_answers(journey, case),
        "continued_in": journey.continued_in,
        "steps": [
            _describe_step(number, step, place, blank=blank)
            for number, (step, place) in enumerate(shown, start=1)
        ],
        "left_out": [
            {"id": step.id, "title": step.title, **_describe_conditions(step)}
            for step in journey.left_out
        ],
        "follow_ups": [
            {
                "id": each.id,
                "number": each.number,
                "title": each.title,
                "text": each.text,
                "question": each.question,
                "otherwise": each.otherwise,
                "actions": _describe_doors(each.actions),
                **describe_awaited(awaited),
                **_describe_conditions(each),
            }
            for each, awaited in list_follow_ups(journey)
        ],
        "afterwards": [line.text for line in journey.afterwards],
    }


def _describe_step(number: int, step: Step, place: StepStanding, *, blank: bool) -> dict[str, Any]:
    days = {check.id: place.days.get(check.id) for check in step.checks}
    return {
        "id": step.id,
        "number": number,
        "title": step.title,
        "state": None if blank else place.state,
        **_describe_conditions(step),
        "why": step.why,
        "before": step.before,
        "reassurance": step.reassurance,
        "needs": list(step.needs),
        "body": [line.text for line in step.body],
        "actions": _describe_doors(action for line in step.body for action in line.actions),
        "link": step.link,
        "checks": [
            {
                "id": check.id,
                "number": check.number or None,
                "text": check.text,
                "done": days[check.id] is not None,
                "day": day.isoformat() if (day := days[check.id]) else None,
                **_describe_conditions(check),
            }
            for check in step.checks
        ],
        "fork": step.fork and _describe_fork(step.fork),
        "keep": step.keep,
        "problems": [
            {
                "symptom": p.symptom,
                "remedy": p.remedy,
                "otherwise": p.otherwise,
                "hotline": p.hotline,
                "actions": _describe_doors(p.actions),
                **_describe_conditions(p),
            }
            for p in step.problems
        ],
        "confidence": step.confidence,
        "doubt": step.doubt,
        "reviewed": step.reviewed.isoformat(),
        "sources": list(step.sources),
    }


def _describe_doors(actions: Iterable[Action]) -> list[dict[str, str]]:
    """Return where doors lead, each as the pack writes it."""
    return [{k: v for k, v in asdict(action).items() if v is not None} for action in actions]


def _describe_conditions(part: Conditional) -> dict[str, dict[str, list[str]]]:
    return {
        "when": {fact: list(values) for fact, values in part.when.items()},
        "unless": {fact: list(values) for fact, values in part.unless.items()},
    }


def _describe_fork(fork: Fork) -> dict[str, Any]:
    return {
        "question": fork.question,
        "always": fork.always,
        "answers": [{**asdict(answer), "facts": dict(answer.facts)} for answer in fork.answers],
    }
