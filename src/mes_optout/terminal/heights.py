"""REQ-A25: whether a step's page fits on a screen together with its boxes, by rendering it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import StringIO

from rich.console import Console

from mes_optout import i18n
from mes_optout.content.lint import Finding
from mes_optout.content.procedure import Procedure
from mes_optout.errors import N_, Fault
from mes_optout.journey import Journey
from mes_optout.progress.model import Progress, Turn
from mes_optout.terminal.screens import render_parts
from mes_optout.text import wrap
from mes_optout.walkthrough.journey_pages import step_page, step_place
from mes_optout.walkthrough.prompter import Screen

COLUMNS, ROWS = 80, 24
_SAID = 1  # « Choisi : … »
_QUESTION = 1

# A last day in September, whose name is the longest in both languages, 41 days away.
_SENT, _TODAY = date(2026, 8, 19), date(2026, 8, 20)


def too_high(procedure: Procedure, language: str) -> Iterator[Finding]:
    """Yield a finding for each step whose page, in `language`, needs more rows than there are."""
    for step, rows in zip(procedure.steps, heights(procedure, language), strict=True):
        if rows > ROWS:
            why = N_(
                "takes {rows} rows of {limit} on a screen; shorten it, move some of it under "
                "“more” or “problems”, or make two steps of it"
            )
            place = f"steps › {step.id}"
            file = f"{step.language}/{procedure.id}.toml"
            yield Finding(file, Fault(place, why, rows=rows, limit=ROWS))


def heights(procedure: Procedure, language: str) -> list[int]:
    """Return how many rows each step takes, from the answer before to its last box."""
    spoken = i18n.language()
    i18n.set_language(language)
    try:
        turn = Turn(procedure.id)
        # Once for all: what is counted of it is then not counted again for each step.
        journey = Journey(procedure, turn, Progress(letters_sent={turn: _SENT}), _TODAY)
        return [
            _SAID + rows_of(_page(journey, index)) + _QUESTION + len(step.checks)
            for index, step in enumerate(procedure.steps)
        ]
    finally:
        i18n.set_language(spoken)


def rows_of(screen: Screen) -> int:
    """Return how many rows a page takes at 80 columns, without what is asked beneath it."""
    out = StringIO()
    console = Console(file=out, width=COLUMNS)
    for part in render_parts(screen, "", COLUMNS):
        console.print(part, soft_wrap=True)
    below = [line for a in screen.addresses for line in (*wrap(a.label, COLUMNS), a.url)]
    return len(out.getvalue().splitlines()) + len(below)


def _page(journey: Journey, index: int) -> Screen:
    """Return a step's page as it is at the start, with the longest place that it can have."""
    place = replace(step_place(journey, index), number=len(journey.steps))
    return replace(step_page(journey, index), place=place)
