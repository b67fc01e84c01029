"""The words of a menu, wrapped before questionary sees them: it cuts what does not fit."""

import shutil

from mes_optout.progress.standing import State
from mes_optout.text import wrap
from mes_optout.wording.phrases import state_word


def marks() -> tuple[str, str]:
    """Return the words that stand before a box, ticked and not, of one width."""
    done, to_do = (f"[{state_word(state)}]" for state in (State.DONE, State.OPEN))
    width = max(len(done), len(to_do))
    return done.ljust(width), to_do.ljust(width)


def asked(question: str) -> str:
    """Wrap a question. questionary puts a space before it, so the lines below get one too."""
    return "\n ".join(wrap(question, _columns() - 2))


def wrapped(label: str, indent: str) -> str:
    """Wrap a label before questionary sees it, for it cuts what does not fit."""
    columns = _columns()
    if len(indent) > columns // 3:  # too narrow to stand beside a mark: begin on the next line
        return "\n  ".join(["", *wrap(label, columns - 3, break_words=True)])
    return f"\n{indent}".join(wrap(label, columns - len(indent) - 1, break_words=True))


def _columns() -> int:
    return shutil.get_terminal_size().columns
