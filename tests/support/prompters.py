"""What every hand-made prompter stands on: how questions are taken, whoever answers them.

A prompter says in three methods what it answers to the three kinds of question; the rest is done
here, for all of them alike. One that lacks an answer to a kind cannot be made.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from mes_optout.walkthrough.prompter import CheckState, Line, Option, Quit, Screen, day_line

T = TypeVar("T")


def asks_for_day(line: Line[T]) -> bool:
    """Say whether a line is one for a day, by what it says to type."""
    return line.how == day_line("", date.max).how


class HandMade(ABC):
    """A prompter without a terminal. It refuses an answer that is not on offer."""

    page: Screen = Screen(title="")  # the one that was shown last
    goes_back: bool = False

    @abstractmethod
    def pick(self, question: str, options: Sequence[Option]) -> Option:
        """Return one of `options`."""

    @abstractmethod
    def mark(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Return the ids of the boxes that are ticked then."""

    @abstractmethod
    def fill_in(self, line: Line[T]) -> str | None:
        """Return what is typed; None, or what `line` has for it, stands for « none »."""

    def can_show_code(self, address: str) -> bool:
        """There is no room for one."""
        del address
        return False

    def show(self, screen: Screen) -> None:
        self.page = screen

    def show_last(self, screen: Screen) -> None:
        self.show(screen)

    def say(self, text: str) -> None:
        """Nobody listens."""
        del text

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        ids = {option.id for option in options}
        assert len(ids) == len(options), f"two answers have one id: {options}"
        chosen = self.pick(question, options)
        assert chosen in options, f"{chosen} is not on offer at {question!r}"
        if chosen.leaves:
            raise Quit
        return chosen

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        ticked = self.mark(question, checks)
        odd = ticked - {check.id for check in checks}
        assert not odd, f"{odd} are not on offer at {question!r}"
        return ticked

    def ask_line(self, line: Line[T]) -> T | None:
        typed = self.fill_in(line)
        return None if typed is None or typed == line.none else line.read(typed)
