"""Menus and panels where a terminal can do them, plain lines everywhere else.

Whatever depends on that choice stands here: a prompter, the single questions that a command asks
outside a walkthrough, and a list on the screen.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TextIO

from mes_optout.errors import InputEndedError
from mes_optout.i18n import _
from mes_optout.system import tty
from mes_optout.terminal import leaving
from mes_optout.text import WIDTH, count_columns
from mes_optout.walkthrough.prompter import Back, Prompter, Quit, Screen, day_line
from mes_optout.wording.blocks import Document, Part, Row

_OFF = frozenset({"0", "false", "no", "non", "off"})


def is_linear(
    *, simple: bool | None, environment: Mapping[str, str], source: TextIO, out: TextIO
) -> bool:
    """Decide: what was asked for wins over the variables, and these over what is detected."""
    if simple is not None:
        return simple
    for name in ("MES_OPTOUT_SIMPLE", "ACCESSIBLE"):
        value = environment.get(name, "").strip().lower()
        if value and value not in _OFF:
            return True
        if value:
            break  # switched off on purpose; what the terminal cannot do still counts
    return (
        environment.get("TERM") == "dumb"
        or not source.isatty()
        or not out.isatty()
        or not tty.obeys_codes()
        # prompt_toolkit prints « ? » there, and Rich raises.
        or (out.encoding or "").lower().replace("-", "") != "utf8"
    )


def make_prompter(*, simple: bool | None = None, above: str = "") -> Prompter:
    """Make the prompter for this terminal; `simple` is what was asked for, if anything was.

    `above` is what a command has printed itself, to which its first question belongs.
    """
    source = sys.stdin
    linear = is_linear(simple=simple, environment=os.environ, source=source, out=sys.stdout)
    if linear or not (source.isatty() and sys.stdout.isatty()):
        from mes_optout.terminal.lines import LinearPrompter  # noqa: PLC0415  (either, not both)

        prompter = LinearPrompter(source, sys.stdout, above)
        leaving.prepare_lines(source, prompter.repeat)
        return prompter
    from mes_optout.terminal.menus import MenuPrompter  # noqa: PLC0415  (imports questionary)

    menus = MenuPrompter(above)
    leaving.prepare_terminal(source, menus.draw_again)
    return menus


def confirm_deletion(listed: str) -> bool:
    """Ask once, below the files just `listed`; anything but a clear yes keeps them."""
    from mes_optout.walkthrough.visit import keep_or_delete  # noqa: PLC0415  (only here)

    try:
        with _wiped_when_input_ends():
            prompter = make_prompter(above=listed)
            return prompter.choose(_("Delete it?"), keep_or_delete()).id == "yes"
    except (Back, Quit):
        return False


def ask_day(today: date | None, *, closed: bool) -> date | None:
    """Ask for the day of sending, or of closure; None if the person does not know it or leaves."""
    question = (
        _("On which day did you close the space?")
        if closed
        else _("On which day was the letter or e-mail sent?")
    )
    try:
        with _wiped_when_input_ends():
            return make_prompter().ask_line(day_line(question, today))
    except Back:
        return None
    except Quit:
        leaving.wipe()
        return None


@contextmanager
def _wiped_when_input_ends() -> Iterator[None]:
    """Leave only the sentence about it on the screen, as a walkthrough does."""
    try:
        yield
    except InputEndedError:
        leaving.wipe()
        raise


def print_list(document: Document) -> None:
    """Print the list for whoever looks at stdout: as panels, or as text where they are no help."""
    from mes_optout.documents.as_text import as_text, part_head  # noqa: PLC0415  (only here)

    width = count_columns(sys.stdout, WIDTH)
    if is_linear(simple=None, environment=os.environ, source=sys.stdout, out=sys.stdout):
        sys.stdout.write(as_text(document, min(WIDTH, width)))
        return
    for sheet in document.parts:
        sys.stdout.write("\n".join(part_head(sheet, min(WIDTH, width))) + "\n")
        for part in sheet.parts:
            _print_part(part, width)


def _print_part(part: Part, width: int) -> None:
    """Print a step as a panel and what follows it; anything else as text."""
    from mes_optout.documents.as_text import block_lines, part_below  # noqa: PLC0415  (only here)

    if part.number is None:
        sys.stdout.write("\n".join(part_below(part, min(WIDTH, width))) + "\n")
        return
    from mes_optout.terminal.screens import print_page  # noqa: PLC0415  (imports rich)

    rows = tuple(block for block in part.blocks if isinstance(block, Row))
    below = [block for block in part.blocks if not isinstance(block, Row)]
    print_page(Screen(title=f"{part.number}. {part.title}", rows=rows), width)
    sys.stdout.write("\n".join(block_lines(below, width, "")) + "\n")
