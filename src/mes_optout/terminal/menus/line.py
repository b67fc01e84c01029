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
    explain_keywords,
    read_line,
)
from mes_optout.terminal.menus.page import POINTER, MenuPage, wrap_question
from mes_optout.walkthrough.prompter import Back, Line

T = TypeVar("T")


def ask_typed_line(page: MenuPage, line: Line[T]) -> T | None:
    """Ask until the line can be read; what was wrong stands above the question."""
    trouble = ""
    while True:
        typed = _ask_text(page, [part for part in (trouble, line.question, line.how) if part])
        try:
            answer = read_line(typed, line)
        except HelpAskedError:
            trouble = explain_keywords()
        except Back:
            page.go_back()
        except (NotUnderstoodError, OptoutError) as error:
            trouble = explain_error(error)
        else:
            page.confirmation = confirm_answer(line.describe(answer))
            return answer


def _ask_text(page: MenuPage, above: Sequence[str]) -> str:
    """Ask for any text below some paragraphs."""
    text = ""

    def build() -> questionary.Question:
        prompt = "\n ".join([*map(wrap_question, above), POINTER])
        return questionary.text(prompt, default=text, qmark="", erase_when_done=True)

    def remember(question: questionary.Question) -> None:
        nonlocal text
        text = question.application.current_buffer.text

    page.ask(build, remember)
    return text
