"""The prompter of menus: questionary under Rich pages, with our own keys."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

# prompt_toolkit would ask the terminal where the cursor is, and complain in English after two
# seconds when nobody answers. Set before it is imported.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

import questionary
from questionary.prompts import common

from mes_optout.errors import InputEndedError, OptoutError
from mes_optout.i18n import _, sentence
from mes_optout.progress.standing import State
from mes_optout.takeaways.words import state_word
from mes_optout.terminal import exit as leaving
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
    read_code,
    read_date,
)
from mes_optout.terminal.codes import code_lines
from mes_optout.terminal.keys import Key, bind, drop_typed_ahead, suspend
from mes_optout.terminal.screens import draw
from mes_optout.text import wrap
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
        self._screen: Screen | None = None
        self._above = above
        self._said = ""
        self._size = shutil.get_terminal_size()  # for which the page was drawn

    def draws(self, address: str) -> bool:
        """Say whether a QR code of an address has room here."""
        size = shutil.get_terminal_size()
        return bool(code_lines(address, size.columns, size.lines))

    def show(self, screen: Screen) -> None:
        """Show a page on a cleared screen; its first line says what was answered before."""
        self._screen = screen
        self._draw()

    def _draw(self) -> None:
        self._size = shutil.get_terminal_size()
        if self._screen is not None:
            draw(self._screen, self._said, self._size.columns, self._size.lines)

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options` with the arrow keys."""
        chosen = options[0]

        def make() -> questionary.Question:
            indent = " " * (len(_POINTER) + 2)
            choices = [questionary.Choice(_wrapped(o.label, indent), value=o) for o in options]
            pointed = choices[options.index(chosen)]
            return questionary.select(_asked(question), choices, default=pointed, **_LOOK)

        def keep(asked: questionary.Question) -> None:
            nonlocal chosen
            value: Any = _control(asked).get_pointed_at().value
            chosen = value

        self._ask(make, keep)
        self._said = chosen_option(chosen)
        if chosen.leaves:
            raise Quit
        return chosen

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are ticked: space changes one, Enter confirms."""
        marks = _marks()
        # Hard-coded in questionary as dots; a state has to be a word.
        vars(common).update(INDICATOR_SELECTED=marks[0], INDICATOR_UNSELECTED=marks[1])
        ticked = {check.id for check in checks if check.ticked}

        def make() -> questionary.Question:
            indent = " " * (len(_POINTER) + len(marks[0]) + 3)
            choices = [
                questionary.Choice(_wrapped(c.text, indent), value=c.id, checked=c.id in ticked)
                for c in checks
            ]
            how = _("(Space: tick, Enter: confirm)")
            return questionary.checkbox(_asked(f"{question} {how}"), choices, **_LOOK)

        def keep(asked: questionary.Question) -> None:
            nonlocal ticked
            ticked = set(_control(asked).selected_options)

        self._ask(make, keep)
        self._said = chosen_boxes(checks, ticked)
        return ticked

    def ask_date(self, question: str, today: date) -> date | None:
        """Ask for a day, typed."""
        day = self._typed(question, how_to_date(), lambda line: read_date(line, today))
        self._said = chosen_date(day)
        return day

    def ask_code(self, question: str, read: Callable[[str], T]) -> T | None:
        """Ask for letters from paper, typed."""
        found = self._typed(question, how_to_code(), lambda line: read_code(line, read))
        self._said = chosen_code(found=found is not None)
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
            except NotUnderstoodError as error:
                trouble = str(error)
            except OptoutError as error:
                trouble = sentence(error)

    def _line(self, above: Sequence[str]) -> str:
        """Ask for a line of text."""
        line = ""

        def make() -> questionary.Question:
            text = "\n ".join([*map(_asked, above), _POINTER])
            return questionary.text(text, default=line, qmark="", erase_when_done=True)

        def keep(asked: questionary.Question) -> None:
            nonlocal line
            line = asked.application.current_buffer.text

        self._ask(make, keep, typed=True)
        return line

    def _ask(
        self,
        make: Callable[[], questionary.Question],
        keep: Callable[[questionary.Question], None],
        *,
        typed: bool = False,
    ) -> None:
        """Run a question to its Enter, drawing the page again after a stop or a resize.

        `keep` is called each time it ends: what was moved but not entered outlives a redraw.
        """
        while True:
            asked = make()
            bind(asked.application, typed=typed, fits=self._fits)
            drop_typed_ahead(asked.application)
            answer = asked.unsafe_ask()
            keep(asked)
            match answer:
                case Key.PANIC:
                    leaving.leave(leaving.PANIC)
                case Key.END:
                    raise InputEndedError
                case Key.BACK:
                    self._said = ""
                    raise Back
                case Key.SUSPEND:
                    suspend()
                    if self._screen is None:  # a terminal that was resized still has it
                        sys.stdout.write(self._above)
                    self._draw()
                case Key.RESIZE:
                    self._draw()
                case _:
                    return

    def _fits(self) -> bool:
        return shutil.get_terminal_size() == self._size


def _control(asked: questionary.Question) -> common.InquirerControl:
    windows = asked.application.layout.find_all_windows()
    return next(w.content for w in windows if isinstance(w.content, common.InquirerControl))


def _marks() -> tuple[str, str]:
    done, to_do = (f"[{state_word(state)}]" for state in (State.DONE, State.OPEN))
    width = max(len(done), len(to_do))
    return done.ljust(width), to_do.ljust(width)


def _asked(question: str) -> str:
    """Wrap a question. questionary puts a space before it, so the lines below get one too."""
    return "\n ".join(wrap(question, _columns() - 2))


def _wrapped(label: str, indent: str) -> str:
    """Wrap a label before questionary sees it, for it cuts what does not fit."""
    columns = _columns()
    if len(indent) > columns // 3:  # too narrow to stand beside a mark: begin on the next line
        return "\n  ".join(["", *wrap(label, columns - 3, break_words=True)])
    return f"\n{indent}".join(wrap(label, columns - len(indent) - 1, break_words=True))


def _columns() -> int:
    return shutil.get_terminal_size().columns
