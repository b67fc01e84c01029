"""Which prompter: what was asked for, then the variables, then what the terminal can do."""

import io
from collections.abc import Mapping

import pytest

from mes_optout.terminal.mode import is_linear


class Stream(io.TextIOWrapper):
    """A stream that says of itself whether it is a terminal, and its encoding."""

    def __init__(self, *, terminal: bool = True, encoding: str = "utf-8") -> None:
        super().__init__(io.BytesIO(), encoding=encoding)
        self._terminal = terminal

    def isatty(self) -> bool:
        """Say whether this is a terminal."""
        return self._terminal


def linear(
    environment: Mapping[str, str] | None = None,
    *,
    simple: bool | None = None,
    source: bool = True,
    out: bool = True,
    **variables: str,
) -> bool:
    """Decide for terminals that can do everything, but for what is said otherwise."""
    return is_linear(
        simple=simple,
        environment={"TERM": "xterm-256color", **(environment or {}), **variables},
        source=Stream(terminal=source),
        out=Stream(terminal=out),
    )


def test_a_good_terminal_has_menus() -> None:
    """REQ-A1."""
    assert not linear()


@pytest.mark.parametrize("name", ["MES_OPTOUT_SIMPLE", "ACCESSIBLE"])
@pytest.mark.parametrize("value", ["1", "true", "yes", "oui", "x", " 1 "])
def test_either_variable_asks_for_lines(name: str, value: str) -> None:
    """REQ-A1."""
    assert linear({name: value})


@pytest.mark.parametrize("name", ["MES_OPTOUT_SIMPLE", "ACCESSIBLE"])
@pytest.mark.parametrize("value", ["", "0", "false", "False", "no", "non", "NON", " ", "off"])
def test_a_variable_that_says_no_is_off(name: str, value: str) -> None:
    """REQ-A1."""
    assert not linear({name: value})


def test_the_program_s_own_variable_wins_over_the_general_one() -> None:
    """REQ-A1: one may have ACCESSIBLE for other programs, and menus here."""
    assert not linear(MES_OPTOUT_SIMPLE="0", ACCESSIBLE="1")
    assert linear(MES_OPTOUT_SIMPLE="", ACCESSIBLE="1")
    assert linear(MES_OPTOUT_SIMPLE="1", ACCESSIBLE="0")


@pytest.mark.parametrize(
    ("source", "out"), [(True, True), (True, False), (False, True), (False, False)]
)
def test_no_terminal_on_either_side_means_lines(*, source: bool, out: bool) -> None:
    """REQ-A1."""
    assert linear(source=source, out=out) == (not (source and out))


def test_a_dumb_terminal_means_lines() -> None:
    """REQ-A1."""
    assert linear(TERM="dumb")


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8", False), ("UTF8", False), ("cp1252", True), ("cp850", True), ("ascii", True)],
)
def test_output_that_is_not_utf_8_means_lines(*, encoding: str, expected: bool) -> None:
    """REQ-A1, REQ-A18."""
    out = Stream(encoding=encoding)
    assert is_linear(simple=None, environment={}, source=Stream(), out=out) == expected


@pytest.mark.parametrize("simple", [True, False])
def test_what_was_asked_for_wins(*, simple: bool) -> None:
    """REQ-A1: flag, then variable, then detection."""
    assert linear(simple=simple) == simple
    assert linear(simple=simple, ACCESSIBLE="1") == simple
    assert linear(simple=simple, TERM="dumb") == simple
