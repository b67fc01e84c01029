"""A page of the menus with the question beneath it, which is drawn anew as often as it takes."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from mes_optout.errors import InputEndedError
from mes_optout.system import process, tty
from mes_optout.terminal import leaving
from mes_optout.terminal.answers import end_sentence
from mes_optout.terminal.layout import AIRS, NO_AIR, Layout, Sheet, word_keys
from mes_optout.terminal.menus import keyboard
from mes_optout.terminal.menus.asked import Asked, count_rows, wrap_question
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.keys import (
    LEAVING,
    Key,
    bind,
    bind_characters,
    drop_typed_ahead,
    end,
)
from mes_optout.terminal.menus.listing import Listing
from mes_optout.terminal.menus.parts import Parts, count_leading_rows
from mes_optout.terminal.paging import Room, fit
from mes_optout.terminal.screens import draw, fit_code
from mes_optout.walkthrough.prompter import Back, Screen, Skip, Stuck

_NOWHERE = os.terminal_size((0, 0))
_KEYS = 1  # rows, where nothing is paged


class MenuPage:
    """The page shown last. Its first line is `confirmation`, which says the answer before back.

    `above` is what a command has printed itself, and asks below before there is any page.
    """

    def __init__(self, above: str = "") -> None:
        self.confirmation = ""
        self.goes_back = False
        self._screen: Screen | None = None
        self._above = above
        self._size = tty.measure()  # for which the page was drawn
        self._drawn: Sheet | None = None
        self._parts = Parts()
        self._running: Asked | None = None
        self._leaving = ""  # the key that leaves, once it was pressed behind an answer

    def can_show_code(self, address: str) -> bool:
        """Say whether a QR code of an address has room here."""
        size = tty.measure()
        return bool(fit_code(address, size.columns, size.lines))

    def show(self, screen: Screen) -> None:
        """Have a page stand on a cleared screen, as soon as it is known what is asked beneath."""
        self._leave_if_asked()
        self._screen, self._drawn, self._parts = screen, None, Parts()

    def show_last(self, screen: Screen) -> None:
        """Show a page on a cleared screen."""
        self.show(screen)
        draw(self._lay_out(screen, tty.measure().columns).whole(AIRS[1]))

    def say(self, text: str) -> None:
        """Put a sentence behind the answer said back, above the page that is shown next."""
        self.confirmation = f"{end_sentence(self.confirmation)} {text}"

    def draw_again(self) -> None:
        """Have the page drawn anew with its question: what stood there was wiped."""
        self._size = _NOWHERE
        if self._running is not None:
            end(self._running.question.application, Key.RESIZE)

    def word_question(self, trouble: str, question: str, labels: Sequence[str] = ("",)) -> str:
        """Put a sentence above a question, or in its place where there is no room for both."""
        if not trouble:
            return wrap_question(question)
        together = f"{wrap_question(trouble)}\n {wrap_question(question)}"
        size = tty.measure()
        screen = self._screen
        page = self._lay_out(screen, size.columns).whole(NO_AIR).rows if screen else 0
        fits = page + count_rows([together, *labels]) + _KEYS <= size.lines
        return together if fits else wrap_question(trouble)

    def ask_menu(
        self,
        build: Callable[[str], Asked],
        remember: Callable[[Asked], None],
        typed: TypedCharacters,
        explain: Callable[[str], str],
    ) -> None:
        """Ask until Enter comes while no characters, or those of an answer, are `typed`.

        `explain` says what to do about others; `build` puts that above the question. `remember`:
        see `ask`. Raises what `ask` and `explain` do.
        """
        trouble = ""
        while not self.ask(partial(build, trouble), remember):
            try:
                trouble = explain(typed.text)
            except Back:
                self.go_back()
            typed.clear()

    def ask(self, build: Callable[[], Asked], remember: Callable[[Asked], None]) -> bool:
        """Run a question to its Enter, drawing the page again after a stop or a resize.

        `remember` is called each time it ends: what was moved but not entered outlives a redraw,
        as do characters that are typed at a menu, until a stop. False: they mean no answer. Raises
        Back, Skip, Stuck and InputEndedError.
        """
        while True:
            asked = build()
            leads = self._stand(asked)
            answer = self._run(leads or asked)
            if leads is None:
                remember(asked)
            if self._meet(answer, asked.typed):
                continue
            if leads is not None:
                self._parts.go_on(leads, lost=answer is Key.LOST)
                continue
            match answer:
                case Key.SKIP:
                    raise Skip
                case Key.STUCK:
                    raise Stuck(set(asked.list.selected_options))
                case _:
                    return answer is not Key.LOST

    def _meet(self, answer: object, typed: TypedCharacters | None) -> bool:
        """Do what a key asks for that is no answer anywhere; False for all others."""
        match answer:
            case Key.PANIC | Key.ABORT:
                leaving.leave(LEAVING[answer])
            case Key.END:
                raise InputEndedError
            case Key.SUSPEND:
                self._stop(typed)
            case Key.RESIZE:
                self._drawn = None
            case Key.BACK:
                if not self._parts.go_back():
                    self.go_back()
            case _:
                return False
        return True

    def _stand(self, asked: Asked) -> Asked | None:
        """Have the page stand above a question; return what leads on, where a part of it stands."""
        self._leave_if_asked()
        self._size = size = tty.measure()
        keys, width = word_keys(asked.keys, size.columns - 2), size.columns
        if (screen := self._screen) is None:
            asked.add_keys(keys)
            return None
        code = fit_code(screen.code, width, size.lines) if screen.code else []
        below = asked.rows + len(keys) + len(code)
        room = Room(size.lines, below, count_leading_rows(width - 2))
        layout = self._lay_out(screen, width)
        if code and layout.whole(NO_AIR).rows + below > size.lines:
            layout = Layout(screen, "", width)
        sheets, air = fit(layout, room)
        sheet = self._parts.choose(sheets)
        if sheet != self._drawn:
            draw(sheet, code)
            self._drawn = sheet
        leads = self._parts.lead_on(goes_back=self.goes_back)
        if leads is None:
            asked.limit(size.lines - sheet.rows - len(keys) - len(code))
            asked.add_keys(keys, apart=air.below)
        else:
            leads.add_keys(word_keys(leads.keys, width - 2))
        return leads

    def _lay_out(self, screen: Screen, columns: int) -> Layout:
        return Layout(screen, self.confirmation, columns)

    def _run(self, asked: Asked) -> object:
        """Return how a question ended; what was typed before or behind it is dropped."""
        application = asked.question.application
        bind(application, in_line=asked.typed is None, fits=self._fits)
        if asked.typed is not None:
            bind_characters(application, asked.list, asked.typed)
            Listing(application, asked.list, asked.states)
        self._leaving = self._leaving or drop_typed_ahead(application)
        self._leave_if_asked()
        self._running = asked
        answer = asked.question.unsafe_ask()
        self._running = None
        # Until now it was a key and no signal, and what is confirmed may be long in saving.
        if pressed := drop_typed_ahead(application):
            self._leaving = pressed
            leaving.clear()
        return answer

    def _leave_if_asked(self) -> None:
        if self._leaving:
            leaving.leave(keyboard.LEAVING[self._leaving])

    def go_back(self) -> NoReturn:
        """Leave for the question before, which has no answer to say back. Raises Back."""
        self.confirmation = ""
        raise Back

    def _stop(self, typed: TypedCharacters | None) -> None:
        if typed is not None:
            typed.clear()
        process.stop_job()
        if self._screen is None:  # a terminal that was resized still has it
            sys.stdout.write(self._above)
        self._drawn = None

    def _fits(self) -> bool:
        return tty.measure() == self._size
