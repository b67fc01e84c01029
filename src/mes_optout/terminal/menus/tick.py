"""Asking which boxes are ticked in a menu: space changes one, Enter confirms them all."""

from collections.abc import Sequence

import questionary
from questionary.prompts import common

from mes_optout.i18n import _
from mes_optout.progress.model import State
from mes_optout.terminal.answers import HelpAskedError, confirm_boxes, confirm_skip, obey, quote
from mes_optout.terminal.menus.keys import TypedCharacters
from mes_optout.terminal.menus.page import LOOK, POINTER, MenuPage, find_list, wrap_label
from mes_optout.walkthrough.prompter import CheckState, Quit, Skip
from mes_optout.wording.phrases import state_word


def tick_boxes(page: MenuPage, question: str, checks: Sequence[CheckState]) -> set[str]:
    """Ask which boxes are ticked; returns the ids of all that then are. Raises Skip."""
    done, to_do = _state_words()
    # Hard-coded in questionary as dots; a state has to be a word.
    vars(common).update(INDICATOR_SELECTED=done, INDICATOR_UNSELECTED=to_do)
    ticked = {check.id for check in checks if check.ticked}
    pointed = checks[0].id
    indent = " " * (len(POINTER) + len(done) + 3)
    typed = TypedCharacters([check.text for check in checks], boxes=True)
    how = (
        _("(Space: tick, Enter: confirm, x: not for me)")
        if typed.can_skip
        else _("(Space: tick, Enter: confirm)")
    )

    def build(trouble: str) -> questionary.Question:
        choices = [
            questionary.Choice(wrap_label(c.text, indent), value=c.id, checked=c.id in ticked)
            for c in checks
        ]
        text = page.fit_question(trouble, f"{question} {how}", choices)
        return questionary.checkbox(text, choices, initial_choice=pointed, **LOOK)

    def remember(question: questionary.Question) -> None:
        nonlocal ticked, pointed
        boxes = find_list(question)
        ticked = set(boxes.selected_options)
        pointed = str(boxes.get_pointed_at().value)

    try:
        page.ask_menu(build, remember, typed, _explain)
    except Skip:
        page.confirmation = confirm_skip()
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
