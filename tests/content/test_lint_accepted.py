"""Warnings that a pack accepts, each with its reason."""

from mes_optout.content.accepted import Accepted
from mes_optout.content.lint.accepted import leave_out_accepted
from mes_optout.content.lint.findings import Finding, error, warning
from mes_optout.errors import N_, Fault

WHY = N_("no step has “keep”; say what proves that it was done, if anything does")
WARNED, WRONG = warning("fr/a.toml", "steps", WHY), error("fr/a.toml", "steps", WHY)
LINE = Accepted("fr/a.toml", "steps", "no step has “keep”", "nothing proves it")


def say(fault: Fault) -> str:
    return str(fault.reason)


def left(found: list[Finding], *accepted: Accepted) -> list[Finding]:
    return list(leave_out_accepted(found, accepted, say))


def test_a_warning_that_is_accepted_is_left_out() -> None:
    assert left([WARNED], LINE) == []


def test_an_error_is_never_accepted() -> None:
    said, idle = left([WRONG], LINE)
    assert said == WRONG
    assert idle.fault.place == "accepted › 1"


def test_another_place_or_sentence_is_not_accepted() -> None:
    for other in (
        Accepted("fr/b.toml", "steps", LINE.says, "x"),
        Accepted(LINE.file, "title", LINE.says, "x"),
        Accepted(LINE.file, LINE.place, "something else", "x"),
    ):
        assert left([WARNED], other)[0] == WARNED


def test_a_line_that_accepts_nothing_is_found() -> None:
    (idle,) = left([WARNED], LINE, Accepted("fr/c.toml", "steps", "x", "y"))
    assert (idle.file, idle.fault.place) == ("admis.toml", "accepted › 2")
    assert "remove it" in idle.fault.reason
