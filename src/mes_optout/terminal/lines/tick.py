"""Asking which boxes are done in plain lines: by their numbers, several in one line."""

import re
from collections.abc import Sequence

from mes_optout.i18n import _
from mes_optout.terminal.answers import (
    NotUnderstoodError,
    confirm_boxes,
    confirm_skip,
    confirm_stuck,
    end_sentence,
    is_skip,
    is_stuck,
    obey,
    quote,
)
from mes_optout.terminal.lines.page import LinePage, read_number
from mes_optout.walkthrough.prompter import CheckState, Skip, Stuck


def tick_boxes(page: LinePage, question: str, checks: Sequence[CheckState]) -> set[str]:
    """Ask which boxes are done; returns the ids of all that then are. Raises Skip, Stuck."""
    states = (_("{text} Done.") if check.ticked else _("{text} To do.") for check in checks)
    labels = [
        state.format(text=end_sentence(check.text))
        for state, check in zip(states, checks, strict=True)
    ]
    page.list_answers(question, labels)
    prompt = (
        _("Numbers, 0 to change nothing, or x: ")
        if any(check.ticked for check in checks)
        else _("Numbers, 0 for none, or x: ")
    )
    try:
        ticked = page.ask(
            lambda line: read_boxes(line, checks), prompt, explain_ticking(len(checks))
        )
    except Skip:
        page.say(confirm_skip())
        raise
    except Stuck:
        page.say(confirm_stuck())
        raise
    page.say(confirm_boxes(checks, ticked))
    return ticked


def explain_ticking(count: int) -> str:
    """Say in full how to tick `count` boxes."""
    if count == 1:
        how = _("Type 1 if it is done, or 0 to change nothing, then Enter. -1: untick it.")
    else:
        how = _("Type one or several numbers, such as 1 2, then Enter. 0: none. -1: untick box 1.")
    aside = _("x: this step does not concern me. “problem”: I have a problem.")
    return f"{how} {aside}"


def read_boxes(line: str, checks: Sequence[CheckState]) -> set[str]:
    """Read « 1 3 »: these are ticked too. « -2 » takes a tick away, « 0 » changes nothing.

    Returns the ids of all boxes that are then ticked. Raises NotUnderstoodError; Skip for « x »,
    Stuck for « problème ».
    """
    said = obey(line)
    ticked = {check.id for check in checks if check.ticked}
    if is_skip(said):
        raise Skip
    if is_stuck(said):
        raise Stuck(ticked)
    parts = [part for part in re.split(r"[\s,;]+", said) if part]
    if not parts:
        raise NotUnderstoodError(_("Type the numbers of what you have done, or 0 for none."))
    if parts == ["0"]:
        return ticked
    for part in parts:
        minus, digits = part.startswith("-"), part.removeprefix("-")
        number = read_number(digits)
        if not 1 <= number <= len(checks):
            raise NotUnderstoodError(_explain(part, len(checks)))
        box = checks[number - 1].id
        ticked = ticked - {box} if minus else ticked | {box}
    return ticked


def _explain(said: str, count: int) -> str:
    """Say that there is no such box, with an example of boxes that there are."""
    if count == 1:
        only = _("“{said}” does not fit. There is only one box: type 1, or 0.")
        return only.format(said=quote(said))
    return _("“{said}” is no number from 1 to {last}. Type for example: 1 2").format(
        said=quote(said), last=count
    )
