"""The prompter of menus: questionary under Rich pages, with our own keys."""

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from mes_optout.errors import InputEndedError, OptoutError
from mes_optout.i18n import _, sentence
from mes_optout.progress.standing import State
from mes_optout.takeaways.words import state_word
from mes_optout.terminal import exit as leaving
from mes_optout.terminal.answers import (
    HelpAskedError,
    NotUnderstoodError,
    chosen_boxes,
    chosen_date,
    chosen_option,
    read_date,
)
from mes_optout.terminal.keys import Key, bind, drop_typed_ahead, suspend
from mes_optout.terminal.screens import draw
from mes_optout.text import wrap
from mes_optout.walkthrough.prompter import Back, CheckState, Option, Quit, Screen

# prompt_toolkit would ask the terminal where the cursor is, and complain in English after two
# seconds when nobody answers. Set before it is imported.
os.environ["PROMPT_TOOLKIT_NO_CPR"] = "1"

import questionary
from questionary.prompts import common

T = TypeVar("T")

_POINTER = ">"


class MenuPrompter:
    """Asks with arrow keys, space and Enter. Escape or left goes back, Ctrl-D saves and leaves."""

    def __init__(self) -> None:
        self._screen = Screen(title="")
        self._said = ""

    def show(self, screen: Screen) -> None:
        """Show a page on a cleared screen; its first line says what was answered before."""
        self._screen = screen
        self._draw()

    def _draw(self) -> None:
        draw(self._screen, self._said, _columns())

    def choose(self, question: str, options: Sequence[Option]) -> Option:
        """Ask for one of `options` with the arrow keys."""

        def make() -> Any:
            indent = " " * (len(_POINTER) + 1)
            return questionary.select(
                _asked(question),
                [questionary.Choice(_wrapped(o.label, indent), value=o) for o in options],
                qmark="",
                instruction=" ",
                pointer=_POINTER,
                use_jk_keys=False,
                use_emacs_keys=False,
                erase_when_done=True,
            )

        chosen: Option = self._ask(make, lambda control: control.get_pointed_at().value)
        self._said = chosen_option(chosen)
        if chosen.leaves:
            raise Quit
        return chosen

    def tick(self, question: str, checks: Sequence[CheckState]) -> set[str]:
        """Ask which boxes are ticked: space changes one, Enter confirms."""
        common.INDICATOR_SELECTED, common.INDICATOR_UNSELECTED = _indicators()
        indent = " " * (len(_POINTER) + 1 + len(_indicators()[0]) + 1)
        ticked = {check.id for check in checks if check.ticked}

        def make() -> Any:
            return questionary.checkbox(
                _asked(" ".join([question, _("(Space: tick, Enter: confirm)")])),
                [
                    questionary.Choice(_wrapped(c.text, indent), value=c.id, checked=c.id in ticked)
                    for c in checks
                ],
                qmark="",
                instruction=" ",
                pointer=_POINTER,
                use_jk_keys=False,
                use_emacs_keys=False,
                erase_when_done=True,
            )

        def keep(control: Any) -> list[str]:
            # Kept over a redraw: what was moved but not confirmed is not lost by a resize.
            nonlocal ticked
            ticked = set(control.selected_options)
            return list(ticked)

        self._ask(make, keep)
        self._said = chosen_boxes(checks, ticked)
        return ticked

    def ask_date(self, question: str, today: date) -> date | None:
        """Ask for a day, typed."""
        how = _("Type the date like this: 2 November 2026, then Enter. 0 if you do not know it.")
        trouble = ""
        while True:
            text = "\n ".join(_asked(part) for part in (trouble, question, how) if part)
            line: str = self._ask(
                lambda: questionary.text(f"{text}\n {_POINTER}", qmark="", erase_when_done=True),
                None,
            )
            try:
                day = read_date(line, today)
            except HelpAskedError:
                trouble = _(
                    "At any time: q to quit, “back” for the question before, ? for this help."
                )
            except NotUnderstoodError as error:
                trouble = str(error)
            except OptoutError as error:
                trouble = sentence(error)
            else:
                self._said = chosen_date(day)
                return day

    def _ask(self, make: Callable[[], Any], read: Callable[[Any], T] | None) -> Any:
        """Run a question, drawing the page again after a stop or a resize."""
        while True:
            question = make()
            application = question.application
            bind(application, typed=read is None)
            drop_typed_ahead(application)
            answer = question.unsafe_ask()
            got = answer
            if read is not None:
                control = next(
                    window.content
                    for window in application.layout.find_all_windows()
                    if isinstance(window.content, common.InquirerControl)
                )
                got = read(control)
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
                    self._draw()
                case Key.RESIZE:
                    self._draw()
                case _:
                    return got


def _asked(question: str) -> str:
    """Wrap a question. questionary puts a space before it, so the lines below get one too."""
    return "\n ".join(wrap(question, _columns() - 2))


def _indicators() -> tuple[str, str]:
    done, to_do = (f"[{state_word(state)}]" for state in (State.DONE, State.OPEN))
    width = max(len(done), len(to_do))
    return done.ljust(width), to_do.ljust(width)


def _wrapped(label: str, indent: str) -> str:
    """Wrap a label before questionary sees it, for it cuts what does not fit."""
    return f"\n{indent}".join(wrap(label, _columns() - len(indent) - 1))


def _columns() -> int:
    return shutil.get_terminal_size().columns
