"""A page of the menus with the question beneath it, which is drawn anew as often as it takes."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

# prompt_toolkit would ask the terminal where the cursor is, and complain in English after two
# seconds when nobody answers.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

import questionary
from questionary.prompts import common

from mes_optout.errors import InputEndedError
from mes_optout.system import process, tty
from mes_optout.terminal import leaving
from mes_optout.terminal.answers import end_sentence
from mes_optout.terminal.menus import keyboard
from mes_optout.terminal.menus.keys import (
    LEAVING,
    Key,
    TypedCharacters,
    bind,
    bind_characters,
    drop_typed_ahead,
    end,
)
from mes_optout.terminal.screens import draw, fit_code
from mes_optout.text import wrap
from mes_optout.walkthrough.prompter import Back, Screen, Skip

POINTER = ">"
_NOWHERE = os.terminal_size((0, 0))
LOOK: dict[str, Any] = {
    "qmark": "",
    "instruction": " ",
    "pointer": POINTER,
    "use_jk_keys": False,
    "use_emacs_keys": False,
    "erase_when_done": True,
}


class MenuPage:
    """The page shown last. Its first line is `confirmation`, which says the answer before back.

    `above` is what a command has printed itself, and asks below before there is any page.
    """

    def __init__(self, above: str = "") -> None:
        self.confirmation = ""
        self._screen: Screen | None = None
        self._above = above
        self._size = tty.measure()  # for which the page was drawn
        self._rows = 0  # that it takes
        self._asked: questionary.Question | None = None
        self._leaving = ""  # the key that leaves, once it was pressed behind an answer

    def can_show_code(self, address: str) -> bool:
        """Say whether a QR code of an address has room here."""
        size = tty.measure()
        return bool(fit_code(address, size.columns, size.lines))

    def show(self, screen: Screen) -> None:
        """Show a page on a cleared screen."""
        self._screen = screen
        self._draw()

    def say(self, text: str) -> None:
        """Put a sentence behind the answer said back, above the page that is shown next."""
        self.confirmation = f"{end_sentence(self.confirmation)} {text}"

    def _leave_if_asked(self) -> None:
        if self._leaving:
            leaving.leave(keyboard.LEAVING[self._leaving])

    def _draw(self) -> None:
        self._leave_if_asked()
        self._size = tty.measure()
        if self._screen is not None:
            self._rows = draw(self._screen, self.confirmation, self._size.columns, self._size.lines)

    def draw_again(self) -> None:
        """Have the page drawn anew with its question: what stood there was wiped."""
        self._size = _NOWHERE
        if self._asked is not None:
            end(self._asked.application, Key.RESIZE)

    def fit_question(
        self, trouble: str, question: str, choices: Sequence[questionary.Choice]
    ) -> str:
        """Put a sentence above a question, or in its place where there is no room for both."""
        if not trouble:
            return wrap_question(question)
        together = f"{wrap_question(trouble)}\n {wrap_question(question)}"
        lines = [together, *(str(choice.title) for choice in choices)]
        rows = self._rows + sum(text.count("\n") + 1 for text in lines)
        return together if rows <= self._size.lines else wrap_question(trouble)

    def ask_menu(
        self,
        build: Callable[[str], questionary.Question],
        remember: Callable[[questionary.Question], None],
        typed: TypedCharacters,
        explain: Callable[[str], str],
    ) -> None:
        """Ask until Enter comes while no characters, or those of an answer, are `typed`.

        `explain` says what to do about others; `build` puts that above the question. `remember`:
        see `ask`. Raises what `ask` and `explain` do.
        """
        trouble = ""
        while not self.ask(partial(build, trouble), remember, typed):
            try:
                trouble = explain(typed.text)
            except Back:
                self.go_back()
            typed.clear()

    def ask(
        self,
        build: Callable[[], questionary.Question],
        remember: Callable[[questionary.Question], None],
        typed: TypedCharacters | None = None,
    ) -> bool:
        """Run a question to its Enter, drawing the page again after a stop or a resize.

        `remember` is called each time it ends: what was moved but not entered outlives a redraw,
        as do the characters `typed` at a menu, until a stop. Without them the question is a typed
        line. False: they mean no answer. Raises Back, Skip and InputEndedError.
        """
        while True:
            question = build()
            bind(question.application, in_line=typed is None, fits=self._fits)
            if typed is not None:
                bind_characters(question.application, find_list(question), typed)
            answer = self._run(question)
            remember(question)
            match answer:
                case Key.PANIC | Key.ABORT:
                    leaving.leave(LEAVING[answer])
                case Key.END:
                    raise InputEndedError
                case Key.BACK:
                    self.go_back()
                case Key.SKIP:
                    raise Skip
                case Key.LOST:
                    return False
                case Key.SUSPEND:
                    self._stop(typed)
                case Key.RESIZE:
                    self._draw()
                case _:
                    return True

    def _run(self, question: questionary.Question) -> object:
        """Return how a question ended; what was typed before or behind it is dropped."""
        self._leaving = self._leaving or drop_typed_ahead(question.application)
        self._leave_if_asked()
        self._asked = question
        answer = question.unsafe_ask()
        self._asked = None
        # Until now it was a key and no signal, and what is confirmed may be long in saving.
        if pressed := drop_typed_ahead(question.application):
            self._leaving = pressed
            leaving.clear()
        return answer

    def go_back(self) -> NoReturn:
        """Leave for the question before, which has no answer to say back. Raises Back."""
        self.confirmation = ""
        raise Back

    def _stop(self, typed: TypedCharacters | None) -> None:
        if typed is not None:
            typed.clear()
        process.stop_job()
        if self._screen is None:  # a terminal that was resized still has it
            sys.stdout.write(self._above)
        self._draw()

    def _fits(self) -> bool:
        return tty.measure() == self._size


def find_list(question: questionary.Question) -> common.InquirerControl:
    """Return the list of answers, or of boxes, of a menu."""
    windows = question.application.layout.find_all_windows()
    return next(w.content for w in windows if isinstance(w.content, common.InquirerControl))


def wrap_question(question: str) -> str:
    """Wrap a question. questionary puts a space before it, so the lines below get one too."""
    return "\n ".join(wrap(question, _columns() - 2))


def wrap_label(label: str, indent: str) -> str:
    """Wrap a label before questionary sees it, for it cuts what does not fit."""
    columns = _columns()
    if len(indent) > columns // 3:  # too narrow to stand beside a mark: begin on the next line
        return "\n  ".join(["", *wrap(label, columns - 3, break_words=True)])
    return f"\n{indent}".join(wrap(label, columns - len(indent) - 1, break_words=True))


def _columns() -> int:
    return tty.measure().columns
