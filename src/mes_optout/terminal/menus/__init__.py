"""Questions as menus: arrow keys, space and Enter, below a page in a frame.

Only this folder knows questionary and prompt_toolkit.
"""

from mes_optout.terminal.menus.choose import choose_option
from mes_optout.terminal.menus.line import ask_typed_line
from mes_optout.terminal.menus.page import MenuPage
from mes_optout.terminal.menus.tick import tick_boxes


class MenuPrompter(MenuPage):
    """Asks with arrow keys, space and Enter. Escape or left goes back, Ctrl-D saves and leaves."""

    choose = choose_option
    tick = tick_boxes
    ask_line = ask_typed_line
