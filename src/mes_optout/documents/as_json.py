"""The checklist for machines: stable keys, ISO dates, one document. Described in the README."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from mes_optout.content.addresses import Source
from mes_optout.content.procedure import Step
from mes_optout.journey import Journey
from mes_optout.progress.model import StepStanding
from mes_optout.text import render_json

FORMAT = 1


def as_json(journeys: Sequence[Journey], sources: Mapping[str, Source] | None = None) -> str:
    """Write the list of at least one journey; dates are ISO, and what is not known is null.

    With `sources`, those that the steps cite stand under their keys.
    """
    document = {
        "format": FORMAT,
        "made": journeys[0].today.isoformat(),
        "procedures": [_describe_journey(journey) for journey in journeys],
    }
    if sources is not None:
        cited = (key for journey in journeys for key in journey.procedure.cited if key in sources)
        document["sources"] = {key: asdict(sources[key]) for key in cited}
    return render_json(document)


def _describe_journey(journey: Journey) -> dict[str, Any]:
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
        "steps": [
            _describe_step(number, step, place, blank=journey.progress is None)
            for number, (step, place) in enumerate(journey.places, start=1)
        ],
        "afterwards": [line.text for line in procedure.afterwards],
    }


def _describe_step(number: int, step: Step, place: StepStanding, *, blank: bool) -> dict[str, Any]:
    days = {check.id: place.days.get(check.id) for check in step.checks}
    return {
        "id": step.id,
        "number": number,
        "title": step.title,
        "state": None if blank else place.state,
        "why": step.why,
        "before": step.before,
        "needs": list(step.needs),
        "body": [line.text for line in step.body],
        "link": step.link,
        "checks": [
            {
                "id": check.id,
                "number": check.number,
                "text": check.text,
                "done": days[check.id] is not None,
                "day": day.isoformat() if (day := days[check.id]) else None,
            }
            for check in step.checks
        ],
        "keep": step.keep,
        "problems": [
            {
                "symptom": p.symptom,
                "remedy": p.remedy,
                "otherwise": p.otherwise,
                "hotline": p.hotline,
            }
            for p in step.problems
        ],
        "confidence": step.confidence,
        "doubt": step.doubt,
        "reviewed": step.reviewed.isoformat(),
        "sources": list(step.sources),
    }
