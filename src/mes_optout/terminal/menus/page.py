"""A page of the menus with the question beneath it, which is drawn anew as often as it takes."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

# prompt_toolkit would ask the terminal where the cursor is, and complain in English after two
# seconds when nobody answers.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

import questionary
from questionary.prompts import common

from mes_optout.errors import InputEndedError
from mes_optout.terminal import leaving
from mes_optout.terminal.first_letters import Letters
from mes_optout.terminal.menus.fitting import asked
from mes_optout.terminal.menus.keys import Key, bind, bind_letters, drop_typed_ahead
from mes_optout.terminal.screens import draw
from mes_optout.walkthrough.prompter import Back, Screen


class MenuPage:
    """The page shown last. `said` is the answer before, its first line.

    `above` is what a command has printed itself, and asks below before there is any page.
    """

    def __init__(self, above: str) -> None:
        self.said = ""
        self._screen: Screen | None = None
        self._above = above
        self._size = shutil.get_terminal_size()  # for which the page was drawn
        self._rows = 0  # that it takes

    def show(self, screen: Screen) -> None:
        """Show a page on a cleared screen."""
        self._screen = screen
        self._draw()

    def _draw(self) -> None:
        self._size = shutil.get_terminal_size()
        if self._screen is not None:
            self._rows = draw(self._screen, self.said, self._size.columns, self._size.lines)

    def below(self, trouble: str, question: str, choices: Sequence[questionary.Choice]) -> str:
        """Put a sentence above a question, or in its place where there is no room for both."""
        if not trouble:
            return asked(question)
        both = f"{asked(trouble)}\n {asked(question)}"
        lines = [both, *(str(choice.title) for choice in choices)]
        rows = self._rows + sum(text.count("\n") + 1 for text in lines)
        return both if rows <= self._size.lines else asked(trouble)

    def ask(
        self,
        make: Callable[[], questionary.Question],
        keep: Callable[[questionary.Question], None],
        letters: Letters | None = None,
        *,
        boxes: bool = False,
    ) -> bool:
        """Run a question to its Enter, drawing the page again after a stop or a resize.

        `keep` is called each time it ends: what was moved but not entered outlives a redraw, as do
        the `letters` typed at a menu, until a stop. Without them the question is a typed line.
        False: they mean no answer. Raises Back and InputEndedError.
        """
        while True:
            question = make()
            bind(question.application, typed=letters is None, fits=self._fits)
            if letters is not None:
                bind_letters(question.application, control_of(question), letters, boxes=boxes)
            drop_typed_ahead(question.application)
            answer = question.unsafe_ask()
            keep(question)
            match answer:
                case Key.PANIC:
                    leaving.leave(leaving.PANIC)
                case Key.END:
                    raise InputEndedError
                case Key.BACK:
                    self.back()
                case Key.LOST:
                    return False
                case Key.SUSPEND:
                    self._stop(letters)
                case Key.RESIZE:
                    self._draw()
                case _:
                    return True

    def back(self) -> NoReturn:
        """Leave for the question before, which has no answer to say back. Raises Back."""
        self.said = ""
        raise Back

    def _stop(self, letters: Letters | None) -> None:
        if letters is not None:
            letters.forget()
        leaving.suspend()
        if self._screen is None:  # a terminal that was resized still has it
            sys.stdout.write(self._above)
        self._draw()

    def _fits(self) -> bool:
        return shutil.get_terminal_size() == self._size


def control_of(question: questionary.Question) -> common.InquirerControl:
    """Return the list of answers, or of boxes, of a menu."""
    windows = question.application.layout.find_all_windows()
    return next(w.content for w in windows if isinstance(w.content, common.InquirerControl))
