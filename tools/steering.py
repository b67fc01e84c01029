"""Lead a program that is photographed from page to page, as somebody would.

A page may be higher than the screen: it then comes in parts, each with one answer that opens the
next, and its question stands below the last.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from camera import Rows, Studio  # first: it finds the tests
from mes_optout import i18n
from mes_optout.content.procedure import Step
from support.terminals import CTRL_C, ENTER, Terminal, words

_ = i18n._

# A page that was photographed: whole, or its first and its last part; and such pages by their ids.
Parts = tuple[Rows, ...]
Shots = Iterator[tuple[str, Parts]]


def leave(terminal: Terminal) -> None:
    """Leave by Ctrl-C."""
    terminal.send(CTRL_C)
    terminal.leave()


def leaf_through(terminal: Terminal, *texts: str) -> Iterator[int]:
    """Yield the number of each part of a page as it stands there, up to the last.

    The page holds all of `texts`, in one part or another; the last part alone holds one of them, or
    it would not be waited for.
    """
    wanted, number, more = list(map(words, texts)), 0, True
    while more:
        number += 1
        following = _label_part(number + 1)
        terminal.wait_until(partial(_stands, terminal, wanted, following), f"{wanted}")
        wanted = [text for text in wanted if text not in terminal.page]
        more = following in terminal.page
        yield number
        if more:
            terminal.send(ENTER)


def _stands(terminal: Terminal, wanted: Sequence[str], following: str) -> bool:
    """Say whether a part stands there: what opens the next one, or all that is still wanted."""
    return following in terminal.page or all(text in terminal.page for text in wanted)


def _label_part(number: int) -> str:
    """Return how the answer begins that opens a part of a page; its own border says the same."""
    label = _("Continued ({number} of {total})").partition("{total}")[0].format(number=number)
    return words(f"> {label}")


def see(terminal: Terminal, *texts: str) -> None:
    """Leaf through a page to its last part. See `leaf_through`."""
    for _part in leaf_through(terminal, *texts):
        pass


def photograph_parts(studio: Studio, terminal: Terminal, *texts: str) -> Parts:
    """Return a page whole, or its first and its last part. See `leaf_through`."""
    first, *others = [studio.photograph(terminal) for _part in leaf_through(terminal, *texts)]
    return (first, *others[-1:])


def pick(terminal: Terminal, question: str, label: str, *texts: str) -> None:
    """Take the answer that begins with `label`, once `texts` stood on the page."""
    see(terminal, *texts, question, label)
    terminal.send(label, ENTER)


def go_on(terminal: Terminal, *texts: str) -> None:
    """Take « Go on » below a page that is only read."""
    pick(terminal, _("Do you want to go on?"), _("Go on"), *texts)


def set_out(terminal: Terminal) -> None:
    """Go on from the first page, and from the one before a procedure."""
    go_on(terminal)
    go_on(terminal, _("How long"))


def list_boxes(step: Step) -> tuple[str, ...]:
    """Return what stands on the page of a step whose boxes are asked for, none of them ticked."""
    boxes = (f"[{_('to do')}] {check.text}" for check in step.checks)
    return step.title, _("What have you done?"), *boxes


def wait_for_boxes(terminal: Terminal, step: Step) -> None:
    """Wait until the boxes of a step are asked for."""
    see(terminal, *list_boxes(step))
