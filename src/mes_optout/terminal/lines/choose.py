"""Asking for one of several answers in plain lines: by its number or its first characters."""

from collections.abc import Sequence

from mes_optout.i18n import _
from mes_optout.terminal.answers import (
    NotUnderstoodError,
    confirm_answer,
    find_matches,
    obey,
    quote,
)
from mes_optout.terminal.lines.page import LinePage, read_number
from mes_optout.walkthrough.prompter import Option, Quit


def choose_option(page: LinePage, question: str, options: Sequence[Option]) -> Option:
    """Ask for one of `options`. Raises Quit for the one that leaves."""
    page.list_answers(question, [option.label for option in options])
    chosen = page.ask(
        lambda line: read_option(line, options),
        _("Your choice: "),
        _("Type the number of your answer, or its first letters, then Enter."),
    )
    page.say(confirm_answer(chosen.label))
    if chosen.leaves:
        raise Quit
    return chosen


def read_option(line: str, options: Sequence[Option]) -> Option:
    """Find the option that a number or first characters name. Raises NotUnderstoodError."""
    said = obey(line)
    if said.isdecimal():
        number = read_number(said)
        if 1 <= number <= len(options):
            return options[number - 1]
        raise NotUnderstoodError(_explain(said, len(options)))
    if not said:
        raise NotUnderstoodError(_("Type the number of your answer. There is no default."))
    found = find_matches(said, [option.label for option in options])
    if len(found) == 1:
        return options[found[0]]
    if found:
        numbers = ", ".join(str(place + 1) for place in found)
        raise NotUnderstoodError(
            _("Several answers begin like that: {numbers}. Type one number.").format(
                numbers=numbers
            )
        )
    raise NotUnderstoodError(_explain(said, len(options)))


def _explain(said: str, count: int) -> str:
    """Say that a number or characters mean no answer, and which numbers there are."""
    if count == 1:
        only = _("“{said}” does not fit. There is only one answer: type 1.")
        return only.format(said=quote(said))
    if said.isdecimal():
        return _("There is no answer {number}. Type a number from 1 to {last}.").format(
            number=said[:20], last=count
        )
    return _("“{said}” is not one of the answers. Type a number from 1 to {last}.").format(
        said=quote(said), last=count
    )
