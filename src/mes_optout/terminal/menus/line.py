"""Asking for a typed line, such as a day or a code, below a page of the menus."""

from collections.abc import Sequence
from typing import TypeVar

import questionary

from mes_optout.errors import OptoutError
from mes_optout.terminal.answers import (
    HelpAskedError,
    NotUnderstoodError,
    confirm_answer,
    explain_error,
    explain_words,
    read_line,
)
from mes_optout.terminal.menus.asked import PLAIN, Asked, wrap_question
from mes_optout.terminal.menus.hints import line_keys
from mes_optout.terminal.menus.listing import POINTER
from mes_optout.terminal.menus.page import MenuPage
from mes_optout.walkthrough.prompter import Back, Line

T = TypeVar("T")


def ask_typed_line(page: MenuPage, line: Line[T]) -> T | None:
    """Ask until the line can be read; what was wrong stands above the question."""
    trouble = ""
    while True:
        typed = _ask_text(page, line, [part for part in (trouble, line.question) if part])
        try:
            answer = read_line(typed, line)
        except HelpAskedError:
            trouble = explain_words()
        except Back:
            page.go_back()
        except (NotUnderstoodError, OptoutError) as error:
            trouble = explain_error(error)
        else:
            page.confirmation = confirm_answer(line.describe(answer))
            return answer


def _ask_text(page: MenuPage, line: Line[T], above: Sequence[str]) -> str:
    """Ask for any text below what to type, and some paragraphs that stand out."""
    text = ""

    keys = line_keys(goes_back=page.goes_back)

    def build() -> Asked:
        strong, how = "\n ".join(map(wrap_question, above)), wrap_question(line.how)
        question = questionary.text(
            strong,
            default=text,
            qmark="",
            instruction=f"\n {how}\n {POINTER}",
            style=PLAIN,
            erase_when_done=True,
        )
        return Asked(question, f"{strong}\n{how}", keys)

    def remember(asked: Asked) -> None:
        nonlocal text
        text = asked.question.application.current_buffer.text

    page.ask(build, remember)
    return text
