"""The prompter of menus: questionary under Rich pages, with our own keys."""

import shutil
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

import questionary
from questionary.prompts import common

from mes_optout.errors import OptoutError
from mes_optout.i18n import _, sentence
from mes_optout.terminal.answers import (
    HelpAskedError,
    NotUnderstoodError,
    at_any_time,
    chosen_boxes,
    chosen_code,
    chosen_date,
    chosen_option,
    how_to_code,
    how_to_date,
    how_to_leave_boxes,
    how_to_point,
    no_answer_begins,
    no_box_begins,
    obey,
    read_code,
    read_date,
)
from mes_optout.terminal.first_letters import Letters
from mes_optout.terminal.menus.fitting import asked, marks, wrapped
from mes_optout.terminal.menus.page import MenuPage, control_of
from mes_optout.terminal.qr_on_screen import code_lines
from mes_optout.walkthrough.prompter import Back, CheckState, Option, Quit, Screen

T = TypeVar("T")

_POINTER = ">"
_LOOK: dict[str, Any] = {
    "qmark": "",
    "instruction": " ",
    "pointer": _POINTER,
    "use_jk_keys": False,
    "use_emacs_keys": False,
    "erase_when_done": True,
}


class MenuPrompter:
    """Asks with arrow keys, space and Enter. Escape or left goes back, Ctrl-D saves and leaves.

    `above` is what a command has printed itself, and asks below before there is any page.
    """

    def __init__(self, above: str = "") -> None:
        self._page = MenuPage(above)

    def draws(self, address: str) -> bool:
        """Say whether a QR code of an address has room here."""
        size = shutil.get_terminal_size()
        return bool(code_lines(address, size.columns, size.lines))

    def show(self, screen: Screen) -> None:
        """Show a page on a cleared screen; its first line says what was answered before."""
        self._page.show(screen)

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options` with the arrow keys, or their first letters."""
        chosen = options[0]
        leaving = next((place for place, o in enumerate(options) if o.leaves), None)
        letters = Letters([option.label for option in options], leaving)
        trouble = ""

        def make() -> questionary.Question:
            indent = " " * (len(_POINTER) + 2)
            choices = [questionary.Choice(wrapped(o.label, indent), value=o) for o in options]
            pointed = choices[options.index(chosen)]
            text = self._page.below(trouble, question, choices)
            return questionary.select(text, choices, default=pointed, **_LOOK)

        def keep(question: questionary.Question) -> None:
            nonlocal chosen
            value: Any = control_of(question).get_pointed_at().value
            chosen = value

        while not self._page.ask(make, keep, letters):
            trouble = self._no_answer(letters.text)
            letters.forget()
        self._page.said = chosen_option(chosen)
        if chosen.leaves:
            raise Quit
        return chosen

    def _no_answer(self, typed: str) -> str:
        """Say what to do about letters that begin no answer; the words that rule are obeyed."""
        try:
            obey(typed)
        except HelpAskedError:
            return f"{how_to_point()} {at_any_time()}"
        except Back:
            self._page.back()
        return no_answer_begins(typed)

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are ticked: space changes one, Enter confirms."""
        words = marks()
        # Hard-coded in questionary as dots; a state has to be a word.
        vars(common).update(INDICATOR_SELECTED=words[0], INDICATOR_UNSELECTED=words[1])
        ticked = {check.id for check in checks if check.ticked}
        pointed = checks[0].id
        letters = Letters([check.text for check in checks])
        trouble = ""

        def make() -> questionary.Question:
            indent = " " * (len(_POINTER) + len(words[0]) + 3)
            choices = [
                questionary.Choice(wrapped(c.text, indent), value=c.id, checked=c.id in ticked)
                for c in checks
            ]
            how = _("(Space: tick, Enter: confirm)")
            text = self._page.below(trouble, f"{question} {how}", choices)
            return questionary.checkbox(text, choices, initial_choice=pointed, **_LOOK)

        def keep(question: questionary.Question) -> None:
            nonlocal ticked, pointed
            control = control_of(question)
            ticked = set(control.selected_options)
            pointed = str(control.get_pointed_at().value)

        while not self._page.ask(make, keep, letters, boxes=True):
            trouble = self._no_box(letters.text)
            letters.forget()
        self._page.said = chosen_boxes(checks, ticked)
        return ticked

    def _no_box(self, typed: str) -> str:
        """Say what to do about letters that begin no box. No word leaves: ticks would be lost."""
        try:
            obey(typed)
        except (Quit, HelpAskedError):
            return how_to_leave_boxes()
        except Back:
            self._page.back()
        return no_box_begins(typed)

    def ask_date(self, question: str, today: date) -> date | None:
        """Ask for a day, typed."""
        day = self._typed(question, how_to_date(), lambda line: read_date(line, today))
        self._page.said = chosen_date(day)
        return day

    def ask_code(self, question: str, read: Callable[[str], T]) -> T | None:
        """Ask for letters from paper, typed."""
        found = self._typed(question, how_to_code(), lambda line: read_code(line, read))
        self._page.said = chosen_code(found=found is not None)
        return found

    def _typed(self, question: str, how: str, read: Callable[[str], T]) -> T:
        """Ask for a line until `read` takes it; what was wrong stands above the question."""
        trouble = ""
        while True:
            line = self._line([part for part in (trouble, question, how) if part])
            try:
                return read(line)
            except HelpAskedError:
                trouble = at_any_time()
            except Back:
                self._page.back()
            except NotUnderstoodError as error:
                trouble = str(error)
            except OptoutError as error:
                trouble = sentence(error)

    def _line(self, above: Sequence[str]) -> str:
        """Ask for a line of text."""
        line = ""

        def make() -> questionary.Question:
            text = "\n ".join([*map(asked, above), _POINTER])
            return questionary.text(text, default=line, qmark="", erase_when_done=True)

        def keep(question: questionary.Question) -> None:
            nonlocal line
            line = question.application.current_buffer.text

        self._page.ask(make, keep)
        return line
