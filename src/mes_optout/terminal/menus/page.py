"""A page of the menus with the question beneath it, which is drawn anew as often as it takes."""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from mes_optout.errors import InputEndedError
from mes_optout.system import process, tty
from mes_optout.terminal import leaving
from mes_optout.terminal.answers import HelpAskedError, end_sentence, obey
from mes_optout.terminal.layout import NO_AIR, SOME_AIR, Air, Layout, Sheet, word_keys
from mes_optout.terminal.menus import keyboard
from mes_optout.terminal.menus.asked import Asked, count_rows, wrap_question
from mes_optout.terminal.menus.characters import TypedCharacters
from mes_optout.terminal.menus.hints import back_key
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
from mes_optout.walkthrough.prompter import Back, Quit, Screen, Skip, Stuck

_NOWHERE = os.terminal_size((0, 0))


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
        draw(self._lay_out(screen, tty.measure().columns).whole(SOME_AIR))

    def say(self, text: str) -> None:
        """Put a sentence behind the answer said back, above the page that is shown next."""
        self.confirmation = f"{end_sentence(self.confirmation)} {text}"

    def draw_again(self) -> None:
        """Have the page drawn anew with its question: what stood there was wiped."""
        self._size, self._drawn = _NOWHERE, None
        if self._running is not None:
            end(self._running.question.application, Key.RESIZE)

    def word_question(
        self, trouble: str, question: str, keys: Sequence[str], labels: Sequence[str]
    ) -> str:
        """Put a sentence above a question, or in its place where there is no room for both."""
        if not trouble:
            return wrap_question(question)
        together = f"{wrap_question(trouble)}\n {wrap_question(question)}"
        size = tty.measure()
        screen = self._screen
        page = self._lay_out(screen, size.columns).whole(NO_AIR).rows if screen else 0
        below = count_rows([together, *labels]) + len(word_keys(keys, size.columns - 2))
        fits = page + below <= size.lines
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
                self._lead_on(leads, asked, lost=answer is Key.LOST)
                continue
            match answer:
                case Key.SKIP:
                    raise Skip
                case Key.STUCK:
                    raise Stuck(set(asked.control.selected_options))
                case _:
                    return answer is not Key.LOST

    def _lead_on(self, leads: Asked, asked: Asked, *, lost: bool) -> None:
        """Go to the next part of the page, unless characters were typed that mean nothing there.

        Words count; but above boxes none leaves, for what was ticked there would be lost.
        """
        if not lost:
            self._parts.go_on()
            return
        try:
            obey(leads.typed.text if leads.typed else "")
        except HelpAskedError:
            return  # the keys stand there
        except Back:
            self._go_back()
        except Quit:
            if not asked.states:
                raise

    def _go_back(self) -> None:
        if not self._parts.go_back():
            self.go_back()

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
                self._go_back()
            case _:
                return False
        return True

    def _stand(self, asked: Asked) -> Asked | None:
        """Have the page stand above a question; return what leads on, where a part of it stands."""
        self._leave_if_asked()
        self._size = size = tty.measure()
        if (screen := self._screen) is None:
            asked.add_keys(word_keys(asked.keys, size.columns - 2))
            return None
        sheet, air, keys, code = self._fit(screen, asked, size)
        leads = self._parts.lead_on(goes_back=self.goes_back)
        if sheet != self._drawn:
            draw(sheet, () if leads else code)
            self._drawn = sheet
        if leads is None:
            asked.limit(size.lines - sheet.rows - len(keys) - len(code))
            asked.add_keys(keys, apart=air.below)
        else:
            leads.add_keys(word_keys(leads.keys, size.columns - 2))
        return leads

    def _fit(
        self, screen: Screen, asked: Asked, size: os.terminal_size
    ) -> tuple[Sheet, Air, list[str], list[str]]:
        """Return what stands: a page or its part, the line of keys, and a code below a page."""
        width = size.columns
        code = fit_code(screen.code, width, size.lines) if screen.code else []
        layout, keys = self._lay_out(screen, width), word_keys(asked.keys, width - 2)
        room = Room(size.lines, asked.rows + len(keys) + len(code), count_leading_rows(width - 2))
        sheets, air = fit(layout, room)
        if len(sheets) > 1 and not self.goes_back:  # Escape goes to the part before all the same
            keys = word_keys([*asked.keys, back_key()], width - 2)
            room = room._replace(asked=asked.rows + len(keys) + len(code))
            sheets, air = fit(layout, room)
        return self._parts.choose(sheets), air, keys, code

    def _lay_out(self, screen: Screen, columns: int) -> Layout:
        return Layout(screen, self.confirmation, columns)

    def _run(self, asked: Asked) -> object:
        """Return how a question ended; what was typed before or behind it is dropped."""
        application = asked.question.application
        bind(application, in_line=asked.typed is None, fits=self._fits)
        if asked.typed is not None:
            bind_characters(application, asked.control, asked.typed)
            Listing(application, asked.control, asked.states)
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
