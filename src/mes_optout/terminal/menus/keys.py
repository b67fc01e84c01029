"""The keys of a menu: those of questionary that we do not want, and those that we add."""

import sys
from collections.abc import Callable
from enum import Enum
from typing import Any

from prompt_toolkit.filters import Condition
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys

from mes_optout.system.tty import drop_waiting_keys
from mes_optout.terminal import leaving
from mes_optout.terminal.first_letters import Letters


class Key(Enum):
    """How a question can end without an answer."""

    PANIC = "panic"
    END = "end"
    BACK = "back"
    SUSPEND = "suspend"
    RESIZE = "resize"
    LOST = "lost"  # Enter after letters that mean no answer


# questionary's « a » ticks all boxes and « i » inverts them: one slip would undo an evening.
_UNWANTED = ("a", "i", "c-q", "c-c")

_WANTED = {
    "c-c": Key.PANIC,
    "<sigint>": Key.PANIC,
    "c-d": Key.END,
    "c-z": Key.SUSPEND,
    "escape": Key.BACK,
}

# Escape alone is « back »; the start of an arrow key's sequence follows within this many seconds.
_ESCAPE_SECONDS = 0.05


def bind(
    application: Any,  # noqa: ANN401  (prompt_toolkit's is generic)
    *,
    typed: bool,
    fits: Callable[[], bool],
) -> None:
    """Give a question our keys, and end it when the terminal changes its size.

    In a `typed` line the left arrow stays with the cursor. `fits` says whether the page was drawn
    for the terminal as it is.
    """
    bindings = application.key_bindings
    if not typed:
        # Not every kind of question binds all of them, and removing one that is absent fails.
        bound = {getattr(key, "value", key) for b in bindings.bindings for key in b.keys}
        for name in bound.intersection(_UNWANTED):
            bindings.remove(name)
    else:
        extra = KeyBindings()
        application.key_bindings = merge_key_bindings([bindings, extra])
        bindings = extra
    wanted = _WANTED if typed else {**_WANTED, "left": Key.BACK}
    for name, key in wanted.items():
        bindings.add(name, eager=True)(_ending(application, key))
    application.ttimeoutlen = _ESCAPE_SECONDS
    application._on_resize = lambda: _end(application, Key.RESIZE)  # noqa: SLF001  (no public way)
    # A change while the page was drawn: nobody listened to the signal then.
    application.before_render += lambda _: None if fits() else _end(application, Key.RESIZE)
    # Without this an exception in a handler prints a traceback and waits for Enter, in English.
    application._handle_exception = lambda _loop, context: application.exit(  # noqa: SLF001
        exception=context.get("exception") or RuntimeError(context["message"])
    )


def bind_letters(
    application: Any,  # noqa: ANN401
    control: Any,  # noqa: ANN401  (questionary's list of answers)
    letters: Letters,
    *,
    boxes: bool,
) -> None:
    """Let typed and pasted letters move the pointer; nothing but Enter, or space, ever chooses.

    Space ticks one of `boxes`. After letters it may be a blank between words: what it changed is
    put back as soon as a letter follows. So no sentence that is typed here ticks a box.
    """

    def add_letters(typed: str) -> None:
        if typed:
            _edit(letters, control, lambda: letters.add(typed))

    def then_move(move: Callable[[], None]) -> Callable[[Any], None]:
        def handler(_event: Any) -> None:  # noqa: ANN401
            letters.forget()
            move()

        return handler

    add = application.key_bindings.add
    add(Keys.Any)(lambda event: add_letters(_typed(event)))
    add(Keys.BracketedPaste, eager=True)(lambda event: add_letters(event.data))
    add("backspace", eager=True)(lambda _event: _edit(letters, control, letters.take_back))
    add("up", eager=True)(then_move(control.select_previous))
    add("down", eager=True)(then_move(control.select_next))
    add("enter", eager=True, filter=Condition(lambda: letters.lost))(_ending(application, Key.LOST))
    if boxes:
        add(" ", eager=True)(lambda _event: _space(letters, control))


def _edit(letters: Letters, control: Any, change: Callable[[], None]) -> None:  # noqa: ANN401
    """Change the letters, and point at what they mean; a blank before them was no tick."""
    if letters.undo is not None:
        control.selected_options[:] = letters.undo
        letters.undo = None
    change()
    if (place := letters.meant) is not None:
        control.pointed_at = place


def _space(letters: Letters, control: Any) -> None:  # noqa: ANN401
    """Turn a box over; after letters until another one follows, and not if they mean no box."""
    if letters.lost:
        letters.add(" ")
        return
    if letters.text.strip():
        if letters.undo is None:
            letters.undo = tuple(control.selected_options)
        letters.add(" ")
    _turn_over(control)


def _typed(event: Any) -> str:  # noqa: ANN401
    """Return the letter of a key, or nothing for a key such as Home or F1."""
    key = event.key_sequence[0].key
    return "" if isinstance(key, Keys) else str(key)


def _turn_over(control: Any) -> None:  # noqa: ANN401
    """Tick the box that is pointed at, or take its tick away."""
    box, ticked = control.get_pointed_at().value, control.selected_options
    if box in ticked:
        ticked.remove(box)
    else:
        ticked.append(box)


def _ending(application: Any, key: Key) -> Callable[[Any], None]:  # noqa: ANN401
    def handler(_event: Any) -> None:  # noqa: ANN401
        if key is Key.PANIC:
            leaving.clear()  # at once; tearing down takes a moment
        _end(application, key)

    return handler


def _end(application: Any, key: Key) -> None:  # noqa: ANN401
    if application.future and not application.future.done():
        application.exit(result=key)


def drop_typed_ahead(application: Any) -> None:  # noqa: ANN401
    """Forget keys pressed before the question stood: three quick Enters answer one question."""
    clear_typeahead(application.input)
    drop_waiting_keys(sys.stdin.fileno())
