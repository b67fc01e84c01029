"""Asking which boxes are ticked in a menu: space changes one, Enter confirms them all."""

from collections.abc import Sequence

import questionary

from mes_optout.i18n import _
from mes_optout.progress.model import State
from mes_optout.terminal.answers import (
    HelpAskedError,
    confirm_boxes,
    confirm_skip,
    confirm_stuck,
    obey,
    quote,
)
from mes_optout.terminal.menus.asked import LOOK, Asked, columns, wrap_label
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.hints import box_keys
from mes_optout.terminal.menus.listing import indent
from mes_optout.terminal.menus.page import MenuPage
from mes_optout.walkthrough.prompter import CheckState, Quit, Skip, Stuck
from mes_optout.wording.phrases import state_word

_AROUND = 3  # blanks around a question


def tick_boxes(page: MenuPage, question: str, checks: Sequence[CheckState]) -> set[str]:
    """Ask which boxes are ticked; returns the ids of all that then are. Raises Skip, Stuck."""
    ticked = {check.id for check in checks if check.ticked}
    pointed = checks[0].id
    typed = TypedCharacters([check.text for check in checks], boxes=True)
    keys = box_keys(len(checks), goes_back=page.goes_back)
    states = _state_words()
    aside = _("(x: this step does not concern me)") if typed.can_skip else ""

    def build(trouble: str) -> Asked:
        labels = [wrap_label(check.text, indent(states)) for check in checks]
        choices = [
            questionary.Choice(label, value=check.id, checked=check.id in ticked)
            for label, check in zip(labels, checks, strict=True)
        ]
        text = page.word_question(trouble, question, keys, labels)
        # Where there is no room for it beside the question, the line below says it.
        beside = len(text.rpartition("\n")[2]) + len(aside) + _AROUND <= columns()
        look = {**LOOK, "instruction": aside if beside else f"\n {aside}"}
        made = questionary.checkbox(text, choices, initial_choice=pointed, **look)
        text = text if beside else f"{text}\n{aside}"
        return Asked(made, text, keys, labels, typed, states)

    def remember(asked: Asked) -> None:
        nonlocal ticked, pointed
        ticked = set(asked.control.selected_options)
        pointed = str(asked.control.get_pointed_at().value)

    try:
        page.ask_menu(build, remember, typed, _explain)
    except Skip:
        page.confirmation = confirm_skip()
        raise
    except Stuck:
        page.confirmation = confirm_stuck()
        raise
    page.confirmation = confirm_boxes(checks, ticked)
    return ticked


def _state_words() -> tuple[str, str]:
    """Return the words that stand before a box, ticked and not, of one width."""
    done, to_do = (f"[{state_word(state)}]" for state in (State.DONE, State.OPEN))
    width = max(len(done), len(to_do))
    return done.ljust(width), to_do.ljust(width)


def _explain(typed: str) -> str:
    """Say what to do about characters that begin no box. No word leaves: ticks would be lost."""
    try:
        obey(typed)
    except (Quit, HelpAskedError):
        return _("To leave at once: Ctrl-C. Enter alone confirms the boxes.")
    return _("No box begins with “{said}”. Press Enter alone to confirm the boxes.").format(
        said=quote(typed.strip())
    )
