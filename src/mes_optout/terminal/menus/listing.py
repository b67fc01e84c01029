"""How the answers of a menu, or its boxes, look: the one that is pointed at stands out.

A screen reader speaks what is written, in the order of the rows. So the answer that is now pointed
at is written once more where others were written after it, and the cursor stands on it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Always
from prompt_toolkit.layout import Layout
from prompt_toolkit.styles import DEFAULT_ATTRS

POINTER = ">"
_CURRENT = "reverse"
_CURSOR = ("[SetCursorPosition]", "")
_CURSOR_COLUMN = 1
TEXT_COLUMN = len(POINTER) + 2
_AWAY = " " * TEXT_COLUMN

Fragments = list[tuple[str, str]]


class _ListLayout(Layout):
    """A layout whose list has the cursor, while keys ask about the buffer of the question.

    Without one, prompt_toolkit makes a new buffer whenever it looks at a key.
    """

    def __init__(self, layout: Layout, control: Any) -> None:  # noqa: ANN401
        self._buffer = layout.current_buffer
        super().__init__(layout.container, focused_element=control)

    @property
    def current_buffer(self) -> Buffer | None:
        """The buffer of the question, though it has not the focus."""
        return self._buffer


def indent(states: Sequence[str] = ()) -> int:
    """Return how many columns stand before a label."""
    return TEXT_COLUMN + (len(states[0]) + 1 if states else 0)


class Listing:
    """The list of a question. `states` are the words before a box: ticked, and not."""

    def __init__(self, application: Any, control: Any, states: Sequence[str] = ()) -> None:  # noqa: ANN401
        self._control = control
        self._states = states
        # The place that was written last, and the boxes that were ticked then.
        self._spoken, self._ticked = len(control.choices), list(control.selected_options)
        control.text = self._fragments
        control.focusable = Always()
        application.layout = _ListLayout(application.layout, control)
        application.after_render += self._speak

    def _fragments(self) -> Fragments:
        """Return the rows: as few pieces as there can be, for each costs time at every key.

        All but the current answer are one each. Its blanks and its pointer have a name of their
        own, so that a row is written anew from its beginning.
        """
        fragments: Fragments = []
        for place in range(len(self._control.choices)):
            lines = self._lines(place)
            if place != self._control.pointed_at:
                text = "\n".join(blank + text for blank, text in lines)
                fragments.append(("class:text", f"{_AWAY}{text}\n"))
                continue
            fragments += [("class:pointer", " "), _CURSOR, ("class:pointer", f"{POINTER} ")]
            for blank, text in lines:
                fragments += [("class:text", blank), (_CURRENT, text), ("class:text", "\n")]
        style, last = fragments[-1]
        fragments[-1] = (style, last[:-1])
        return fragments

    def _lines(self, place: int) -> Iterator[tuple[str, str]]:
        """Yield the lines of an answer, each with the blanks before it."""
        choice = self._control.choices[place]
        state = ""
        if self._states:
            state = self._states[choice.value not in self._control.selected_options] + " "
        for number, line in enumerate(f"{state}{choice.title}".split("\n")):
            text = line.lstrip()
            yield ("" if number == 0 else " " * (len(line) - len(text))), text

    def _speak(self, application: Any) -> None:  # noqa: ANN401
        """Write the current answer again, unless it was written last; the cursor stays.

        Of a box that was ticked only some letters were written.
        """
        before, ticked = self._spoken, self._ticked
        self._spoken = now = self._control.pointed_at
        self._ticked = list(self._control.selected_options)
        if (now >= before and ticked == self._ticked) or application.is_done:
            return
        output, at = application.output, _CURSOR_COLUMN
        output.set_attributes(DEFAULT_ATTRS._replace(reverse=True), application.color_depth)
        lines = list(self._lines(now))
        if self._is_cut_off(application):
            del lines[1:]  # where the others would stand may be something else
        for number, (blank, text) in enumerate(lines):
            output.cursor_down(bool(number))
            _move(output, at, len(blank) if number else TEXT_COLUMN)
            output.write(text)
            at = (len(blank) if number else TEXT_COLUMN) + len(text)
        output.reset_attributes()
        output.cursor_up(len(lines) - 1)
        _move(output, at, _CURSOR_COLUMN)
        output.flush()

    def _is_cut_off(self, application: Any) -> bool:  # noqa: ANN401
        shown = application.layout.current_window.render_info
        return shown is None or shown.content_height > shown.window_height


def _move(output: Any, here: int, there: int) -> None:  # noqa: ANN401
    """Move the cursor from a column to another."""
    if there > here:
        output.cursor_forward(there - here)
    elif there < here:
        output.cursor_backward(here - there)
