"""All that an editor should know of a pack: what is wrong with it, and what fits on no screen.

REQ-A25: a step's page fits on a screen together with its boxes, which is seen by rendering it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO

from rich.console import Console

from mes_optout import i18n
from mes_optout.content.lint import Finding, find_mistakes, load_languages
from mes_optout.content.lint.findings import at, error
from mes_optout.content.location import Reader
from mes_optout.content.procedure import Procedure
from mes_optout.content.translation import join_procedure
from mes_optout.errors import N_
from mes_optout.journey import Journey
from mes_optout.progress.code import find_clashes
from mes_optout.progress.model import Progress, Turn
from mes_optout.terminal.screens import render_parts
from mes_optout.text import wrap
from mes_optout.walkthrough.journey_pages import step_page, step_place
from mes_optout.walkthrough.prompter import Screen

COLUMNS, ROWS = 80, 24
SAID = 1  # « Choisi : … »
QUESTION = 1
KEYS = 1  # kept for the line that will say which keys count on the page

# A last day in September, whose name is the longest in both languages, 41 days away.
_SENT, _TODAY = date(2026, 8, 19), date(2026, 8, 20)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of a pack, file by file, each once; and the hosts that it adds."""

    findings: list[Finding]
    hosts: tuple[str, ...]


def check_pack(read: Reader, today: date) -> Report:
    """Look at a pack. `today` judges what is too old."""
    languages = load_languages(read)
    original, *translations = languages
    found = find_mistakes(languages, today)
    for name, procedure in original.procedures.items():  # those without a fault
        found += find_high_pages(procedure, original.language)
        for each in translations:
            if (words := each.words.get(name)) is not None:
                # As a person meets it: a step without an up-to-date translation is not translated.
                joined = join_procedure(procedure, words, each.language)
                found += find_high_pages(joined, each.language)
    found += find_code_clashes(original.file("situations"), original.procedures)
    in_order = sorted(dict.fromkeys(found), key=lambda finding: finding.file)
    return Report(in_order, original.hosts)


def find_code_clashes(file: str, procedures: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for procedures that no resume code could tell apart."""
    for ids in find_clashes(procedures):
        why = N_("{ids} would have the same resume code; give the newest another id")
        yield error(file, "procedures", why, ids=", ".join(ids))


def find_high_pages(procedure: Procedure, language: str) -> Iterator[Finding]:
    """Yield a finding for each step whose page, in `language`, needs more rows than there are."""
    for step, rows in zip(procedure.steps, count_rows(procedure, language), strict=True):
        if rows > ROWS:
            why = N_(
                "takes {rows} rows of {limit} on a screen, one of them for the keys; shorten it, "
                "move some of it under “more” or “problems”, or make two steps of it"
            )
            file = f"{step.language}/{procedure.id}.toml"
            yield error(file, at("steps", step.id), why, rows=rows, limit=ROWS)


def count_rows(procedure: Procedure, language: str) -> list[int]:
    """Return how many rows each step takes, from the answer before to the line of keys."""
    spoken = i18n.language()
    i18n.set_language(language)
    try:
        turn = Turn(procedure.id)
        # Once for all: what is counted of it is then not counted again for each step.
        journey = Journey(procedure, turn, Progress().letter_sent(turn, _SENT), _TODAY)
        return [
            measure(_page(journey, index), len(step.checks))
            for index, step in enumerate(procedure.steps)
        ]
    finally:
        i18n.set_language(spoken)


def measure(screen: Screen, answers: int) -> int:
    """Return how many rows a page takes with all that stands above and beneath it."""
    return SAID + rows_of(screen) + QUESTION + answers + KEYS


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
