"""What comes from the keyboard of a menu: leaving comes first, and no paste delays it.

prompt_toolkit takes a kilobyte at a time, and draws the question anew after each character.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

from mes_optout.system import process
from mes_optout.terminal import leaving

# By the characters that they are.
LEAVING = {"\x03": leaving.PANIC, "\x1c": leaving.QUIT}

_LEAVING_KEYS = {Keys.ControlC, Keys.ControlBackslash}
_MOST_READ = 1 << 16
_MOST_TYPED = 30  # characters that somebody types between two looks; more are a paste
_PASTE = "\x1b[200~{}\x1b[201~"


def find_leaving(typed: str) -> str:
    """Return the first key in `typed` that leaves at once, or nothing."""
    return next((character for character in typed if character in LEAVING), "")


class Keyboard:
    """An input of prompt_toolkit's, but for what is read and for how its terminal is changed."""

    def __init__(self, source: Any) -> None:  # noqa: ANN401  (each system has its own)
        self._source = source
        # Windows' own reads keys, and knows pastes.
        self._reads_characters = hasattr(source, "stdin_reader")
        self._keys: list[KeyPress] = []
        self._parser = Vt100Parser(self._keys.append)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return getattr(self._source, name)

    @contextmanager
    def raw_mode(self) -> Iterator[None]:
        """Have each key at once, unless the program leaves: then its terminal is put right."""
        with ExitStack() as modes:
            with process.writing():
                modes.enter_context(self._source.raw_mode())
            yield

    def read_keys(self) -> list[KeyPress]:
        """Read all that was typed: one that leaves stands for all, and a paste is one key."""
        if not self._reads_characters:
            keys = list(self._source.read_keys())
            return [key for key in keys if key.key in _LEAVING_KEYS][:1] or keys
        typed = self._source.stdin_reader.read(_MOST_READ)
        if leaves := find_leaving(typed):
            self._parser.reset()
        self._parser.feed(leaves or self._mark_paste(typed))
        return self._take()

    def _mark_paste(self, typed: str) -> str:
        """Mark what a terminal pasted without a mark: up to the first Enter, which ends a question.

        What would follow that is dropped with all that is typed ahead of a question.
        """
        pasted, enter, _ = typed.partition("\r")
        inside = self._parser._in_bracketed_paste  # noqa: SLF001  (no public way)
        if inside or len(pasted) <= _MOST_TYPED or "\x1b" in pasted:
            return typed
        return _PASTE.format(pasted) + enter

    def flush_keys(self) -> list[KeyPress]:
        """Return what waited for more, such as Escape alone."""
        if not self._reads_characters:
            return list(self._source.flush_keys())
        self._parser.flush()
        return self._take()

    def _take(self) -> list[KeyPress]:
        taken = self._keys.copy()
        self._keys.clear()
        return taken
