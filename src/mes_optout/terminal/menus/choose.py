"""Asking for one of several answers in a menu: with the arrow keys or its first characters."""

from collections.abc import Sequence

import questionary

from mes_optout.i18n import _
from mes_optout.terminal.answers import (
    HelpAskedError,
    confirm_answer,
    explain_keywords,
    obey,
    quote,
)
from mes_optout.terminal.menus.keys import TypedCharacters
from mes_optout.terminal.menus.page import LOOK, POINTER, MenuPage, find_list, wrap_label
from mes_optout.walkthrough.prompter import Option, Quit


def choose_option(page: MenuPage, question: str, options: Sequence[Option]) -> Option:
    """Ask for one of `options`. Raises Quit for the one that leaves."""
    pointed = options[0]
    leaving = next((place for place, option in enumerate(options) if option.leaves), None)
    indent = " " * (len(POINTER) + 2)

    def build(trouble: str) -> questionary.Question:
        choices = [questionary.Choice(wrap_label(o.label, indent), value=o) for o in options]
        text = page.fit_question(trouble, question, choices)
        default = choices[options.index(pointed)]
        return questionary.select(text, choices, default=default, **LOOK)

    def remember(question: questionary.Question) -> None:
        nonlocal pointed
        pointed = options[find_list(question).pointed_at]

    typed = TypedCharacters([option.label for option in options], leaving)
    page.ask_menu(build, remember, typed, _explain)
    page.confirmation = confirm_answer(pointed.label)
    if pointed.leaves:
        raise Quit
    return pointed


def _explain(typed: str) -> str:
    """Say what to do about characters that begin no answer; the words that rule are obeyed."""
    try:
        obey(typed)
    except HelpAskedError:
        how = _("Move with the arrow keys or the first letters of an answer, then Enter.")
        return f"{how} {explain_keywords()}"
    return _("No answer begins with “{said}”. Use arrow keys or first letters, then Enter.").format(
        said=quote(typed.strip())
    )
