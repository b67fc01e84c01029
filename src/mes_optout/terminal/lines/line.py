"""Asking for a typed line, such as a day or a code, in plain lines."""

from typing import TypeVar

from mes_optout.terminal.answers import confirm_answer, read_line
from mes_optout.terminal.lines.page import LinePage
from mes_optout.walkthrough.prompter import Line

T = TypeVar("T")


def ask_typed_line(page: LinePage, line: Line[T]) -> T | None:
    """Ask until the line can be read, or is the one that stands for None."""
    page.say(line.question)
    answer = page.ask(lambda typed: read_line(typed, line), line.prompt, line.how)
    page.say(confirm_answer(line.describe(answer)))
    return answer
