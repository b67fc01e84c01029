"""Asking for one of several answers in a menu: with arrow keys, its number, its first letters."""

from collections.abc import Sequence

import questionary

from mes_optout.i18n import _
from mes_optout.terminal.answers import (
    HelpAskedError,
    confirm_answer,
    explain_words,
    obey,
    quote,
)
from mes_optout.terminal.menus.asked import LOOK, Asked, wrap_label
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.hints import choice_keys, first_keys
from mes_optout.terminal.menus.listing import indent
from mes_optout.terminal.menus.page import MenuPage
from mes_optout.walkthrough.prompter import Option, Quit


def choose_option(page: MenuPage, question: str, options: Sequence[Option]) -> Option:
    """Ask for one of `options`. Raises Quit for the one that leaves."""
    pointed = options[0]
    leaving = next((place for place, option in enumerate(options) if option.leaves), None)
    typed = TypedCharacters([option.label for option in options], leaving)
    at_first = not page.confirmation and not page.goes_back
    keys = first_keys() if at_first else choice_keys(len(options), goes_back=page.goes_back)

    def build(trouble: str) -> Asked:
        labels = [wrap_label(option.label, indent()) for option in options]
        choices = [
            questionary.Choice(label, value=option)
            for label, option in zip(labels, options, strict=True)
        ]
        text = page.word_question(trouble, question, keys, labels)
        default = choices[options.index(pointed)]
        made = questionary.select(text, choices, default=default, **LOOK)
        return Asked(made, text, keys, labels, typed)

    def remember(asked: Asked) -> None:
        nonlocal pointed
        pointed = options[asked.control.pointed_at]

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
        return f"{how} {explain_words()}"
    return _("No answer begins with “{said}”. Use arrow keys or first letters, then Enter.").format(
        said=quote(typed.strip())
    )
