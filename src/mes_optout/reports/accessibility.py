"""How to read and to answer: the ways, the keys, the limits, and what was tried with what.

`texts/` holds the words. They have to stay true to `terminal`: the tests compare the two. Neither
tables nor rules nor indents: a page that is listened to, or felt, is read line after line.
"""

from mes_optout.progress.model import State
from mes_optout.text import number_sections, wrap
from mes_optout.wording.phrases import state_word
from mes_optout.wording.prose import Prose

_PROSE = Prose("accessibility")


def render_accessibility(width: int) -> str:
    """Say it in at most `width` columns; only what is to be typed may be longer."""
    state = f"[{state_word(State.DONE)}]"
    given = {"settings": _PROSE.say_here("settings"), "leaving": _PROSE.say_here("leaving")}
    (title, intro), *sections = (
        _PROSE.section(name, state=state, **given) for name in _PROSE.names()
    )
    lines = [*wrap(title, width), "", *(line for part in intro for line in wrap(part, width))]
    return "\n".join((*lines, *number_sections(sections, width))) + "\n"
