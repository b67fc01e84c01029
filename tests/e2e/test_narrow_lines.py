"""The linear mode on a dumb terminal of twenty columns, which wraps what is said itself."""

from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from mes_optout.content.loader import Pack
from mes_optout.content.location import shipped
from mes_optout.content.procedure import Problem, Procedure, Step
from mes_optout.wording.phrases import DEAF_PAGE, step_rows
from support.straight import is_dated, pages_straight_on
from support.terminals import ENTER, Terminal

pytestmark = pytest.mark.slow  # starts the program many times

Start = Callable[..., Terminal]

COLUMNS = 20
CHOICE = "Votre choix : "
DATE = "Date, ou 0 si vous ne la connaissez pas : "
BOXES = "Numéros, 0 pour aucun, ou x : "

PROCEDURES = [
    pytest.param(name, marks=() if name == "opposition" else pytest.mark.slow)
    for name in Pack(shipped(), "fr").triage.procedures
]


def words(parts: Iterable[str]) -> Counter[str]:
    """Count words, without the stops that a title or a box gets here."""
    return Counter(word.rstrip(".,") for word in " ".join(parts).split())


class Lines:
    """The program on that terminal, and what it said last."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._seen = 0
        self.said: list[str] = []

    def wait_for(self, prompt: str) -> None:
        """Read the lines until `prompt` stands and waits."""
        raw, ends = self._terminal.raw, prompt.encode()
        self._terminal.wait_until(lambda: raw[self._seen :].endswith(ends), f"« {prompt} »")
        self.said = raw[self._seen :].decode().removesuffix(prompt).split("\r\n")
        self._seen = len(raw)

    def type(self, line: str, prompt: str) -> None:
        """Type a line, and read until `prompt` stands."""
        self._terminal.send(line, ENTER)
        self.wait_for(prompt)

    def lack(self, parts: Iterable[str]) -> list[str]:
        """Return the words of `parts` that were not said."""
        return list((words(parts) - words(self.said)).elements())


def said_of(step: Step) -> list[str]:
    """Return all that a step has to say."""
    rows = [part for row in step_rows(step) for part in (row.label, *row.lines)]
    return [step.title, *rows, step.link or "", *(check.text for check in step.checks)]


def said_of_problem(procedure: Procedure, problem: Problem) -> list[str]:
    """Return what the page of a problem has to say, and below it where that helps."""
    said = [problem.symptom, problem.remedy, problem.otherwise]
    return [*said, "3422", DEAF_PAGE] if procedure.hotline and problem.hotline else said


@pytest.mark.parametrize("name", PROCEDURES)
def test_every_word_is_said(name: str, start: Start, pack: Pack) -> None:
    """REQ-A2, REQ-A12: steps, menus, problems, forks, the end; no escape sequence."""
    procedure = pack.procedure(name)
    terminal = start("guide", name, columns=COLUMNS, env={"TERM": "dumb"})
    lines = Lines(terminal)
    lines.wait_for(CHOICE)
    lines.type("1", CHOICE)
    before = [procedure.summary, procedure.duration or "", procedure.undo or ""]
    assert lines.lack(before) == []
    lines.type("1", DATE if procedure.if_late else BOXES)
    if procedure.if_late:
        lines.type("0", CHOICE)
        lines.type("1", BOXES)
    for step in filter(is_dated, procedure.steps):  # no day was given that answers it
        assert lines.lack(said_of(step)) == []
        lines.type("1", BOXES)
    *_, end = pages = list(pages_straight_on(procedure))
    for page in pages:
        step = page.step
        assert lines.lack(said_of(step)) == []
        lines.type("0", CHOICE)
        lines.type("j'ai un", CHOICE)
        assert lines.lack(problem.symptom for problem in step.problems) == []
        lines.type("2", CHOICE)
        assert lines.lack(said_of_problem(procedure, step.problems[0])) == []
        lines.type("1", BOXES)
        typed = [page.boxes, *page.on]
        prompts = [*[CHOICE] * len(page.on), CHOICE if page is end else BOXES]
        for line, prompt in zip(typed, prompts, strict=True):
            lines.type(line, prompt)
            if line is page.boxes and page.answer is not None and step.fork is not None:
                assert lines.lack([step.fork.question, *(a.label for a in step.fork.answers)]) == []
    assert lines.lack([procedure.finished]) == []
    terminal.send("terminer", ENTER)
    assert terminal.leave() == 0
    assert b"\x1b" not in terminal.raw
