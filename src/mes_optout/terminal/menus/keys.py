"""The keys of a menu: those of questionary that we do not want, and those that we add."""

import sys
from collections.abc import Callable
from enum import Enum
from typing import Any

from prompt_toolkit.filters import Condition
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys

from mes_optout.system import process
from mes_optout.system.tty import drop_waiting_keys
from mes_optout.terminal import leaving
from mes_optout.terminal.answers import STUCK, is_skip
from mes_optout.terminal.menus import keyboard
from mes_optout.terminal.menus.characters import MOST_TYPED, TypedCharacters


class Key(Enum):
    """How a question can end without an answer."""

    PANIC = "panic"
    ABORT = "abort"
    END = "end"
    BACK = "back"
    SUSPEND = "suspend"
    RESIZE = "resize"
    SKIP = "skip"
    STUCK = "stuck"
    LOST = "lost"  # Enter after characters that mean no answer


# Those that leave at once, and the exit code of each.
LEAVING = {Key.PANIC: leaving.PANIC, Key.ABORT: leaving.QUIT}

# questionary's « a » ticks all boxes and « i » inverts them: one slip would undo an evening.
_UNWANTED = ("a", "i", "c-q", "c-c")

_WANTED = {
    "c-c": Key.PANIC,
    "<sigint>": Key.PANIC,
    "c-\\": Key.ABORT,
    "c-d": Key.END,
    "c-z": Key.SUSPEND if process.can_stop() else Key.END,
    "escape": Key.BACK,
}

# Escape alone is « back »; the start of an arrow key's sequence follows within this many seconds.
_ESCAPE_SECONDS = 0.05


def bind(
    application: Any,  # noqa: ANN401  (prompt_toolkit's is generic)
    *,
    in_line: bool,
    fits: Callable[[], bool],
) -> None:
    """Give a question our keys, and end it when the terminal changes its size.

    In a typed line (`in_line`) the left arrow stays with the cursor. `fits` says whether the page
    was drawn for the terminal as it is.
    """
    application.input = keyboard.Keyboard(application.input)
    bindings = application.key_bindings
    if not in_line:
        # Not every kind of question binds all of them, and removing one that is absent fails.
        bound = {getattr(key, "value", key) for b in bindings.bindings for key in b.keys}
        for name in bound.intersection(_UNWANTED):
            bindings.remove(name)
    else:
        extra = KeyBindings()
        application.key_bindings = merge_key_bindings([bindings, extra])
        bindings = extra
        bindings.add(Keys.BracketedPaste, eager=True)(
            lambda event: application.current_buffer.insert_text(event.data[:MOST_TYPED])
        )
    wanted = _WANTED if in_line else {**_WANTED, "left": Key.BACK}
    for name, key in wanted.items():
        bindings.add(name, eager=True)(_end_with(application, key))
    application.ttimeoutlen = _ESCAPE_SECONDS
    application._on_resize = lambda: end(application, Key.RESIZE)  # noqa: SLF001  (no public way)
    # A change while the page was drawn: nobody listened to the signal then.
    application.before_render += lambda _: None if fits() else end(application, Key.RESIZE)
    # Without this an exception in a handler prints a traceback and waits for Enter, in English.
    application._handle_exception = lambda _loop, context: application.exit(  # noqa: SLF001
        exception=context.get("exception") or RuntimeError(context["message"])
    )


def bind_characters(
    application: Any,  # noqa: ANN401
    control: Any,  # noqa: ANN401  (questionary's list of answers)
    typed: TypedCharacters,
) -> None:
    """Let typed and pasted characters move the pointer; nothing but Enter, or space, ever chooses.

    Space ticks a box. After characters it may be a blank between words: what it changed is
    put back as soon as one follows. So no sentence that is typed here ticks a box. A key that
    leaves the boxes counts alone: not as the first letter of what comes in one go.
    """

    def paste(characters: str) -> None:
        if characters:
            _edit(typed, control, lambda: typed.add(characters))

    def type_in(event: Any) -> None:  # noqa: ANN401
        characters = _character_of(event)
        alone = not typed.text.strip() and not event.key_processor.input_queue
        if typed.can_skip and alone and is_skip(characters):
            end(application, Key.SKIP)
        elif typed.boxes and alone and characters == STUCK:
            end(application, Key.STUCK)
        else:
            paste(characters)

    def start_anew_and(move: Callable[[], None]) -> Callable[[Any], None]:
        def handle(_event: Any) -> None:  # noqa: ANN401
            typed.clear()
            move()

        return handle

    add = application.key_bindings.add
    add(Keys.Any)(type_in)
    add(Keys.BracketedPaste, eager=True)(lambda event: paste(event.data))
    add("backspace", eager=True)(lambda _event: _edit(typed, control, typed.delete_last))
    add("up", eager=True)(start_anew_and(control.select_previous))
    add("down", eager=True)(start_anew_and(control.select_next))
    lost = Condition(lambda: typed.match_nothing)
    add("enter", eager=True, filter=lost)(_end_with(application, Key.LOST))
    if typed.boxes:
        add(" ", eager=True)(lambda _event: _press_space(typed, control))


def _edit(typed: TypedCharacters, control: Any, change: Callable[[], None]) -> None:  # noqa: ANN401
    """Change the characters, and point at what they mean; a blank before them was no tick."""
    if typed.ticked_before is not None:
        control.selected_options[:] = typed.ticked_before
        typed.ticked_before = None
    change()
    if (place := typed.match) is not None:
        control.pointed_at = place


def _press_space(typed: TypedCharacters, control: Any) -> None:  # noqa: ANN401
    """Toggle a box; after characters until another one follows, and not if they mean no box."""
    if typed.match_nothing:
        typed.add(" ")
        return
    if typed.text.strip():
        if typed.ticked_before is None:
            typed.ticked_before = tuple(control.selected_options)
        typed.add(" ")
    _toggle(control)


def _character_of(event: Any) -> str:  # noqa: ANN401
    """Return the character of a key, or nothing for a key such as Home or F1."""
    key = event.key_sequence[0].key
    return "" if isinstance(key, Keys) else str(key)


def _toggle(control: Any) -> None:  # noqa: ANN401
    """Tick the box that is pointed at, or take its tick away."""
    box, ticked = control.get_pointed_at().value, control.selected_options
    if box in ticked:
        ticked.remove(box)
    else:
        ticked.append(box)


def _end_with(application: Any, key: Key) -> Callable[[Any], None]:  # noqa: ANN401
    def handle(_event: Any) -> None:  # noqa: ANN401
        if key in LEAVING:
            leaving.clear()  # at once; tearing down takes a moment
        end(application, key)

    return handle


def end(application: Any, key: Key) -> None:  # noqa: ANN401
    """End a question that runs without an answer."""
    if application.future and not application.future.done():
        application.exit(result=key)


def drop_typed_ahead(application: Any) -> str:  # noqa: ANN401
    """Forget keys pressed while no question stood: three quick Enters answer one question.

    Return the first that leaves at once, or nothing.
    """
    clear_typeahead(application.input)
    return keyboard.find_leaving(drop_waiting_keys(sys.stdin.fileno()).decode("latin-1"))
