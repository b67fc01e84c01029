"""Lead a program that is photographed from page to page, as somebody would."""

from collections.abc import Callable

from mes_optout import i18n
from mes_optout.content.procedure import Step
from support.terminals import CTRL_C, DOWN, ENTER, Terminal

_ = i18n._


def leave(terminal: Terminal) -> None:
    """Leave by Ctrl-C."""
    terminal.send(CTRL_C)
    terminal.leave()


def go_on(terminal: Terminal) -> None:
    """Take « Go on », where it stands first."""
    terminal.wait_for(f"> {_('Go on')}")
    terminal.send(ENTER)


def set_out(terminal: Terminal) -> None:
    """Go on from the first page, and from the one before a procedure."""
    go_on(terminal)
    terminal.wait_for(_("How long"))
    go_on(terminal)


def wait_for_boxes(terminal: Terminal, step: Step) -> None:
    """Wait until the boxes of a step are asked for."""
    terminal.wait_for(
        step.title, _("What have you done?"), f"> [{_('to do')}] {step.checks[0].text}"
    )


def pick(terminal: Terminal, question: str, label: str) -> None:
    """Go down to the answer that begins with `label`, and take it."""
    terminal.wait_for(question, f"  {label}")
    while f"> {label}" not in terminal.page:
        drawn = _drawn_anew(terminal)
        terminal.send(DOWN)
        terminal.wait_until(drawn, "the next answer")
        terminal.settle()
    terminal.send(ENTER)


def _drawn_anew(terminal: Terminal) -> Callable[[], bool]:
    """Return whether anything was written since this was called."""
    before = len(terminal.raw)
    return lambda: len(terminal.raw) > before
