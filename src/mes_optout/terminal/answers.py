"""What a typed line means, and how an answer is said back: the same in both prompters."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from mes_optout.dates import parse_sent
from mes_optout.errors import N_
from mes_optout.i18n import _, day_in_words
from mes_optout.terminal.first_letters import beginning, both, is_quit
from mes_optout.text import fold
from mes_optout.walkthrough.prompter import Back, CheckState, Option, Quit

T = TypeVar("T")

_LONGEST_NUMBER = 4  # digits
_MOST_SAID = 40  # letters of what was typed, said back

_BACK = N_("back")
_HELP = N_("help")


class HelpAskedError(Exception):
    """The person typed « ? » or the word for help."""


class NotUnderstoodError(Exception):
    """A typed line that means nothing here; the message says what to do."""


def obey(line: str) -> str:
    """Return the line without surrounding blanks and controls, unless it is a word that rules.

    Raises Quit, Back or HelpAskedError. The words count in French and in English.
    """
    said = "".join(letter for letter in line if letter.isprintable()).strip()
    word = fold(said)
    if is_quit(said):
        raise Quit
    if word in both(_BACK):
        raise Back
    if word == "?" or word in both(_HELP):
        raise HelpAskedError
    return said


def read_option(line: str, options: Sequence[Option]) -> Option:
    """Find the option that a number or first letters name. Raises NotUnderstoodError."""
    said = obey(line)
    if said.isdecimal():
        number = _number(said)
        if 1 <= number <= len(options):
            return options[number - 1]
        raise NotUnderstoodError(_no_option(said, len(options)))
    if not said:
        raise NotUnderstoodError(_("Type the number of your answer. There is no default."))
    found = beginning(said, [option.label for option in options])
    if len(found) == 1:
        return options[found[0]]
    if found:
        numbers = ", ".join(str(place + 1) for place in found)
        raise NotUnderstoodError(
            _("Several answers begin like that: {numbers}. Type one number.").format(
                numbers=numbers
            )
        )
    raise NotUnderstoodError(_no_option(said, len(options)))


def _no_option(said: str, count: int) -> str:
    """Say that a number or letters mean no answer, and which numbers there are."""
    if count == 1:
        only = _("“{said}” does not fit. There is only one answer: type 1.")
        return only.format(said=said[:_MOST_SAID])
    if said.isdecimal():
        return _("There is no answer {number}. Type a number from 1 to {last}.").format(
            number=said[:20], last=count
        )
    return _("“{said}” is not one of the answers. Type a number from 1 to {last}.").format(
        said=said[:_MOST_SAID], last=count
    )


def _no_box(said: str, count: int) -> str:
    """Say that there is no such box, with an example of boxes that there are."""
    if count == 1:
        only = _("“{said}” does not fit. There is only one box: type 1, or 0.")
        return only.format(said=said[:_MOST_SAID])
    return _("“{said}” is no number from 1 to {last}. Type for example: 1 2").format(
        said=said[:_MOST_SAID], last=count
    )


def _number(digits: str) -> int:
    """Read a number that a list can have; anything else, however long, is 0."""
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST_NUMBER else 0


def read_boxes(line: str, checks: Sequence[CheckState]) -> set[str]:
    """Read « 1 3 »: these are ticked too. « -2 » takes a tick away, « 0 » changes nothing.

    Returns the ids of all boxes that are then ticked. Raises NotUnderstoodError.
    """
    said = obey(line)
    ticked = {check.id for check in checks if check.ticked}
    parts = [part for part in re.split(r"[\s,;]+", said) if part]
    if not parts:
        raise NotUnderstoodError(_("Type the numbers of what you have done, or 0 for none."))
    if parts == ["0"]:
        return ticked
    for part in parts:
        minus, digits = part.startswith("-"), part.removeprefix("-")
        number = _number(digits)
        if not 1 <= number <= len(checks):
            raise NotUnderstoodError(_no_box(part, len(checks)))
        box = checks[number - 1].id
        ticked = ticked - {box} if minus else ticked | {box}
    return ticked


def read_date(line: str, today: date) -> date | None:
    """Read a day not after `today`, or 0 for « I do not know ». Raises the errors of `dates`."""
    said = obey(line)
    if not said:
        raise NotUnderstoodError(_("Type the date, or 0 if you do not know it."))
    return None if said == "0" else parse_sent(said, today)


def read_code(line: str, read: Callable[[str], T]) -> T | None:
    """Read a resume code with `read`, or 0 for « I have none ». Raises the errors of `read`."""
    said = obey(line)
    if not said:
        raise NotUnderstoodError(_("Type the letters of your code, or 0 if you have none."))
    return None if said == "0" else read(said)


def chosen_option(option: Option) -> str:
    """Say an answer back."""
    return _("Chosen: {answer}").format(answer=option.label)


def chosen_boxes(checks: Sequence[CheckState], ticked: set[str]) -> str:
    """Say ticked boxes back: all of them, the one, how many, or none."""
    labels = [check.text for check in checks if check.id in ticked]
    if len(labels) == len(checks):
        return (
            _("Chosen: all {n} boxes. This step is done.").format(n=len(labels))
            if len(labels) > 1
            else _("Chosen: {answer}. This step is done.").format(answer=labels[0])
        )
    if len(labels) == 1:
        return _("Chosen: {answer}").format(answer=labels[0])
    if labels:
        return _("Chosen: {n} boxes of {total}.").format(n=len(labels), total=len(checks))
    return _("Chosen: no box.")


def chosen_date(day: date | None) -> str:
    """Say a day back."""
    return _("Chosen: {answer}").format(
        answer=_("I do not know") if day is None else day_in_words(day, weekday=True)
    )


def chosen_code(*, found: bool) -> str:
    """Say that a code was understood; the letters themselves need not stand on a screen."""
    answer = _("your code") if found else _("no code")
    return _("Chosen: {answer}").format(answer=answer)


def no_answer_begins(said: str) -> str:
    """Say that letters typed at a menu mean no answer, and what to do."""
    return _("No answer begins with “{said}”. Use arrow keys or first letters, then Enter.").format(
        said=said.strip()[:_MOST_SAID]
    )


def no_box_begins(said: str) -> str:
    """Say that letters typed beside boxes mean none, and what to do."""
    return _("No box begins with “{said}”. Press Enter alone to confirm the boxes.").format(
        said=said.strip()[:_MOST_SAID]
    )


def how_to_leave_boxes() -> str:
    """Say how to leave a page of boxes, where no word does."""
    return _("To leave at once: Ctrl-C. Enter alone confirms the boxes.")


def how_to_point() -> str:
    """Say in full how to answer in a menu."""
    return _("Move with the arrow keys or the first letters of an answer, then Enter.")


def how_to_choose() -> str:
    """Say in full how to answer a choice."""
    return _("Type the number of your answer, or its first letters, then Enter.")


def how_to_tick(count: int) -> str:
    """Say in full how to tick `count` boxes."""
    if count == 1:
        return _("Type 1 if it is done, or 0 to change nothing, then Enter. -1: untick it.")
    return _("Type one or several numbers, such as 1 2, then Enter. 0: none. -1: untick box 1.")


def how_to_date() -> str:
    """Say in full how to give a day."""
    return _("Type the date like this: 2 November 2026, then Enter. 0 if you do not know it.")


def how_to_code() -> str:
    """Say in full how to give a code."""
    return _("Type the letters of your code, then Enter. Spaces do not count. 0 if you have none.")


def at_any_time() -> str:
    """Say the words that count at every prompt."""
    return _("At any time: q to quit, “back” for the question before, ? for this help.")
