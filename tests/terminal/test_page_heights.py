"""Every page of a walkthrough, with its question and answers, fits in 24 rows at 80 columns.

Only « Why and sources » may be longer: it is read once, and scrolls.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from mes_optout import i18n
from mes_optout.content.for_whom import Whom
from mes_optout.content.letters import load_letters
from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.documents.letter import list_guidance
from mes_optout.progress.memory import Memory
from mes_optout.progress.model import Progress, Turn
from mes_optout.progress.store import Store
from mes_optout.terminal.editor import ROWS, measure, rows_of
from mes_optout.walkthrough import step as stages
from mes_optout.walkthrough.answers_given import offer_answers
from mes_optout.walkthrough.choosing import make_way
from mes_optout.walkthrough.forks import ask_fork
from mes_optout.walkthrough.letter_pages import letter_pages
from mes_optout.walkthrough.opening import open_visit
from mes_optout.walkthrough.prompter import CheckState, Option, Quit
from mes_optout.walkthrough.visit import Stage, Visit, Way, run
from mes_optout.walkthrough.welcome import welcome
from support.scripted import (
    Leave,
    Move,
    Pick,
    ScriptedPrompter,
    Sent,
    Tick,
    find_straight_on,
    route,
)

PACK = Pack(shipped(), "fr")
DATED = [name for name in PACK.names if PACK.procedure(name).if_late]
# The longest day there is, and before any that the program knows.
WRONG = date(1970, 9, 30)


@dataclass
class Measurer(ScriptedPrompter):
    """Plays a script and measures each page together with what is asked beneath it."""

    heights: dict[str, int] = field(default_factory=dict)

    def pick(self, question: str, options: Sequence[Option]) -> Option:
        self._measure(question, len(options))
        return super().pick(question, options)

    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        self._measure(question, len(checks))
        if self.moves and not isinstance(self.moves[0], Tick):
            return {check.id for check in checks}  # what is left depends on the answers at forks
        return super().mark(question, checks)

    def _measure(self, question: str, answers: int) -> None:
        if len(self.page.addresses) <= 1:
            self.heights[f"{self.page.title} / {question}"] = measure(self.page, answers)


def everything(pack: Pack, name: str) -> list[Move]:
    """Return the moves that open every page of a procedure at least once."""
    procedure = pack.procedure(name)
    dated = procedure.if_late is not None
    moves: list[Move] = [Sent(date(2026, 11, 2)), Pick("go")] if dated else []
    for step in procedure.steps:
        moves += [Tick(set()), Pick("problem")]
        for number in range(len(step.problems)):
            moves += [Pick(str(number)), Pick("another")]
        moves += [Pick("step"), Tick(set()), Pick("other"), Pick("steps"), Pick(step.id)]
        moves += [Tick(set()), Pick("later")]
    moves += [Pick("left")]
    after = [Pick("afterwards"), Pick("end")] if procedure.afterwards else []
    return [*moves, *after, Pick("done")]


@pytest.mark.parametrize("name", Pack(shipped(), "fr").triage.procedures)
def test_every_page_fits(pack: Pack, name: str, tmp_path: Path, today: date) -> None:
    """REQ-A25, and the same for the pages around the steps."""
    measurer = Measurer(deque(everything(pack, name)), find_straight_on(pack))
    visit = Visit(pack, Store(tmp_path / "state"), measurer, lambda: today)
    assert isinstance(visit.prompter, Measurer)
    run(open_visit(visit, name), visit.prompter)
    heights = visit.prompter.heights
    assert len(heights) > 3 * len(pack.procedure(name).steps)
    assert {page: height for page, height in heights.items() if height > ROWS} == {}


@pytest.mark.parametrize("name", DATED)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_page_fits_when_the_clock_is_in_doubt(
    name: str, language: str, tmp_path: Path
) -> None:
    """As REQ-A25: above the steps of what has a deadline, that takes a row more."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    moves = deque([Pick("go"), *everything(pack, name)])
    measurer = Measurer(moves, find_straight_on(pack))
    visit = Visit(pack, Store(tmp_path / "state"), measurer, lambda: WRONG)
    run(open_visit(visit, name), visit.prompter)
    assert {page: height for page, height in measurer.heights.items() if height > ROWS} == {}


def facts_pages(visit: Visit, way: Way) -> Iterator[tuple[Stage, list[Move]]]:
    """Yield where to begin, and the answers that lead over pages about forks and facts."""
    follow, end = partial(stages.follow, visit), partial(stages.resume, visit, way)
    for index, step in enumerate(way.procedure.steps):
        for branch in step.fork.answers if step.fork else ():
            yield partial(ask_fork, visit, way, index, follow), [Pick(branch.id)]
    given = partial(offer_answers, visit, way, end)
    for fact in visit.pack.case.facts:
        if fact.id in visit.journey(way).facts_named:
            for value in fact.values:
                yield given, [Pick(fact.id), Pick(value.id)]


@pytest.mark.parametrize("name", Pack(shipped(), "fr").triage.procedures)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_page_about_a_fork_or_an_answer_fits(name: str, language: str, today: date) -> None:
    """As REQ-A25; with the longest row above, which a deadline makes when the clock is in doubt."""
    i18n.set_language(language)
    pack = Pack(shipped(), language)
    progress = Progress().letter_sent(Turn(name), today)
    visit = Visit(pack, Memory(progress), Measurer(deque()), lambda: WRONG, progress)
    way = make_way(visit, pack.procedure(name))
    for stage, moves in facts_pages(visit, way):
        visit.prompter = measurer = Measurer(deque([*moves, Leave()]))
        with pytest.raises(Quit):
            run(stage, measurer)
        high = {page: height for page, height in measurer.heights.items() if height > ROWS}
        assert high == {}


def test_the_pages_before_fit(pack: Pack, tmp_path: Path, today: date) -> None:
    first = Measurer(deque([Pick("go")]))
    welcome(first, "/home/somebody/.local/state/demarches", wipes=True)
    for situation in pack.triage.situations:
        there = route(pack.triage, situation.id)
        moves: list[Move] = [*there, Pick("another"), *there, Pick("quit")]
        visit = Visit(pack, Store(tmp_path / "state"), Measurer(deque(moves)), lambda: today)
        with pytest.raises(Quit):
            run(open_visit(visit, None), visit.prompter)
        assert isinstance(visit.prompter, Measurer)
        first.heights |= visit.prompter.heights
    assert {page: height for page, height in first.heights.items() if height > ROWS} == {}


@pytest.mark.parametrize("whom", Whom)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_each_page_about_a_letter_fits_with_its_answers(language: str, whom: Whom) -> None:
    """As REQ-A25 for steps: the answer before, the page, the question, four answers, or five.

    One page leaves no row for the keys yet: other pages would be cut elsewhere for it.
    """
    i18n.set_language(language)
    for known in load_letters(Pack(shipped(), language)):
        pages = list(letter_pages(known, whom))
        others = 1 + 5 + known.depends  # that it may be for another is one more answer
        assert [rows_of(page) + others for page in pages if rows_of(page) + others > ROWS] == []
        said = [line for page in pages for row in page.rows for line in row.lines]
        assert said == [line for row in list_guidance(known, whom) for line in row.lines]
