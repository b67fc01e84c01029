"""Hand-made prompters stand on one base, and none of them lacks an answer to a kind of question."""

import re
from pathlib import Path

import pytest

from mes_optout.walkthrough.prompter import Option, Prompter
from support.prompters import HandMade

TESTS = Path(__file__).parents[1]
KINDS = {name for name in vars(Prompter) if not name.startswith("_")}
ANSWERS = sorted(HandMade.__abstractmethods__)
OTHER = Option("other", "Other")


def made_without(*left_out: str) -> type[HandMade]:
    """Return a prompter that gives the same answer to each kind of question, but for some."""
    answers = {name: lambda *_: OTHER for name in ANSWERS if name not in left_out}
    return type("Made", (HandMade,), answers)


def test_the_base_takes_every_kind_of_question() -> None:
    assert {"choose", "tick", "ask_line"} <= KINDS
    assert KINDS - vars(HandMade).keys() == set()


@pytest.mark.parametrize("name", ANSWERS)
def test_one_that_lacks_an_answer_cannot_be_made(name: str) -> None:
    made_without()()
    with pytest.raises(TypeError, match=name):
        made_without(name)()


def test_an_answer_that_is_not_on_offer_is_refused() -> None:
    with pytest.raises(AssertionError, match="not on offer"):
        made_without()().choose("Où ?", [Option("here", "Ici")])


def test_no_test_takes_a_question_by_itself() -> None:
    """Only the base does: else a kind that is added later would be missing there."""
    # Others have a `show` or a `tick` of their own; nobody asks who does not ask for these, too.
    taking = re.compile(r"def (choose|ask_line)\(self\b")
    found = {path.name for path in TESTS.rglob("*.py") if taking.search(path.read_text("utf-8"))}
    assert found == {"prompters.py"}
