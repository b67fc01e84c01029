"""What a menu reads at once: one key that leaves stands for all, a paste is one key."""

from collections.abc import Iterator

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from mes_optout.system import process
from mes_optout.terminal.menus.keyboard import Keyboard, find_leaving

LONG = "abc defg " * 3000


@pytest.fixture
def typed() -> Iterator[PipeInput]:
    with create_pipe_input() as source:
        yield source


def read(typed: PipeInput, text: str) -> list[tuple[Keys | str, str]]:
    """Return each key that is read of a text, and what it holds."""
    typed.send_text(text)
    return [(key.key, key.data) for key in Keyboard(typed).read_keys()]


@pytest.mark.posix("a console of Windows marks no pastes")
@pytest.mark.parametrize("before", ["", "\r", LONG, f"\x1b[200~{LONG}", "\x1b"])
@pytest.mark.parametrize(
    ("key", "means"), [("\x03", Keys.ControlC), ("\x1c", Keys.ControlBackslash)]
)
def test_a_key_that_leaves_stands_for_all(
    before: str, key: str, means: Keys, typed: PipeInput
) -> None:
    """REQ-S1: after an answer, after a book, and in the middle of a paste that never ends."""
    assert read(typed, f"{before}{key}more\r") == [(means, key)]


def test_what_somebody_types_is_read_key_by_key(typed: PipeInput) -> None:
    assert [key for key, _ in read(typed, "ab \r\x1b[B")] == [
        *"ab ",
        Keys.ControlM,
        Keys.Down,
    ]


@pytest.mark.posix("a console of Windows tells pastes by itself")
def test_a_paste_without_a_mark_is_one_key_up_to_its_first_enter(typed: PipeInput) -> None:
    """No answer by surprise: what comes after is dropped, as all that is typed ahead."""
    line = "abc defg " * 10
    assert read(typed, f"{line}\t\r{line}\r") == [
        (Keys.BracketedPaste, f"{line}\t"),
        (Keys.ControlM, "\r"),
    ]


def test_a_paste_with_a_mark_stays_whole_in_two_pieces(typed: PipeInput) -> None:
    keyboard, line = Keyboard(typed), "abc defg " * 10
    typed.send_text(f"\x1b[200~{line}")
    assert keyboard.read_keys() == []
    typed.send_text(f"{line}\x1b[201~")
    assert [(key.key, key.data) for key in keyboard.read_keys()] == [
        (Keys.BracketedPaste, line * 2)
    ]


def test_escape_alone_comes_when_it_is_waited_for_no_longer(typed: PipeInput) -> None:
    keyboard = Keyboard(typed)
    typed.send_text("\x1b")
    assert keyboard.read_keys() == []
    assert [key.key for key in keyboard.flush_keys()] == [Keys.Escape]


def test_what_was_typed_ahead_is_looked_through() -> None:
    """REQ-S1: Ctrl-C between two questions."""
    assert find_leaving("\r\r\x1c\x03") == "\x1c"
    assert find_leaving("\r\r") == ""


def test_modes_change_only_while_writing_is_allowed(
    typed: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQ-S2: what leaves has put the terminal right, and nobody changes it after."""
    asked = list[bool]()
    allowed = process.writing

    def writing() -> object:
        asked.append(True)
        return allowed()

    monkeypatch.setattr(process, "writing", writing)
    with Keyboard(typed).raw_mode():
        assert asked == [True]


def test_where_keys_are_read_elsewhere_what_waited_for_more_is_asked_of_that() -> None:
    """On Windows: else Escape alone would never come."""

    class ReadsKeys:
        def flush_keys(self) -> list[KeyPress]:
            return [KeyPress(Keys.Escape)]

    assert Keyboard(ReadsKeys()).flush_keys() == [KeyPress(Keys.Escape)]
