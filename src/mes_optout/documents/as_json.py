"""The checklist for machines: stable keys, ISO dates, one document. Described in the README."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from mes_optout.content.addresses import Source
from mes_optout.documents.checklist import Checklist, Entry, Sheet
from mes_optout.text import render_json

FORMAT = 1


def as_json(checklist: Checklist, sources: Mapping[str, Source] | None = None) -> str:
    """Write the list; dates are ISO, and what is not known is null.

    With `sources`, those that the steps cite stand under their keys.
    """
    document = {
        "format": FORMAT,
        "made": checklist.made.isoformat(),
        "procedures": [_sheet(sheet) for sheet in checklist.sheets],
    }
    if sources is not None:
        cited = [
            key for sheet in checklist.sheets for key in sheet.procedure.cited if key in sources
        ]
        document["sources"] = {key: asdict(sources[key]) for key in cited}
    return render_json(document)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    deadline = sheet.deadline
    return {
        "id": sheet.procedure.id,
        "turn": sheet.turn,
        "title": sheet.title,
        "language": sheet.procedure.language,
        "summary": sheet.procedure.summary,
        "hotline": sheet.procedure.hotline,
        "sent": deadline.sent.isoformat() if deadline else None,
        "target": deadline.target.isoformat() if deadline else None,
        "last_day": deadline.last_day.isoformat() if deadline else None,
        "steps": [_entry(entry) for entry in sheet.entries],
        "afterwards": list(sheet.procedure.afterwards),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    step = entry.step
    days = {check.id: entry.day(check.id) for check in step.checks}
    return {
        "id": step.id,
        "number": entry.number,
        "title": step.title,
        "state": entry.place.state if entry.place else None,
        "why": step.why,
        "before": step.before,
        "needs": list(step.needs),
        "body": list(step.body),
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
