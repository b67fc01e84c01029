"""Questions as plain lines: for screen readers, braille, dumb terminals and pipes."""

from mes_optout.terminal.lines.choose import choose_option
from mes_optout.terminal.lines.line import ask_typed_line
from mes_optout.terminal.lines.page import LinePage
from mes_optout.terminal.lines.tick import tick_boxes


class LinearPrompter(LinePage):
    """Asks for lines, whose numbers and words say what one means."""

    choose = choose_option
    tick = tick_boxes
    ask_line = ask_typed_line
