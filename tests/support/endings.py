"""How a way ends: what is left to do and what comes later, by its last page and by `status`."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from mes_optout.content.loader import Pack
from mes_optout.i18n import day_in_words
from mes_optout.journey import find_begun, make_journeys
from mes_optout.progress.model import Progress
from mes_optout.reports.status import status_json, status_text
from mes_optout.walkthrough.prompter import Screen
from support.persons import Musts
from support.terminals import words

LEFT = "Pas encore fini"


class Ending(NamedTuple):
    """What the last page and `status` say, and what `status --json` tells."""

    page: str
    status: str
    told: dict[str, Any]


def read_ending(page: Screen, progress: Progress, pack: Pack, today: date) -> Ending:
    """Return how a walk ended that had no terminal."""
    begun = map(pack.procedure, find_begun(pack.names, progress))
    journeys = make_journeys(begun, progress, today)
    return Ending(
        " ".join(line for row in page.rows for line in row.lines),
        status_text(journeys, pack),
        json.loads(status_json(journeys, pack, today)),
    )


def find_ending_faults(ending: Ending, musts: Musts) -> Iterator[str]:
    """Yield what does not hold of an ending, a sentence each."""
    journeys = ending.told["procedures"]
    if musts.finished is not None:
        finished = all(each["finished"] or each["continued_in"] for each in journeys)
        if finished is not musts.finished:
            yield f"it is {'' if finished else 'not '}finished"
        if (LEFT in ending.page) is musts.finished:
            yield f"the last page says: {ending.page}"
    if musts.follow_ups is None:
        return
    coming = {
        f"{journey['id']}/{each['id']}": (each["title"], date.fromisoformat(each["due"]))
        for journey in journeys
        for each in journey["follow_ups"]
    }
    if (days := {name: due for name, (_, due) in coming.items()}) != musts.follow_ups:
        yield f"what comes later is {days}"
    for title, due in coming.values():
        sentence = words(f"{title} : à vérifier le {day_in_words(due)}")
        for place, said in (("the last page", ending.page), ("status", ending.status)):
            if sentence not in words(said):
                yield f"{place} does not say {sentence}"
